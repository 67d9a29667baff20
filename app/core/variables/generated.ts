import { Failure } from '#app/contract/result.ts';

/** What a use stands for. */
export interface Value {
  readonly text: string;
  /** `json` stands for itself in a message, outside of quotes; `text` for a JSON string. */
  readonly type: 'text' | 'json';
}

/** What the process that resolves has and a pure function has not. */
export interface Source {
  uuid(): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /** Base64 of a text's UTF-8. */
  base64(text: string): string;
}

interface Generated {
  /** How it is written, with its inputs. */
  readonly usage: string;
  readonly what: string;
  readonly inputs: number;
  /** It is another each time. */
  readonly isAnew: boolean;
  readonly make: (source: Source, inputs: readonly string[]) => Value;
}

/** What `{{…}}` can stand for where no variable has that name. */
export const generated: ReadonlyMap<string, Generated> = new Map<string, Generated>([
  [
    'uuid',
    {
      usage: 'uuid',
      what: 'a new random UUID',
      inputs: 0,
      isAnew: true,
      make: ({ uuid }) => asText(uuid()),
    },
  ],
  [
    'now',
    {
      usage: 'now',
      what: 'the time, as 2026-01-31T12:00:00.000Z',
      inputs: 0,
      isAnew: true,
      make: ({ now }) => asText(new Date(now()).toISOString()),
    },
  ],
  [
    'unix',
    {
      usage: 'unix',
      what: 'seconds since 1970',
      inputs: 0,
      isAnew: true,
      make: ({ now }) => asJson(Math.floor(now() / 1000)),
    },
  ],
  [
    'unix-ms',
    {
      usage: 'unix-ms',
      what: 'milliseconds since 1970',
      inputs: 0,
      isAnew: true,
      make: ({ now }) => asJson(Math.floor(now())),
    },
  ],
  [
    'random-int',
    {
      usage: 'random-int MIN MAX',
      what: 'a whole number, both ends included',
      inputs: 2,
      isAnew: true,
      make: ({ random }, [min = '', max = '']) => asJson(between(random, min, max)),
    },
  ],
  [
    'base64',
    {
      usage: 'base64 X',
      what: 'base64 of a variable, or of a text in quotes',
      inputs: 1,
      isAnew: false,
      make: ({ base64 }, [text = '']) => asText(base64(text)),
    },
  ],
]);

/** How many different numbers one call of {@link Source.random} has at least. */
const steps = 2n ** 48n;

/** Exact, also beyond what a number holds. */
function between(random: Source['random'], from: string, to: string): bigint {
  const [min, max] = [wholeNumber(from), wholeNumber(to)];
  if (min === undefined || max === undefined || min > max)
    throw new Failure(
      'usage',
      `random-int has no whole number from ${from} to ${to}`,
      'Write two whole numbers, the smaller one first',
    );
  const step = () => BigInt(Math.floor(random() * Number(steps)));
  return min + ((step() * steps + step()) * (max - min + 1n)) / (steps * steps);
}

function wholeNumber(text: string): bigint | undefined {
  return /^[+-]?\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}

function asText(text: string): Value {
  return { text, type: 'text' };
}

function asJson(number: number | bigint): Value {
  return { text: String(number), type: 'json' };
}
