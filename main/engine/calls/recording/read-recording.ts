import * as v from 'valibot';
import type { Json } from '#app/contract/calls.ts';
import type { LoggedEvent } from '../timeline-log.ts';
import {
  amount,
  firstEvents,
  newestEvents,
  pairs,
  type RecordingHeader,
  recordingHeader,
  wholeNumber,
} from './recording.ts';

/** A recording as it was read: one `start`, first, and one `end`, last. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly events: readonly LoggedEvent[];
  /** The last of the events. */
  readonly end: EndEvent;
}

type EndEvent = Extract<LoggedEvent, { type: 'end' }>;

const at = amount;
const index = v.pipe(wholeNumber, v.minValue(1));
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
const payload = v.pipe(
  v.string(),
  v.transform((raw) => Buffer.from(raw, 'base64')),
);
const message = {
  at,
  index,
  bytes: wholeNumber,
  wireBytes: v.exactOptional(wholeNumber),
  raw: v.exactOptional(payload),
};

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

const recordedEvent = v.variant('type', [
  v.object({
    type: v.literal('start'),
    at,
    method: v.string(),
    target: v.string(),
    metadata: pairs,
  }),
  v.object({
    type: v.literal('connected'),
    at,
    ms: v.record(v.string(), at),
    reused: v.exactOptional(v.literal(true)),
    tls: v.exactOptional(tls),
    attempt: v.exactOptional(index),
    request: v.exactOptional(pairs),
  }),
  v.object({ type: v.literal('headers'), at, metadata: pairs }),
  v.object({ type: v.literal('sent'), ...message }),
  v.object({ type: v.literal('received'), ...message }),
  v.object({ type: v.literal('half-close'), at }),
  v.object({ type: v.literal('cancel'), at }),
  v.object({ type: v.literal('warning'), at, text: v.string(), index: v.exactOptional(index) }),
  v.object({
    type: v.literal('end'),
    at,
    code: v.nullable(v.number()),
    status: v.string(),
    message: v.string(),
    details: v.array(json),
    trailers: pairs,
  }),
]);

const interrupted = {
  type: 'end',
  code: null,
  status: 'INTERRUPTED',
  message: 'Duplex ended before this call did',
  details: [],
  trailers: [],
} as const;

/** Reads the text of a recording and gives it an end when it has none. Throws when it is damaged. */
export function readRecording(text: string): Recording {
  const most = firstEvents + newestEvents + 1;
  const [first = '', ...lines] = text.trimEnd().split('\n', most + 2);
  if (lines.length > most) throw new Error('There are too many events');
  const header = v.parse(recordingHeader, JSON.parse(first));
  const events = lines.map((line) => toLogged(v.parse(recordedEvent, JSON.parse(line))));
  const last = events.at(-1);
  const end: EndEvent =
    last?.type === 'end' ? last : { at: Math.max(header.elapsed, last?.at ?? 0), ...interrupted };
  if (end !== last) events.push(end);
  const starts = events.filter(({ type }) => type === 'start').length;
  const ends = events.filter(({ type }) => type === 'end').length;
  if (events[0]?.type !== 'start' || starts !== 1 || ends !== 1)
    throw new Error('It is not one call from its start to its end');
  return { header, events, end };
}

function toLogged(event: v.InferOutput<typeof recordedEvent>): LoggedEvent {
  if (event.type !== 'sent' && event.type !== 'received') return event;
  const { raw, ...rest } = event;
  if (raw !== undefined && raw.length !== event.bytes)
    throw new Error('A payload is not as long as it was');
  return { ...rest, payload: raw };
}
