import * as v from 'valibot';
import { methodKind } from '#app/contract/schema.ts';
import { transportOptions } from '#app/contract/target.ts';
import { amount, callEnd, pairs, wholeNumber } from './stored-event.ts';

/** In base64; only a short call has its events here. */
const bytes = v.pipe(v.string(), v.maxLength(64 * 1024), v.base64());

/**
 * What is kept of a call beside its events, in `<callId>.json` or, of many short ones that ended together, in a line
 * of a `.calls` file: which call it is, the SHA-256 of the `FileDescriptorSet` that decodes it, and what its
 * events come to, as far as they were written then. The events are in `<callId>.<start>.records` and
 * `<callId>.<start>.contents`, unless the call was short.
 */
const head = v.object({
  duplex: v.literal(1),
  method: v.string(),
  title: v.exactOptional(v.string()),
  /** Those of an older Duplex lack it. */
  kind: v.exactOptional(methodKind),
  target: v.string(),
  schema: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** When the call began, in milliseconds since 1970. */
  startedAt: wholeNumber,
  deadline: v.exactOptional(amount),
  /** Without the password of a proxy. Those of an older Duplex lack it. */
  options: v.exactOptional(transportOptions),
  /** How many events are in the files, at least. */
  events: wholeNumber,
  sent: wholeNumber,
  received: wholeNumber,
  bytesSent: wholeNumber,
  bytesReceived: wholeNumber,
  elapsed: amount,
  timing: v.object({
    steps: v.record(v.string(), amount),
    connected: v.exactOptional(amount),
    sent: v.exactOptional(amount),
    headers: v.exactOptional(amount),
    received: v.exactOptional(amount),
    lastReceived: v.exactOptional(amount),
  }),
  roundTrips: v.exactOptional(
    v.variant('isPaired', [
      v.object({
        isPaired: v.literal(true),
        count: wholeNumber,
        p50: amount,
        p90: amount,
        p99: amount,
        max: amount,
      }),
      v.object({ isPaired: v.literal(false), why: v.string() }),
    ]),
  ),
  request: v.exactOptional(pairs),
  headers: v.exactOptional(pairs),
  end: v.exactOptional(callEnd),
  /** The events themselves, of a call that was short; then there are no other files. */
  inline: v.exactOptional(v.object({ records: bytes, contents: bytes })),
  /** Why the files lack what came after the events in them. */
  cutOff: v.exactOptional(v.string()),
  /** How many those were. Those of an older Duplex lack it. */
  lacking: v.exactOptional(wholeNumber),
});
export type CallHead = v.InferOutput<typeof head>;

/** Nothing larger is written or read: room for metadata and details. */
export const headBytes = 16 * 1024 * 1024;

/** Throws when the text of the file of this name is not what {@link CallHead} says. */
export function readHead(name: string, text: string): CallHead {
  try {
    return v.parse(head, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is not what Duplex writes: ${reason}`);
  }
}
