import { TypedNumber } from '#engine/codec/json-text.ts';

const decimal = /^([+-]?)(\d+)?(?:\.(\d+))?(?:[eE][+-]?\d+)?$/;

/** A number as a person typed it, to be compared with what messages hold, by value and to the last digit. */
export interface TypedDecimal {
  readonly number: number;
  /** The largest integer that is not larger. */
  readonly floor: bigint;
  readonly isWhole: boolean;
}

/** `undefined` for what is no number; also for NaN and the infinities. */
export function typedDecimal(typed: string): TypedDecimal | undefined {
  const text = typed.trim();
  const [, sign, whole, fraction] = decimal.exec(text) ?? [];
  if (whole === undefined && fraction === undefined) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  const { digits } = new TypedNumber(text.replace(/^\+/, '').replace(/^(-?)\./, '$10.'));
  if (digits !== undefined) return { number, floor: BigInt(digits), isWhole: true };
  const isPlain = !/[eE]/.test(text);
  const floor = isPlain
    ? BigInt(whole ?? 0) * (sign === '-' ? -1n : 1n) - (sign === '-' ? 1n : 0n)
    : BigInt(Math.floor(number));
  return { number, floor, isWhole: false };
}

/** Negative when the integer is smaller than what was typed, 0 when it is the same. */
export function compareInteger(value: bigint, { floor, isWhole }: TypedDecimal): number {
  if (value !== floor) return value < floor ? -1 : 1;
  return isWhole ? 0 : -1;
}

/** The same for a double, whose value what was typed is rounded to unless it is an integer. */
export function compareNumber(value: number, { number, floor, isWhole }: TypedDecimal): number {
  const isExact = isWhole && !Number.isSafeInteger(number);
  const typed = isExact ? floor : number;
  if (value < typed) return -1;
  return value > typed ? 1 : Number.isNaN(value) ? Number.NaN : 0;
}
