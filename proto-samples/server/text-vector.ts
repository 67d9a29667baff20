/** A vector computed from a text, and how many features it was made of. */
export interface TextVector {
  readonly values: Float32Array;
  readonly features: number;
}

/**
 * Embeds a text by feature hashing: each word and each triple of letters within a word adds to
 * one component, up or down as its hash says; the sum is scaled to length 1. The same text
 * gives the same vector anywhere; texts that share words or parts of words point alike.
 * @param dimensions length of the vector, at least 1
 */
export function textVector(text: string, dimensions: number): TextVector {
  const values = new Float32Array(dimensions);
  let features = 0;
  for (const feature of featuresOf(text)) {
    const code = hash(feature);
    const at = (code >>> 1) % dimensions;
    values[at] = (values[at] ?? 0) + ((code & 1) === 0 ? 1 : -1);
    features += 1;
  }
  const length = Math.hypot(...values);
  return { values: length > 0 ? values.map((value) => value / length) : values, features };
}

function* featuresOf(text: string): Generator<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  for (const word of words) {
    yield word;
    const padded = [...`^${word}$`];
    for (let i = 0; i + 3 <= padded.length; i += 1) yield padded.slice(i, i + 3).join('');
  }
}

/** FNV-1a with a final mix, so that the lowest bits depend on all of the text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
