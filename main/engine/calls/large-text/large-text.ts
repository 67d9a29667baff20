import type { TextInfo, TextRow } from '#app/contract/message-text.ts';
import { pieceRows, placeInPiece, rowStart, type TextPiece, textOf } from './text-piece.ts';

interface PlacedPiece {
  readonly piece: TextPiece;
  readonly row: number;
  readonly line: number;
  readonly at: number;
}

/** A text in pieces, while it is written and from then on: its rows by their numbers. */
export class LargeText {
  #pieces: PlacedPiece[] = [];
  #kind: TextInfo['kind'] = 'json';
  #revision = 0;
  #rows = 0;
  #lines = 0;
  #bytes = 0;
  #longest = 0;

  begin(kind: TextInfo['kind']): void {
    this.#pieces = [];
    this.#kind = kind;
    this.#revision += 1;
    this.#rows = 0;
    this.#lines = 0;
    this.#bytes = 0;
    this.#longest = 0;
  }

  add(piece: TextPiece): void {
    this.#pieces.push({ piece, row: this.#rows, line: this.#lines, at: this.#bytes });
    this.#rows += piece.rows;
    this.#lines += piece.lines;
    this.#bytes += piece.bytes.length;
    this.#longest = Math.max(this.#longest, piece.longest);
  }

  get info(): Pick<TextInfo, 'kind' | 'revision' | 'rows' | 'lines' | 'bytes' | 'longest'> {
    return {
      kind: this.#kind,
      revision: this.#revision,
      rows: this.#rows,
      lines: this.#lines,
      bytes: this.#bytes,
      longest: this.#longest,
    };
  }

  get pieces(): readonly TextPiece[] {
    return this.#pieces.map(({ piece }) => piece);
  }

  /** Rows `from` … `from + count - 1`, as far as they exist. */
  rows(from: number, count: number): readonly TextRow[] {
    const rows: TextRow[] = [];
    for (let index = this.#last('row', from); index < this.#pieces.length; index += 1) {
      const placed = this.#pieces[index];
      if (placed === undefined || rows.length >= count) break;
      const { piece, row, line } = placed;
      rows.push(...pieceRows(piece, from + rows.length - row, count - rows.length, line + 1));
    }
    return rows;
  }

  /** Where a byte is. */
  place(at: number): { readonly row: number; readonly column: number } {
    const placed = this.#pieces[this.#last('at', at)];
    if (placed === undefined) return { row: 0, column: 0 };
    const { row, column } = placeInPiece(placed.piece, at - placed.at);
    return { row: placed.row + row, column };
  }

  /** Where a row begins. */
  start(row: number): number {
    const placed = this.#pieces[this.#last('row', row)];
    return placed === undefined ? 0 : placed.at + rowStart(placed.piece, row - placed.row);
  }

  /** The text between two bytes. */
  text(from: number, to: number): string {
    const parts: string[] = [];
    for (let index = this.#last('at', from); index < this.#pieces.length; index += 1) {
      const placed = this.#pieces[index];
      if (placed === undefined || placed.at >= to) break;
      const { piece, at } = placed;
      parts.push(
        textOf(piece.bytes, Math.max(0, from - at), Math.min(piece.bytes.length, to - at)),
      );
    }
    return parts.join('');
  }

  /** The last piece that begins at or before a row or byte. */
  #last(by: 'row' | 'at', value: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.[by] ?? 0) <= value) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}
