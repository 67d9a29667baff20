import { Failure } from '../contract/result.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** gRPC carries at most eight digits; a deadline beyond a thousand hours is a typing error. */
const longestMs = 1000 * 3_600_000;

/** That there is none, even where an outer file or the settings have one. */
export const noDeadline = 'none';

/**
 * Milliseconds of `5s`, `300ms`, `1.5m`, `1h30m` or a bare number of seconds; `undefined` for an empty
 * text and for `none`. Throws a usage {@link Failure} for anything else.
 */
export function parseDeadline(text: string): number | undefined {
  if (text.trim() === '' || text.trim() === noDeadline) return undefined;
  const ms = msOf(text);
  if (ms !== undefined) return ms;
  throw new Failure(
    'usage',
    `"${text}" is not a deadline`,
    'Write a time such as 5s, 300ms or 2m, or none',
  );
}

/** Milliseconds of any other time, written in the same way. Throws a usage {@link Failure} for an empty text too. */
export function parseTime(text: string): number {
  const ms = msOf(text);
  if (ms !== undefined) return ms;
  throw new Failure('usage', `"${text}" is not a time`, 'Write a time such as 30s, 500ms or 2m');
}

function msOf(text: string): number | undefined {
  const trimmed = text.trim();
  const whole = /^\d+(?:\.\d+)?$/.test(trimmed) ? `${trimmed}s` : trimmed;
  const parts = [...whole.matchAll(/\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)/gy)];
  if (parts.map(([part]) => part).join('') !== whole) return undefined;
  const ms = parts.reduce(
    (sum, [, digits, unit = '']) => sum + Number(digits) * (unitMs[unit] ?? 0),
    0,
  );
  return ms > 0 && ms <= longestMs ? ms : undefined;
}

/** A deadline in milliseconds as a person reads it: `300 ms`, `1.5 s`. */
export function deadlineText(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}
