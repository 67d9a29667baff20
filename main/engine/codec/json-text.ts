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
    return text.length < largeText || /\d{16}/.test(text) ? exact(text) : plain(text);
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
    const isUnsafe = /^-?\d+$/.test(number) && !Number.isSafeInteger(value);
    return isUnsafe ? new ExactInteger(number) : value;
  });
}

function syntaxFailure(text: string, error: Error): Failure {
  if (text.trim() === '') {
    return new Failure('message-invalid', 'The message is empty', 'Write JSON, at least {}');
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
