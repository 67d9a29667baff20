import type { Playing } from '#app/contract/player.ts';
import { Failure } from '#app/contract/result.ts';
import { jsonDocumentsOf } from '#app/core/json-documents.ts';
import { valuesOf } from '#app/core/variables/made-anew.ts';
import { resolveJson } from '#app/core/variables/resolve.ts';
import type { Method } from '#engine/schema/registry.ts';
import type { Call } from '../call.ts';
import { type EventLog, type LoggedEvent, missingText } from '../log/event-log.ts';
import { madeDocuments, valueSource } from './made-messages.ts';

/**
 * A message to play, and when it was sent the first time; or how it is made when it is due, which throws a
 * `Failure` where it comes to nothing that can be sent; or why it cannot be.
 */
export type PlayedMessage =
  | { readonly payload: Buffer; readonly at: number }
  | { readonly make: () => Buffer; readonly at: number }
  | { readonly skipped: string };

/** Messages to play, in their order. */
export interface PlaySource {
  readonly count: number;
  /** All of them, once; may be asked for again and again. */
  messages(): AsyncIterable<PlayedMessage>;
}

/** What is left of a call that is over. */
export interface Recording {
  readonly method: Method;
  readonly log: EventLog;
  /** How many messages it sent. */
  readonly sent: number;
}

type Prepared = Extract<Playing['source'], { kind: 'messages' }>;

function onlyOf([payload]: readonly Buffer[]): Buffer {
  if (payload === undefined) throw new Failure('message-invalid', 'There is no message');
  return payload;
}

/** Rejects with a message-invalid `Failure` that names the place when one of the JSON documents is wrong. */
export async function preparedMessages(call: Call, source: Prepared): Promise<PlaySource> {
  const { sent } = call.schema.codecs(call.method);
  const values = source.values && valuesOf(source.values, valueSource);
  const made = values && madeDocuments(source.text, values);
  const text = values === undefined ? source.text : resolveJson(source.text, values);
  const documents = jsonDocumentsOf(text);
  const payloads = await call.schema.knowing(() => sent.encodeEach(documents));
  if (payloads.length === 0)
    throw new Failure('usage', 'There is no message to play', 'Write one, or choose a past call');
  return {
    count: payloads.length,
    async *messages() {
      for (const [place, payload] of payloads.entries()) {
        const document = made?.[place];
        if (document === undefined) yield { payload, at: 0 };
        else yield { make: () => onlyOf(sent.encodeEach([document()])), at: 0 };
      }
    },
  };
}

/** Throws a usage `Failure` when the past call sent nothing, or messages of another type. */
export function recordedMessages(call: Call, { method, log, sent }: Recording): PlaySource {
  if (sent === 0) throw new Failure('usage', 'The past call sent no message');
  if (method.input !== call.method.input)
    throw new Failure(
      'usage',
      `The past call sent messages of ${method.input}, and ${call.method.path} takes ${call.method.input}`,
      'Choose a call of a method that takes the same',
    );
  const codec = call.schema.codecs(call.method).sent;
  return {
    count: sent,
    async *messages() {
      for await (const { payload, at, index } of sentMessages(log)) {
        const fault =
          typeof payload === 'string' ? missingText(payload) : codec.check(payload).fault;
        if (typeof payload === 'string' || fault !== undefined)
          yield { skipped: `Message ${index} of the past call is not played: ${fault}` };
        else yield { payload, at };
      }
    },
  };
}

/** So many events are looked at in one go. */
const portion = 5000;
/** Their payloads are read in runs of about this size. */
const runBytes = 1024 * 1024;

type SentMessage = Extract<LoggedEvent, { type: 'sent' | 'received' }>;

async function* sentMessages(log: EventLog): AsyncGenerator<SentMessage> {
  for (let from = 0; from < log.count; from += portion) {
    const events = await log.read(from, portion, 0);
    for (const { start, end } of runs(events))
      for (const event of await log.read(from + start, end - start))
        if (event.type === 'sent') yield event;
  }
}

/** Stretches from one sent message to another that are read together. */
function runs(events: readonly LoggedEvent[]): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let bytes = 0;
  for (const [place, event] of events.entries()) {
    if ('bytes' in event) bytes += event.bytes;
    if (event.type !== 'sent') continue;
    const last = found.at(-1);
    if (last !== undefined && bytes <= runBytes) last.end = place + 1;
    else {
      found.push({ start: place, end: place + 1 });
      bytes = event.bytes;
    }
  }
  return found;
}
