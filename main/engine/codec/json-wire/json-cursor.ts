import { handOver } from '../wire-json/hand-over.ts';

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** So many digits a number holds whatever they are, with a point among them or without. */
const surelyHeld = 15;

/** JSON text as it is read, value by value; what is anything else than plain JSON is handed over. */
export class JsonCursor {
  readonly text: string;
  at = 0;
  /** Of the newest string. */
  isAscii = true;
  /** Of the newest number: there was no point in it. */
  #isWhole = true;

  constructor(text: string) {
    this.text = text;
  }

  /** The code of the next character that is not white space; NaN at the end. */
  peek(): number {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
      code = text.charCodeAt(++this.at);
    return code;
  }

  take(code: number): void {
    if (this.peek() !== code) throw handOver;
    this.at += 1;
  }

  /** Goes past a character if it is the next one. */
  takes(code: number): boolean {
    if (this.peek() !== code) return false;
    this.at += 1;
    return true;
  }

  /** Goes past a comma and answers true, or past the end of an object or list. */
  goesOn(end: number): boolean {
    const code = this.peek();
    this.at += 1;
    if (code === 0x2c) return true;
    if (code === end) return false;
    throw handOver;
  }

  word(word: string): void {
    if (!this.text.startsWith(word, this.at)) throw handOver;
    this.at += word.length;
  }

  string(): string {
    this.take(quote);
    const { text } = this;
    const start = this.at;
    let at = start;
    let all = 0;
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
      if (code === backslash) return this.#escaped(start);
      // NaN, the end, is not either.
      if (!(code >= 0x20)) throw handOver;
      all |= code;
    }
    this.at = at + 1;
    this.isAscii = all < 0x80;
    return text.slice(start, at);
  }

  #escaped(start: number): string {
    this.at = start;
    this.#skipString();
    this.isAscii = false;
    // What it throws is told by whoever reads the whole.
    const value: unknown = JSON.parse(this.text.slice(start - 1, this.at));
    return String(value);
  }

  #skipString(): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code !== quote) {
      if (!(code >= 0x20)) throw handOver;
      this.at += code === backslash ? 2 : 1;
      code = text.charCodeAt(this.at);
    }
    this.at += 1;
  }

  /** A number that JavaScript holds as it is written; others, with an exponent too, are handed over. */
  number(): number {
    const isNegative = this.takes(minus);
    const { text } = this;
    const start = this.at;
    let value = 0;
    let code = text.charCodeAt(start);
    for (; code >= zero && code <= nine; code = text.charCodeAt(++this.at))
      value = value * 10 + code - zero;
    const whole = this.at - start;
    if (whole === 0 || (whole > 1 && text.charCodeAt(start) === zero)) throw handOver;
    this.#isWhole = code !== point;
    if (!this.#isWhole) value = this.#fraction(start);
    const isOther = this.at - start > surelyHeld || (isNegative && value === 0);
    if (isOther || (text.charCodeAt(this.at) | 0x20) === 0x65) throw handOver;
    return isNegative ? -value : value;
  }

  integer(): number {
    const value = this.number();
    if (!this.#isWhole) throw handOver;
    return value;
  }

  #fraction(start: number): number {
    const { text } = this;
    const first = this.at + 1;
    let code = text.charCodeAt(++this.at);
    while (code >= zero && code <= nine) code = text.charCodeAt(++this.at);
    if (this.at === first) throw handOver;
    return Number(text.slice(start, this.at));
  }

  /** Goes past a value, whatever it is, and answers its text, if it is nested no deeper than so. */
  value(mostDepth: number): string {
    this.peek();
    const { text } = this;
    const start = this.at;
    let depth = 0;
    for (;;) {
      const code = text.charCodeAt(this.at);
      // The end, or a comment.
      if (Number.isNaN(code) || code === 0x2f) throw handOver;
      if (depth === 0 && (code === 0x2c || code === 0x7d || code === 0x5d)) break;
      this.at += 1;
      if (code === quote) this.#skipString();
      else if (code === 0x7b || code === 0x5b) depth += 1;
      else if (code === 0x7d || code === 0x5d) depth -= 1;
      if (depth > mostDepth) throw handOver;
    }
    return text.slice(start, this.at);
  }
}
