import { type AppError, failureOf } from '#app/contract/result.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetOf } from '#app/core/target.ts';

/** What is wrong with an address before anything is tried. */
export function addressFault(target: TargetSettings): AppError | undefined {
  return failureOf(() => targetOf(target));
}
