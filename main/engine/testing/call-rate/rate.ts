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

const inFlight = 50;

/** What so many of them take, in milliseconds: of time, and of this process's work, which a loaded machine leaves alone. */
export interface Taken {
  readonly ms: number;
  readonly cpuMs: number;
}

/** What measures so many calls or round trips of a kind each time that it is asked to. */
export async function measuring(
  caller: Caller,
  kind: string,
): Promise<(count: number) => Promise<Taken>> {
  const many = await workOf(caller, kind);
  return async (count) => {
    const [since, before] = [performance.now(), process.cpuUsage()];
    await many(count);
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - since, cpuMs: (user + system) / 1000 };
  };
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
