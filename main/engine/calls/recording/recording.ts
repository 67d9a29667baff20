import * as v from 'valibot';
import type { MetadataPairs } from '#app/contract/calls.ts';

/**
 * A recording: what is kept of one call, so that it can be shown after the process has gone. It is a
 * text of JSON lines. The first says what the call is and counts what went over the wire:
 *
 *     { "duplex": 1, "method": "pkg.Service/Method", "target": "…", "schema": "<sha256>", "sent": 1,
 *       "received": 2, "bytesSent": 12, "bytesReceived": 68, "elapsed": 9.02, "deadline": 5000 }
 *
 * `schema` is the SHA-256 of the `FileDescriptorSet` that decodes the payloads. `deadline` is there when
 * the call has one, `request` when its headers went out, `headers` when the server answered with some. Each further line is a timeline event, its message kept as the wire had it:
 *
 *     { "seq": 1, "at": 1.8, "type": "sent", "index": 1, "bytes": 12, "message": null, "raw": "base64" }
 *
 * Without `raw`, the payload was too large to keep. Of a long call only the first and the newest events
 * are there, numbered without a gap, and a warning between them says how many are not. The last event
 * is an `end` when the call had ended.
 */
export const firstEvents = 50;
export const newestEvents = 950;
/** Of the payloads in one recording; the newest are kept first. */
export const payloadBytes = 4 * 1024 * 1024;
/** Nothing larger is written or read: the payloads in base64, with room for metadata and details. */
export const recordingBytes = 16 * 1024 * 1024;

export const pairs: v.GenericSchema<unknown, MetadataPairs> = v.array(
  v.tuple([v.string(), v.string()]),
);
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
export const wholeNumber = v.pipe(amount, v.integer());

export const recordingHeader = v.object({
  duplex: v.literal(1),
  method: v.string(),
  target: v.string(),
  schema: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  sent: wholeNumber,
  received: wholeNumber,
  bytesSent: wholeNumber,
  bytesReceived: wholeNumber,
  elapsed: amount,
  deadline: v.exactOptional(amount),
  request: v.exactOptional(pairs),
  headers: v.exactOptional(pairs),
});
export type RecordingHeader = v.InferOutput<typeof recordingHeader>;
