import { statusNames } from '../contract/status.ts';

/** The name of a status code; one that is none of the 17 is shown as it came. */
export function statusName(code: number): string {
  return statusNames[code] ?? `CODE_${code}`;
}

/** How a status is coloured. */
export type StatusTone = 'ok' | 'warn' | 'danger';

/** Green only for OK, amber for what time or a person ended, red for the rest. */
export function statusTone(code: number | null): StatusTone {
  if (code === 0) return 'ok';
  return code === 1 || code === 4 || code === null ? 'warn' : 'danger';
}
