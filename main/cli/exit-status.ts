import type { ErrorCode } from '#app/contract/result.ts';

/** 64 + the gRPC status code, for a call that reached its server and did not end with OK. */
export function statusExit(code: number | null): number {
  return code === 0 ? 0 : 64 + (code ?? 2);
}

export function failureExit(code: ErrorCode): number {
  if (code === 'unreachable') return 3;
  return code === 'internal' ? 1 : 2;
}
