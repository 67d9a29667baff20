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
    const written = indent === 2 ? writtenText(codec, bytes, form) : wanted;
    if (text !== wanted || written !== wanted)
      return `${Buffer.from(bytes).toString('hex')} as ${JSON.stringify(form)} is ${text}, in pieces ${written}, decoded it is ${wanted}`;
  }
  return undefined;
}

/** The text that is taken in pieces, or why there is none. */
function writtenText(codec: MessageCodec, bytes: Uint8Array, form: JsonForm = {}): string {
  let pieces: Buffer[] = [];
  const { fault } = codec.write(bytes, form, {
    begin: () => {
      pieces = [];
    },
    take: (piece) => void pieces.push(Buffer.from(piece)),
  });
  return fault ?? Buffer.concat(pieces).toString();
}
