import { type Phrase, piecesOf } from './phrase.ts';

/** A name in a text, by offsets, and what it stands for. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Full name without leading dot. */
  readonly symbol: string;
}

interface Line {
  text: string;
  /** Offsets are those in the line. */
  readonly links: Link[];
}

/** Text being put together line by line. */
export class Lines {
  readonly #lines: Line[] = [];
  #indent = '';

  /** One line or several. */
  add(text: Phrase): void {
    let line = this.#begin();
    for (const piece of piecesOf(text)) {
      if (typeof piece === 'string') {
        const [first = '', ...more] = piece.split('\n');
        this.#extend(line, first);
        for (const next of more) {
          line = this.#begin();
          this.#extend(line, next);
        }
      } else {
        this.#extend(line, piece.text);
        const to = line.text.length;
        line.links.push({ from: to - piece.text.length, to, symbol: piece.symbol });
      }
    }
  }

  /** Adds to the end of the last line; gives how long that was, without its indentation. */
  append(text: string): number {
    const last = this.#lines.at(-1) ?? this.#begin();
    const { length } = last.text;
    last.text += text;
    return length - this.#indent.length;
  }

  /** A blank line, unless the text or block just begins or there is one already. */
  blank(): void {
    const last = this.#lines.at(-1)?.text;
    if (last !== undefined && last !== '' && !last.endsWith('{')) this.#begin();
  }

  indented(write: () => void): void {
    const outer = this.#indent;
    this.#indent = `${outer}  `;
    write();
    this.#indent = outer;
  }

  /** `head {`, what is inside, `}`; in one line when nothing is inside. */
  block(head: Phrase, write: () => void): void {
    this.add([head, ' {']);
    const before = this.#lines.length;
    this.indented(write);
    if (this.#lines.length === before) {
      this.append('}');
      return;
    }
    if (this.#lines.at(-1)?.text === '') this.#lines.pop();
    this.add('}');
  }

  toString(): string {
    return `${this.#lines
      .map(({ text }) => text)
      .join('\n')
      .trimEnd()}\n`;
  }

  /** The names in {@link toString}, in order. */
  links(): Link[] {
    const links: Link[] = [];
    let start = 0;
    for (const line of this.#lines) {
      for (const { from, to, symbol } of line.links)
        links.push({ from: start + from, to: start + to, symbol });
      start += line.text.length + 1;
    }
    return links;
  }

  #begin(): Line {
    const line = { text: '', links: [] };
    this.#lines.push(line);
    return line;
  }

  /** A line is indented when something comes into it. */
  #extend(line: Line, text: string): void {
    if (text !== '' && line.text === '') line.text = this.#indent;
    line.text += text;
  }
}
