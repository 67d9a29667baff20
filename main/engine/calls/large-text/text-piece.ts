import type { TextRow } from '#app/contract/message-text.ts';

/** So many bytes of a line are one row; what is longer takes several. */
const rowBytes = 500;
/** Where a row is need not be looked for among more than these. */
const rowsBetweenMarks = 64;
const lineFeed = 0x0a;

/**
 * Whole lines of a text, and where its rows are. All of it lies in memory that threads share, so that a
 * text is written, shown and searched without being copied.
 */
export interface TextPiece {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly rows: number;
  readonly lines: number;
  /** Bytes of the longest row. */
  readonly longest: number;
  /**
   * Threes of row, line and place, each the begin of a line: one for every 64 rows or so, one for each line
   * of more rows than that and for the line behind it, and one for the end.
   */
  readonly marks: Uint32Array<SharedArrayBuffer>;
}

/** A place in a piece: the byte at which a row begins, and where that ends. */
interface RowPlace {
  readonly row: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly isContinued: boolean;
}

/** Copies lines, which may end with one that goes no further, and finds their rows. */
export function textPiece(lines: Uint8Array): TextPiece {
  const bytes = new Uint8Array(new SharedArrayBuffer(lines.length));
  bytes.set(lines);
  const marks: number[] = [];
  let [rows, count, longest, marked] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (let start = 0; start < bytes.length; ) {
    let end = start;
    while (end < bytes.length && bytes[end] !== lineFeed) end += 1;
    const more = rowsOf(end - start);
    if (more > rowsBetweenMarks || rows - marked >= rowsBetweenMarks) {
      marks.push(rows, count, start);
      marked = rows;
    }
    longest = Math.max(longest, Math.min(end - start, rowBytes));
    rows += more;
    count += 1;
    start = end + 1;
  }
  marks.push(rows, count, bytes.length + (bytes.at(-1) === lineFeed ? 0 : 1));
  return { bytes, rows, lines: count, longest, marks: shared(marks) };
}

/** Rows `from` … `from + count - 1`, as far as they exist; `firstLine`: the number of its first line. */
export function pieceRows(
  piece: TextPiece,
  from: number,
  count: number,
  firstLine: number,
): TextRow[] {
  const rows: TextRow[] = [];
  for (const { line, start, end, isContinued } of places(piece, markBefore(piece, 0, from), from)) {
    if (rows.length === count) break;
    const text = textOf(piece.bytes, start, end);
    rows.push({ line: firstLine + line, text, ...(isContinued && { isContinued }) });
  }
  return rows;
}

/** The byte at which a row begins; where the piece ends for one that it does not have. */
export function rowStart(piece: TextPiece, row: number): number {
  const [place] = places(piece, markBefore(piece, 0, row), row);
  return place?.start ?? piece.bytes.length;
}

/** The row in which a byte is, and how many characters are before it there. */
export function placeInPiece(piece: TextPiece, at: number): { row: number; column: number } {
  const mark = markBefore(piece, 2, at);
  const [row = 0, , start = 0] = piece.marks.subarray(mark, mark + 3);
  // No row is longer, with the rest of a character and its end.
  const from = row + Math.floor((at - start) / (rowBytes + 4));
  for (const { row, start, end } of places(piece, mark, from))
    if (at < end || end === piece.bytes.length)
      return { row, column: textOf(piece.bytes, start, at).length };
  return { row: 0, column: 0 };
}

/** Text of bytes in memory that is shared, which decoders refuse. */
export function textOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString();
}

/** The places of rows from a mark on, beginning with row `from`. */
function* places(piece: TextPiece, mark: number, from: number): Generator<RowPlace> {
  const { bytes, marks } = piece;
  let [row = 0, line = 0, start = 0] = marks.subarray(mark, mark + 3);
  for (let next = mark + 3; start < bytes.length; line += 1) {
    while ((marks[next + 2] ?? Number.POSITIVE_INFINITY) <= start) next += 3;
    const isNextLine = marks[next + 1] === line + 1;
    const end = isNextLine ? (marks[next + 2] ?? 0) - 1 : bytes.indexOf(lineFeed, start);
    const rows = rowsOf(end - start);
    for (let part = Math.min(rows, Math.max(0, from - row)); part < rows; part += 1)
      yield {
        row: row + part,
        line,
        start: partStart(bytes, start, end, part),
        end: partStart(bytes, start, end, part + 1),
        isContinued: part > 0,
      };
    row += rows;
    start = end + 1;
  }
}

/** The last mark whose row (0) or place (2) is not behind a value. */
function markBefore({ marks }: TextPiece, which: 0 | 2, value: number): number {
  let low = 0;
  let high = marks.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((marks[middle * 3 + which] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low * 3;
}

function rowsOf(length: number): number {
  return Math.max(1, Math.ceil(length / rowBytes));
}

/** No character is cut. */
function partStart(bytes: Uint8Array, start: number, end: number, part: number): number {
  let at = start + part * rowBytes;
  if (at >= end) return end;
  while (part > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

function shared(numbers: readonly number[]): Uint32Array<SharedArrayBuffer> {
  const made = new Uint32Array(new SharedArrayBuffer(numbers.length * 4));
  made.set(numbers);
  return made;
}
