import type { EventDetail, MetadataPairs, TimelineRow } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { connectedText } from '#app/core/connected-text.ts';
import { sizeText } from '#app/core/size.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import { isTooLong, tooLongText } from '../codec/too-long.ts';
import { wholeFieldsPrefix } from '../codec/whole-fields.ts';
import type { CallEvent, OtherCallEvent } from './call-event.ts';
import type { EventForm } from './held-call.ts';
import { mostCopied } from './large-text/held-text.ts';
import { hexLines } from './large-text/hex-lines.ts';
import { type LoggedEvent, missingText } from './log/event-log.ts';

const previewLength = 200;
/** So much of a message's beginning is decoded for its row. */
export const previewBytes = 4096;
/** A message of more than that is no text at once: the window opens its text. */
export const largeBytes = 256 * 1024;
/** The longest text a window gets at once. */
const detailLength = 2_000_000;

function isOther(event: { bytes: number; wireBytes?: number }): event is Required<typeof event> {
  return event.wireBytes !== undefined && event.wireBytes !== event.bytes;
}

/** One line of the list. Of a large message only the first whole fields are decoded. */
export function toRow(
  seq: number,
  event: LoggedEvent,
  codecs: CallCodecs,
  form: JsonForm,
): TimelineRow {
  if ('isLost' in event) return { ...otherRow(seq, event), isLost: true };
  if (!('payload' in event)) return otherRow(seq, event);
  const { at, type, index, bytes } = event;
  return {
    seq,
    at,
    type,
    index,
    bytes,
    ...(isOther(event) && { wireBytes: event.wireBytes }),
    preview: messagePreview(event, codecs, form),
  };
}

function otherRow(seq: number, event: OtherCallEvent): TimelineRow {
  const head = { seq, at: event.at, type: event.type };
  switch (event.type) {
    case 'start':
      // What the row may have no room for is known: it stands over the request.
      return { ...head, preview: cut(`${event.target} · ${event.method}`) };
    case 'connected':
      return { ...head, preview: connectedText(event) };
    case 'headers':
      return { ...head, preview: cut(pairsText(event.metadata)) };
    case 'warning':
      return {
        ...head,
        ...(event.index !== undefined && { index: event.index }),
        preview: cut(event.text),
      };
    case 'end':
      return {
        ...head,
        preview: cut(
          `${event.status}${event.code === null ? '' : ` ${event.code}`}${event.message === '' ? '' : `: ${event.message}`}`,
        ),
      };
    case 'half-close':
    case 'cancel':
      return { ...head, preview: '' };
  }
}

/** All of one event, for the detail view. */
export function toDetail(
  seq: number,
  event: LoggedEvent,
  codecs: CallCodecs,
  form: JsonForm,
): EventDetail {
  const row = toRow(seq, event, codecs, form);
  if (isLarge(event)) return { row, text: '', omitted: 0, isLarge: true };
  const bytes = undecoded(event, codecs);
  if (bytes !== undefined) return { row, omitted: 0, isBytes: true, ...bytes };
  const text = detailText(event, codecs, form);
  const note = unknownNote(event, codecs);
  const told = { row, ...(note !== undefined && { note }) };
  if (text.length <= detailLength) return { ...told, text, omitted: 0 };
  return { ...told, text: text.slice(0, detailLength), omitted: text.length - detailLength };
}

/** Whether an event is a message, all of which is there, that is not shown at once. */
function isLarge(event: LoggedEvent): boolean {
  return 'payload' in event && typeof event.payload !== 'string' && event.bytes > largeBytes;
}

/** The call tells it of its first such message alone. */
function unknownNote(event: LoggedEvent, codecs: CallCodecs): string | undefined {
  if (event.type !== 'sent' && event.type !== 'received') return undefined;
  const { payload } = event;
  if (typeof payload === 'string' || !codecs[event.type].check(payload).hasUnknownFields)
    return undefined;
  const { named } = codecs[event.type].unknownFields(payload);
  return `The message holds what its type does not define, and its JSON leaves out: ${named}`;
}

/** All of one event in the form that is asked for, however long. */
export function toText(
  event: LoggedEvent,
  codecs: CallCodecs,
  as: EventForm,
  form: JsonForm,
): string {
  if (as === 'json') return detailText(event, codecs, form);
  if (event.type !== 'sent' && event.type !== 'received')
    throw new Failure('usage', 'Only messages have bytes to copy', 'Copy this event as JSON');
  const { payload } = event;
  if (typeof payload === 'string')
    throw new Failure('usage', `Message ${event.index}: ${missingText(payload)}`);
  const length = payload.length * (as === 'hex' ? 2 : 4 / 3);
  if (length > mostCopied)
    throw new Failure(
      'usage',
      `Message ${event.index} is ${sizeText(length)} as ${as}, more than the ${sizeText(mostCopied)} that are copied at once`,
    );
  return payload.toString(as);
}

/** All that is shown of an event which is no message, to be looked through. */
export function otherText(event: OtherCallEvent): string {
  const { preview } = otherRow(0, event);
  return `${event.type} ${preview}\n${otherDetail(event)}`;
}

function detailText(event: LoggedEvent, codecs: CallCodecs, form: JsonForm): string {
  if ('payload' in event) {
    if (typeof event.payload === 'string') return missingText(event.payload);
    return messageText({ ...event, payload: event.payload }, codecs, form);
  }
  return otherDetail(event);
}

function otherDetail(event: OtherCallEvent): string {
  if (event.type === 'headers') return pairsText(event.metadata, '\n');
  if (event.type === 'warning') return event.text;
  const { type: _type, at: _at, ...rest } = event;
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2);
}

/** Of a message that has no text as JSON, why. */
function messageText(
  { type, index, payload }: Extract<CallEvent, { type: 'sent' | 'received' }>,
  codecs: CallCodecs,
  form: JsonForm,
): string {
  try {
    const { text, warning } = codecs[type].text(payload, form, 2);
    return text ?? rawJson(payload, warning ?? '');
  } catch (error) {
    if (!isTooLong(error)) throw error;
    return `${tooLongText(index, payload.length)}. Save its bytes to a file`;
  }
}

/** Of a message that does not decode, its bytes and why. */
function undecoded(
  event: LoggedEvent,
  codecs: CallCodecs,
): Required<Pick<EventDetail, 'text' | 'note'>> | undefined {
  if (!('payload' in event) || typeof event.payload === 'string') return undefined;
  const { type, payload } = event;
  const codec = codecs[type];
  // What lacks a required field is at fault, and has a text.
  if (codec.check(payload).fault === undefined) return undefined;
  const { text, warning = 'The message does not decode' } = codec.text(payload, {});
  if (text !== undefined) return undefined;
  return { text: hexLines(payload), note: `${warning}. These are its ${sizeText(payload.length)}` };
}

function rawJson(payload: Buffer, warning: string): string {
  return JSON.stringify({ warning, raw: payload.toString('base64') }, null, 2);
}

function messagePreview(
  event: Extract<LoggedEvent, { type: 'sent' | 'received' }>,
  codecs: CallCodecs,
  form: JsonForm,
): string {
  if (typeof event.payload === 'string') return missingText(event.payload);
  const prefix = wholeFieldsPrefix(event.payload, previewBytes, event.bytes);
  const isWhole = prefix.length === event.bytes;
  // What is not decoded here is not at its default.
  const shown = isWhole ? form : { ...form, emitDefaults: false };
  const { text } = codecs[event.type].text(prefix, shown);
  if (text === undefined)
    return cut(`not decodable: ${event.payload.subarray(0, 32).toString('hex')}`);
  return isWhole ? cut(text) : `${cut(text.slice(0, -1))}…`;
}

function pairsText(pairs: MetadataPairs, separator = ', '): string {
  return pairs.map(([name, value]) => `${name}: ${value}`).join(separator);
}

function cut(text: string): string {
  return text.length > previewLength ? `${text.slice(0, previewLength - 1)}…` : text;
}
