/** One way of making calls on the sample server. */
export interface Caller {
  /** One unary call, answered. */
  readonly unary: () => Promise<void>;
  /** Opens a bidi stream that answers each message; each use is one round trip. */
  readonly openTalk: () => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

export const unaryPath = 'sample.greeter.v1.Greeter/SayHello';
export const talkPath = 'sample.inference.v1.Embeddings/EmbedStream';
export const unaryText = '{"name":"Ada","id":"7"}';
export const talkText = '{"id":"7","text":"a"}';

const warmUp = 1500;
const counted = 4000;
const inFlight = 50;

/** Milliseconds that 1,000 of them take, once they have been made so often that all is compiled. */
export async function measure(caller: Caller, kind: string): Promise<number> {
  const many = await workOf(caller, kind);
  await many(warmUp);
  const since = performance.now();
  await many(counted);
  return ((performance.now() - since) / counted) * 1000;
}

async function workOf(caller: Caller, kind: string): Promise<(count: number) => Promise<void>> {
  const one = kind === 'ping-pong' ? await caller.openTalk() : caller.unary;
  const inTurn = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) await one();
  };
  if (kind !== 'in-flight') return inTurn;
  return async (count) => {
    await Promise.all(Array.from({ length: inFlight }, () => inTurn(count / inFlight)));
  };
}
