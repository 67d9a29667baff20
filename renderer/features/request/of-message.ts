import type { AppError } from '#app/contract/result.ts';
import { jsonDocumentsOf } from '#app/core/json-documents.ts';

/**
 * What the engine refused of messages that were given to it as one text, told of the message of the list
 * where it is, with its place there; `at` is the place of that message.
 */
export function ofMessage(
  messages: readonly string[],
  error: AppError,
): { readonly error: AppError; readonly at?: number } {
  const [, number, rest = ''] = /^Message (\d+): (.*)$/s.exec(error.message) ?? [];
  if (number === undefined) return messages.length === 1 ? { error, at: 0 } : { error };
  let left = Number(number);
  for (const [at, text] of messages.entries()) {
    const { length } = jsonDocumentsOf(text);
    if (left <= length)
      return { at, error: { ...error, message: length === 1 ? rest : `Message ${left}: ${rest}` } };
    left -= length;
  }
  return { error };
}
