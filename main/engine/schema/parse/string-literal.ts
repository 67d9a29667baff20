const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['\\', 92],
  ['?', 63],
  ["'", 39],
  ['"', 34],
]);

const ESCAPE =
  /\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
const encoder = new TextEncoder();

/** The bytes that a string literal stands for: UTF-8 but for its escapes, which may be any byte. */
export function literalBytes(literal: string): Uint8Array {
  const closed = literal.length > 1 && literal.endsWith(literal.charAt(0));
  const body = literal.slice(1, closed ? -1 : undefined);
  if (!body.includes('\\')) return encoder.encode(body);
  const bytes: number[] = [];
  let last = 0;
  for (const match of body.matchAll(ESCAPE)) {
    bytes.push(...encoder.encode(body.slice(last, match.index)));
    last = match.index + match[0].length;
    const [, octal, hex, short, long, single] = match;
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (short !== undefined || long !== undefined) {
      bytes.push(...encoder.encode(codePoint(Number.parseInt(short ?? long ?? '', 16))));
    } else bytes.push(SIMPLE.get(single ?? '') ?? 63);
  }
  bytes.push(...encoder.encode(body.slice(last)));
  return Uint8Array.from(bytes);
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Bytes as C writes them in a string, which is how descriptors hold defaults of bytes. */
export function escapeBytes(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) {
    if (byte === 10) out += '\\n';
    else if (byte === 13) out += '\\r';
    else if (byte === 9) out += '\\t';
    else if (byte === 34 || byte === 39 || byte === 92) out += `\\${String.fromCharCode(byte)}`;
    else if (byte < 32 || byte > 126) out += `\\${byte.toString(8).padStart(3, '0')}`;
    else out += String.fromCharCode(byte);
  }
  return out;
}
