import type { AppError } from '#app/contract/result.ts';

/** The gRPC status of what was given up with Ctrl+C. */
export const cancelled = 1;
export const deadlineExceeded = 4;
export const unavailable = 14;

/** 64 + the gRPC status code, for a call that reached its server and did not end with OK. */
export function statusExit(code: number | null): number {
  if (code === 0) return 0;
  // An exit status is a byte: what does not fit is told as UNKNOWN, never as success.
  return code !== null && code > 0 && 64 + code < 256 ? 64 + code : 66;
}

/** What a person can mend in what was typed or read. */
export const wrongInput = 2;

/** Of a command that failed: see `--help`. */
export function failureExit({ code, status }: Pick<AppError, 'code' | 'status'>): number {
  if (code === 'status') return statusExit(status ?? null);
  if (code === 'unreachable') return 3;
  return code === 'internal' ? 1 : wrongInput;
}

/** Of a health service that told another status than SERVING; grpc_health_probe has the same. */
export const notServingExit = 4;
