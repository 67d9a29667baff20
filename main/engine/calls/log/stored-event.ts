import * as v from 'valibot';
import type { Json, MetadataPairs } from '#app/contract/calls.ts';
import type { OtherCallEvent } from '../call-event.ts';

export const pairs: v.GenericSchema<unknown, MetadataPairs> = v.array(
  v.tuple([v.string(), v.string()]),
);
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
export const wholeNumber = v.pipe(amount, v.integer());

const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.number(),
    v.string(),
    v.array(json),
    v.record(v.string(), json),
  ]),
);

export const callEnd = v.object({
  code: v.nullable(v.number()),
  status: v.string(),
  message: v.string(),
  details: v.pipe(v.array(json), v.readonly()),
  trailers: pairs,
});

const tls = v.object({
  version: v.string(),
  alpn: v.exactOptional(v.string()),
  cipher: v.exactOptional(v.string()),
  insecure: v.exactOptional(v.literal(true)),
  certificate: v.exactOptional(
    v.object({
      subject: v.string(),
      issuer: v.string(),
      names: v.array(v.string()),
      validTo: v.string(),
    }),
  ),
});

const other = v.variant('type', [
  v.object({
    type: v.literal('start'),
    method: v.string(),
    target: v.string(),
    metadata: pairs,
  }),
  v.object({
    type: v.literal('connected'),
    ms: v.record(v.string(), amount),
    reused: v.exactOptional(v.literal(true)),
    tls: v.exactOptional(tls),
    attempt: v.exactOptional(wholeNumber),
    request: v.exactOptional(pairs),
  }),
  v.object({ type: v.literal('headers'), metadata: pairs }),
  v.object({ type: v.literal('half-close') }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('warning'), text: v.string(), index: v.exactOptional(wholeNumber) }),
  v.object({ type: v.literal('end'), ...callEnd.entries }),
]);

/** An event that is no message as it is kept: JSON without its time. */
export function otherEventBytes({ at: _at, ...event }: OtherCallEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** An event of bytes that this process has made and nobody could change. */
export function ownOtherEvent(at: number, bytes: Buffer): OtherCallEvent {
  return {
    at,
    ...(JSON.parse(bytes.toString('utf8')) as Omit<OtherCallEvent, 'at'>),
  } as OtherCallEvent;
}

/** Throws when the bytes are not what {@link otherEventBytes} made. */
export function toOtherEvent(at: number, bytes: Buffer): OtherCallEvent {
  return { at, ...v.parse(other, JSON.parse(bytes.toString('utf8'))) };
}
