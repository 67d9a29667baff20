import { Failure } from '#app/contract/result.ts';
import { jsonDocumentsOf } from '#app/core/json-documents.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';

/** The payload of a method that takes one message. Throws a message-invalid `Failure`. */
export function onlyPayload(schema: Schema, method: Method, text: string): Buffer {
  try {
    return schema.codec(method.input).encode(text);
  } catch (error) {
    const documents = jsonDocumentsOf(text);
    if (documents.length < 2 || !documents.every((document) => isJson(document.text))) throw error;
    throw new Failure(
      'message-invalid',
      `${method.path} takes one message, and ${documents.length} are given`,
      'Leave one of them',
    );
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
