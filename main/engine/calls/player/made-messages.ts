import { randomUUID } from 'node:crypto';
import { Failure } from '#app/contract/result.ts';
import { type JsonDocument, jsonDocumentsOf } from '#app/core/json-documents.ts';
import type { Source } from '#app/core/variables/generated.ts';
import { resolveJson, usesIn, type Values } from '#app/core/variables/resolve.ts';

/** What generated values are made from. */
export const valueSource: Source = {
  uuid: () => randomUUID(),
  now: () => Date.now(),
  random: () => Math.random(),
  base64: (text) => Buffer.from(text).toString('base64'),
};

/**
 * The documents of a text with variables, each to be made whenever it is wanted: `undefined` where nothing of
 * it is generated, or where what a variable holds is no part of one document.
 */
export function madeDocuments(
  text: string,
  values: Values,
): readonly (undefined | (() => JsonDocument))[] | undefined {
  const documents = jsonDocumentsOf(withoutUses(text));
  if (documents.length !== jsonDocumentsOf(resolveJson(text, values)).length) return undefined;
  return documents.map(({ offset, text: { length } }) => {
    const template = text.slice(offset, offset + length);
    if (!template.includes('{{')) return undefined;
    return () => ({ text: resolveJson(template, values), line: 1, column: 1, offset: 0 });
  });
}

/** Digits in the place of variables, as many: what begins and ends there begins and ends where it did. */
function withoutUses(text: string): string {
  let made = '';
  let from = 0;
  for (const use of usesIn(text)) {
    made += text.slice(from, use.from) + '1'.repeat(use.to - use.from);
    from = use.to;
  }
  return made + text.slice(from);
}

/** Why a message that was made cannot be sent. Anything else that was thrown is thrown again. */
export function unmade(error: unknown): string {
  if (error instanceof Failure) return error.error.message;
  throw error;
}
