import type { Bridge } from '#app/contract/bridge.ts';
import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';

/** A call's request as it was made; of a stream what was sent first. */
export interface PastRequest {
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
  readonly messages: readonly string[];
  /** Empty where the call had none. */
  readonly deadline: string;
  /** What of it could not be had, in a sentence. */
  readonly note?: string;
}

/** So many events of a call are looked through for what was sent, a few first, and so much of that is taken. */
const fewEvents = 16;
const mostEvents = 500;
const mostMessages = 200;
const mostBytes = 8 * 1024 * 1024;

/** Reads back what was sent with a call that is held. */
export async function readPastRequest(bridge: Bridge, call: CallSummary): Promise<PastRequest> {
  const { callId, sent, deadline } = call;
  const [start, rows] = await Promise.all([
    bridge.invoke('calls.text', { callId, seq: 0, form: 'json' }),
    sentRows(bridge, call),
  ]);
  const messages: string[] = [];
  for (const { seq } of messagesToTake(rows)) {
    const text = await bridge.invoke('calls.text', { callId, seq, form: 'json' });
    if (!text.ok || parsed(text.value) === undefined) break;
    messages.push(text.value);
  }
  const metadata = start.ok ? metadataOf(start.value) : undefined;
  const notes = [
    ...(metadata === undefined ? ['Its metadata could not be read back'] : []),
    ...(messages.length < sent
      ? [`Only the first ${messages.length} of ${sent} sent messages are here`]
      : []),
  ];
  return {
    metadata: (metadata ?? []).map(([name, value]) => ({ name, value })),
    messages,
    deadline: deadline === undefined ? '' : `${deadline}ms`,
    ...(notes.length > 0 && { note: notes.join('. ') }),
  };
}

/** Of what was sent the first: most calls begin with all of it, and a row costs the decoding of its message. */
async function sentRows(
  bridge: Bridge,
  { callId, sent }: CallSummary,
): Promise<readonly TimelineRow[]> {
  async function sentFrom(from: number, count: number): Promise<readonly TimelineRow[]> {
    const rows = await bridge.invoke('calls.rows', { callId, from, count });
    return rows.ok ? rows.value.filter(({ type }) => type === 'sent') : [];
  }
  const first = await sentFrom(0, fewEvents);
  if (first.length >= sent) return first;
  return [...first, ...(await sentFrom(fewEvents, mostEvents - fewEvents))];
}

function messagesToTake(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  let sum = 0;
  return rows.slice(0, mostMessages).filter(({ bytes = 0 }) => {
    sum += bytes;
    return sum <= mostBytes;
  });
}

/** `undefined` where the start event is not what it should be. */
function metadataOf(text: string): readonly (readonly [string, string])[] | undefined {
  const start = parsed(text);
  const pairs =
    typeof start === 'object' && start !== null && 'metadata' in start && start.metadata;
  return Array.isArray(pairs) && pairs.every(isPair) ? pairs : undefined;
}

function isPair(pair: unknown): pair is readonly [string, string] {
  return Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string');
}

/** `undefined` for what is no JSON: of a message that is no longer kept, or too long, there is a sentence. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
