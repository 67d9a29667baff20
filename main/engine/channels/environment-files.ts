import { diskReason } from '#app/core/disk-failure.ts';

/** Hears of a file that a variable of the environment names and that cannot be used: a sentence that names both. */
export type OnUnusable = (sentence: string) => void;

/** The sentence; `why` goes on after "which". */
export function unusable(variable: string, file: string, why: string, error?: unknown): string {
  const reason = error === undefined ? '' : `: ${diskReason(error)}`;
  return `${variable} names ${file}, which ${why}${reason}`;
}
