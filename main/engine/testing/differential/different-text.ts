import type { JsonForm } from '#engine/codec/json-form.ts';
import type { MessageCodec } from '#engine/codec/message-codec.ts';
import { printJson } from '#engine/codec/print-json.ts';

/** Each form with its indentation. */
const forms: readonly (readonly [JsonForm, number])[] = [
  [{}, 0],
  [{ emitDefaults: true }, 2],
  [{ emitDefaults: true, originalNames: true }, 0],
];

/** How the JSON text that is made straight from bytes differs from the printed JSON of the decoded message. */
export function differentText(codec: MessageCodec, bytes: Uint8Array): string | undefined {
  for (const [form, indent] of forms) {
    const { json, warning } = codec.decode(bytes, form);
    const wanted = json === undefined ? warning : printJson(json, indent);
    const found = codec.text(bytes, form, indent);
    const text = found.text ?? found.warning;
    if (text !== wanted)
      return `${Buffer.from(bytes).toString('hex')} as ${JSON.stringify(form)} is ${text}, decoded it is ${wanted}`;
  }
  return undefined;
}
