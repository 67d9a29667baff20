import type { Json, MetadataPairs } from '#app/contract/calls.ts';

/** Texts that are shorter would be found by chance, in what is none of them. */
const leastBytes = 4;
const base64 = /^[A-Za-z0-9+/]{6,}={0,2}$/;

/**
 * Puts asterisks in the place of secrets. Nothing gets longer or shorter by that, so that messages still
 * decode.
 */
export class SecretMask {
  /** All that a secret may look like where it is sent, told or echoed; the longest first. */
  readonly #forms: readonly Buffer[];

  constructor(texts: readonly string[]) {
    const forms = new Set(texts.flatMap(formsOf).map((form) => form.toString('latin1')));
    this.#forms = [...forms]
      .map((form) => Buffer.from(form, 'latin1'))
      .filter(({ length }) => length >= leastBytes)
      .sort((one, other) => other.length - one.length);
  }

  /** The same bytes where no secret is in them. */
  bytes(bytes: Buffer): Buffer {
    let masked: Buffer | undefined;
    for (const form of this.#forms) {
      let at = (masked ?? bytes).indexOf(form);
      while (at !== -1) {
        masked ??= Buffer.from(bytes);
        masked.fill('*', at, at + form.length);
        at = masked.indexOf(form, at + form.length);
      }
    }
    return masked ?? bytes;
  }

  text(text: string): string {
    const bytes = Buffer.from(text);
    const masked = this.bytes(bytes);
    if (masked !== bytes) return masked.toString();
    if (!base64.test(text)) return text;
    const meant = Buffer.from(text, 'base64');
    const rest = this.bytes(meant);
    return rest === meant ? text : rest.toString('base64').slice(0, text.length);
  }

  pairs(pairs: MetadataPairs): MetadataPairs {
    return pairs.map(([name, value]) => [name, this.text(value)]);
  }

  json(json: Json): Json {
    if (typeof json === 'string') return this.text(json);
    if (typeof json !== 'object' || json === null) return json;
    if (isList(json)) return json.map((one) => this.json(one));
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [this.text(key), this.json(value)]),
    );
  }
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function formsOf(text: string): readonly Buffer[] {
  const texts = [text, text.trim(), JSON.stringify(text).slice(1, -1), encoded(text)];
  const forms = texts.map((form) => Buffer.from(form));
  if (!base64.test(text)) return forms;
  // The value of a `-bin` name.
  const bytes = Buffer.from(text, 'base64');
  return [...forms, bytes, Buffer.from(bytes.toString('base64'))];
}

function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
