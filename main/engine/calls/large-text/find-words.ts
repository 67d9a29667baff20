import { textOf } from './text-piece.ts';

/** More matches than these are not looked for. */
export const mostMatches = 1_000_000;
const lineFeed = '\n';

/** The bytes at which words begin in some lines, `most` of them at most. Words do not reach over lines. */
export function findWords(
  lines: Uint8Array,
  words: string,
  isCaseSensitive: boolean,
  most = mostMatches,
): Float64Array<ArrayBuffer> {
  const text = textOf(lines);
  const found: number[] = [];
  if (words.includes(lineFeed)) return new Float64Array();
  const pattern = new RegExp(
    words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    isCaseSensitive ? 'g' : 'gi',
  );
  const isAscii = text.length === lines.length;
  let [at, bytes] = [0, 0];
  for (const { index } of text.matchAll(pattern)) {
    bytes += isAscii ? index - at : Buffer.byteLength(text.slice(at, index));
    at = index;
    found.push(bytes);
    if (found.length === most) break;
  }
  return Float64Array.from(found);
}
