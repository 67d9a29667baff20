import { EditorState } from '@codemirror/state';
import { type JsonDocument, jsonDocumentsOf } from '#app/core/json-documents.ts';
import { jsonWithVariables } from './variable-stand-in.ts';

/** A longer text is not taken apart: it is done while somebody types. */
const longestText = 1_000_000;

/** One of several JSON documents of an editor, as an editor of its own, and where it begins. */
export interface JsonPart {
  readonly state: EditorState;
  readonly offset: number;
}

/** The documents that stand one after the other; none where there is but one, or too much. */
export function jsonParts({ doc }: EditorState): readonly (() => JsonPart)[] {
  if (doc.length > longestText) return [];
  const documents = jsonDocumentsOf(doc.toString());
  return documents.length < 2 ? [] : documents.map((document) => () => partOf(document));
}

function partOf({ text, offset }: JsonDocument): JsonPart {
  return { state: EditorState.create({ doc: text, extensions: [jsonWithVariables()] }), offset };
}
