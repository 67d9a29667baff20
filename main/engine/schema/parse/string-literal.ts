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

/** Of two halves of a surrogate pair, the second is written with four digits. */
const PAIR = String.raw`(?:u|U0000)([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})`;
const CODE = 'u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})';
const ESCAPE = new RegExp(
  String.raw`\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|${PAIR}|${CODE}|([\s\S]))`,
  'g',
);
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
    const [, octal, hex, head, trail, short, long, single] = match;
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (head !== undefined && trail !== undefined) {
      const halves = [head, trail].map((half) => Number.parseInt(half, 16));
      bytes.push(...encoder.encode(String.fromCharCode(...halves)));
    } else if (short !== undefined || long !== undefined) {
      bytes.push(...codePoint(match[0], Number.parseInt(short ?? long ?? '', 16)));
    } else bytes.push(SIMPLE.get(single ?? '') ?? 63);
  }
  bytes.push(...encoder.encode(body.slice(last)));
  return Uint8Array.from(bytes);
}

/** As UTF-8: protoc lets half of a pair be as it is, and keeps what is no character as it is written. */
function codePoint(written: string, code: number): Uint8Array {
  if (code > 0x10ffff) return encoder.encode(written);
  if (code < 0xd800 || code > 0xdfff) return encoder.encode(String.fromCodePoint(code));
  return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
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
