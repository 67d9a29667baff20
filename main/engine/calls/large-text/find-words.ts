import { setImmediate as turn } from 'node:timers/promises';
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

/**
 * The same in the pieces of a text, piece by piece in turns with this thread's other work: bytes of the whole
 * text.
 */
export async function* findInPieces(
  pieces: readonly Uint8Array[],
  words: string,
  isCaseSensitive: boolean,
): AsyncGenerator<Float64Array<ArrayBuffer>> {
  let [before, left] = [0, mostMatches];
  for (const piece of pieces) {
    await turn();
    const found = findWords(piece, words, isCaseSensitive, left);
    yield found.map((at) => at + before);
    before += piece.length;
    left -= found.length;
    if (left === 0) return;
  }
}
