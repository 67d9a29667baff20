import { Failure } from '#app/contract/result.ts';

/** What went wrong and what to try, in sentences. */
export function faultText(error: unknown): string {
  if (error instanceof Failure) {
    const { message, hint } = error.error;
    return hint === undefined ? message : `${message}. ${hint}`;
  }
  return error instanceof Error ? error.message : String(error);
}
