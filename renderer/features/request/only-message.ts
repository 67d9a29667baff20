import type { AppError } from '#app/contract/result.ts';
import type { MethodSummary } from '#app/contract/schema.ts';
import { sendsMany } from '#renderer/features/response/index.ts';

/** Why a method that takes one message is not called with so many; `undefined` where they can go out. */
export function tooManyMessages(
  { kind, path }: Pick<MethodSummary, 'kind' | 'path'>,
  count: number,
): AppError | undefined {
  if (sendsMany(kind) || count <= 1) return undefined;
  return {
    code: 'message-invalid',
    message: `${path} takes one message, and the request has ${count}`,
    hint: 'Remove all but one: until then it is not called',
  };
}
