import type { JsonForm } from '#engine/codec/json-form.ts';
import type { MessageCodec } from '#engine/codec/message-codec.ts';
import { printJson } from '#engine/codec/print-json.ts';

const forms: readonly JsonForm[] = [
  {},
  { emitDefaults: true },
  { originalNames: true },
  { emitDefaults: true, originalNames: true },
];

/** How the JSON text that is made straight from bytes differs from the printed JSON of the decoded message. */
export function differentText(codec: MessageCodec, bytes: Uint8Array): string | undefined {
  for (const form of forms) {
    const { json, warning } = codec.decode(bytes, form);
    for (const indent of [0, 2]) {
      const wanted = json === undefined ? warning : printJson(json, indent);
      const found = codec.text(bytes, form, indent);
      const text = found.text ?? found.warning;
      if (text !== wanted)
        return `${Buffer.from(bytes).toString('hex')} as ${JSON.stringify(form)} is ${text}, decoded it is ${wanted}`;
    }
  }
  return undefined;
}
