/** The 17 status codes of gRPC, by number. */
const statusNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

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
