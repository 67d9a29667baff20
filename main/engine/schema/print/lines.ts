/** Text being put together line by line. */
export class Lines {
  readonly #lines: string[] = [];
  #indent = '';

  /** One line or several. */
  add(text: string): void {
    for (const line of text.split('\n')) this.#lines.push(line === '' ? '' : this.#indent + line);
  }

  /** Adds to the end of the last line; gives how long that was, without its indentation. */
  append(text: string): number {
    const last = this.#lines.pop() ?? '';
    this.#lines.push(`${last}${text}`);
    return last.length - this.#indent.length;
  }

  /** A blank line, unless the text or block just begins or there is one already. */
  blank(): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && last !== '' && !last.endsWith('{')) this.#lines.push('');
  }

  indented(write: () => void): void {
    const outer = this.#indent;
    this.#indent = `${outer}  `;
    write();
    this.#indent = outer;
  }

  /** `head {`, what is inside, `}`; in one line when nothing is inside. */
  block(head: string, write: () => void): void {
    this.add(`${head} {`);
    const before = this.#lines.length;
    this.indented(write);
    if (this.#lines.length === before) {
      this.append('}');
      return;
    }
    if (this.#lines.at(-1) === '') this.#lines.pop();
    this.add('}');
  }

  toString(): string {
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }
}
