import type { JsonForm } from '../codec/json-form.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import { printJson } from '../codec/print-json.ts';
import type { CallEvent } from './call-event.ts';

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
  const { at, type, index, payload, wireBytes } = event;
  const bytes = payload.length;
  const head = { ...beside, seq, at, type, index, bytes };
  const whole = wireBytes === undefined ? head : { ...head, wireBytes };
  const { text } = codecs[type].text(payload, form);
  return text === undefined
    ? printJson({ ...whole, message: null, raw: payload.toString('base64') })
    : `${printJson(whole).slice(0, -1)},"message":${text}}`;
}
