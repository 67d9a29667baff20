import { type AppError, Failure } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetOf } from '#app/core/target.ts';

/** What is wrong with an address before anything is tried. */
export function addressFault(target: TargetSettings): AppError | undefined {
  try {
    targetOf(target);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.error;
    throw error;
  }
}
