import { parse } from 'lossless-json';
import { Failure } from '#app/contract/result.ts';
import { withoutComments } from '#app/core/json-comments.ts';

/** A number as it was typed, where JavaScript may not hold it or would write it otherwise. */
export class TypedNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** All digits of an integer, also of `1.5e1` and `2.0`; `undefined` for any other number. */
  get digits(): string | undefined {
    const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(this.text);
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
    if (!/[1-9]/.test(whole + fraction)) return '0';
    const point = whole.length + Number(exponent);
    // Nothing beyond the range of a double is an integer of protobuf.
    if (parts === null || point > 400 || point < 0) return undefined;
    const digits = (whole + fraction).padEnd(point, '0');
    if (/[1-9]/.test(digits.slice(point))) return undefined;
    return sign + digits.slice(0, point).replace(/^0+(?=\d)/, '');
  }
}

/** From here on JSON.parse's speed counts for more than telling a repeated key. */
const largeText = 1_000_000;

/**
 * Parses one JSON document, which may have comments, without losing a digit: a number that JavaScript may not hold, or would
 * write otherwise, becomes a {@link TypedNumber}. Throws a message-invalid `Failure` with line and column.
 */
export function parseJson(typed: string): unknown {
  const text = withoutComments(typed);
  try {
    return text.length < largeText || /\d[\d.]{15}|\d[eE]/.test(text) ? exact(text) : plain(text);
  } catch (error) {
    throw syntaxFailure(text, error instanceof Error ? error : new Error(String(error)));
  }
}

function plain(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return value;
}

function exact(text: string): unknown {
  return parse(text, undefined, (number) => {
    const value = Number(number);
    const isHeld = String(value) === number && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    return isHeld ? value : new TypedNumber(number);
  });
}

function syntaxFailure(text: string, error: Error): Failure {
  if (text.trim() === '') {
    return new Failure('message-invalid', 'The message is empty', 'Write JSON, at least {}');
  }
  if (error instanceof RangeError) {
    return new Failure('message-invalid', 'The message is nested too deeply');
  }
  let message = error.message;
  try {
    exact(text);
  } catch (second) {
    if (second instanceof Error) message = second.message;
  }
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const reason = message.replace(/ at position \d+/, '').replace(/ in JSON$/, '');
  const word = /^-?(?:NaN|Infinity)\b/.exec(
    text.slice(text[position - 1] === '-' ? position - 1 : position),
  );
  const hint = word === null ? undefined : `Write it in quotes: "${word[0]}"`;
  return new Failure('message-invalid', `The message is not JSON: ${place}: ${reason}`, hint);
}
