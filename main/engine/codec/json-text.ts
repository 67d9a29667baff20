import { parse } from 'lossless-json';
import { Failure } from '#app/contract/result.ts';

/** An integer with more digits than a JavaScript number keeps, as it was typed. */
export class ExactInteger {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** From here on JSON.parse's speed counts for more than telling a repeated key. */
const largeText = 1_000_000;

/**
 * Parses one JSON document without losing a digit: an integer beyond 2^53 becomes an
 * {@link ExactInteger}. Throws a message-invalid `Failure` with line and column.
 */
export function parseJson(text: string): unknown {
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
    if (Number.isSafeInteger(value) && /^-?\d+$/.test(number)) return value;
    const digits = integerDigits(number);
    return digits === undefined || digits === String(value) ? value : new ExactInteger(digits);
  });
}

/** All digits of a number that is an integer, also of `1.5e1` and `2.0`; `undefined` for any other. */
function integerDigits(number: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
  const point = whole.length + Number(exponent);
  // Nothing beyond the range of a double is an integer of protobuf.
  if (parts === null || point > 400 || point < 0) return undefined;
  const digits = (whole + fraction).padEnd(point, '0');
  if (/[1-9]/.test(digits.slice(point))) return undefined;
  const integer = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  return integer === '' || integer === '0' ? undefined : sign + integer;
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
  return new Failure('message-invalid', `The message is not JSON: ${place}: ${reason}`);
}
