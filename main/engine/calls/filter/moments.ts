const moment =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?([Zz]|[+-]\d{2}:\d{2})?$/;
const span = /^([+-]?)(\d{1,15})?(?:\.(\d{1,9}))?(h|m|s|ms)?$/;

const unitNanos = { h: 3_600_000_000_000n, m: 60_000_000_000n, s: 1_000_000_000n, ms: 1_000_000n };

/**
 * Nanoseconds since 1970 of a time as JSON has it, or as a person shortens that: without seconds or the time
 * of day, and without a zone for UTC. `undefined` for anything else.
 */
export function timeNanos(text: string): bigint | undefined {
  const [, day, clock = '00:00', seconds = '00', fraction = '', zone = 'Z'] =
    moment.exec(text.trim()) ?? [];
  const ms = Date.parse(`${day}T${clock}:${seconds}${zone.toUpperCase()}`);
  if (Number.isNaN(ms)) return undefined;
  return BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** Nanoseconds of a duration as JSON has it, `1.5s`; also in `h`, `m` or `ms`. `undefined` for anything else. */
export function spanNanos(text: string): bigint | undefined {
  const [, sign, whole, fraction, unit = 's'] = span.exec(text.trim()) ?? [];
  if (whole === undefined && fraction === undefined) return undefined;
  const nanos = unitNanos[unit as keyof typeof unitNanos];
  const billionths = BigInt(whole ?? 0) * 1_000_000_000n + BigInt((fraction ?? '').padEnd(9, '0'));
  return ((sign === '-' ? -billionths : billionths) * nanos) / 1_000_000_000n;
}
