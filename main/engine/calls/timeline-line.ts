import type { JsonForm } from '../codec/json-form.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import { printJson } from '../codec/print-json.ts';
import type { CallEvent, MessageCallEvent } from './call-event.ts';

/** Three bytes are four characters of base64: pieces of whole threes join without a seam. */
const pieceBytes = 3 * 256 * 1024;

/** The event as one line of JSON, as the contract has it; what stands `beside` it comes first. */
export function timelineLine(
  seq: number,
  event: CallEvent,
  codecs: CallCodecs,
  form: JsonForm = {},
  beside: object = {},
): string {
  if (event.type !== 'sent' && event.type !== 'received') {
    const { at, type, ...rest } = event;
    return printJson({ ...beside, seq, at, type, ...rest });
  }
  const { text } = codecs[event.type].text(event.payload, form);
  return text === undefined
    ? [...bytesLine(seq, event, beside)].join('')
    : messageLine(seq, event, text, beside);
}

/** The line of a message with the JSON text that it has. */
export function messageLine(
  seq: number,
  event: MessageCallEvent,
  text: string,
  beside: object = {},
): string {
  return `${headOf(seq, event, beside)},"message":${text}}`;
}

/** The line of a message without JSON, which has its bytes, in pieces: base64 may be longer than a text can be. */
export function* bytesLine(
  seq: number,
  event: MessageCallEvent,
  beside: object = {},
): Generator<string> {
  const { payload } = event;
  yield `${headOf(seq, event, beside)},"message":null,"raw":"`;
  for (let from = 0; from < payload.length; from += pieceBytes)
    yield payload.toString('base64', from, from + pieceBytes);
  yield '"}';
}

function headOf(
  seq: number,
  { at, type, index, payload, wireBytes }: MessageCallEvent,
  beside: object,
): string {
  const head = { ...beside, seq, at, type, index, bytes: payload.length };
  return printJson(wireBytes === undefined ? head : { ...head, wireBytes }).slice(0, -1);
}
