import { Failure } from '#app/contract/result.ts';

/** What to say of a thread that had too little memory, as a `Failure` is made. */
type TooLarge = ConstructorParameters<typeof Failure>;

/**
 * Why a thread did not do what it was asked, or ended by itself; `failed` is what did not come about:
 * `Reading the schema failed`.
 */
export function threadFailure(reason: unknown, failed: string, tooLarge: TooLarge): Failure {
  const hadNoRoom =
    reason instanceof Error && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (hadNoRoom) return new Failure(...tooLarge);
  const why = reason instanceof Error ? reason.message : 'it ended by itself';
  return new Failure('internal', `${failed}: ${why}`, 'Try again');
}
