import { ensureSyntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import { jsonParts } from './json-parts.ts';

/** More than these would tell nothing new. */
const mostFaults = 20;

/**
 * Where the text is not JSON, in words. Of an empty text nothing: it has not been begun. With `holdsMany`
 * it may be several documents one after the other.
 */
export function jsonFaults(state: EditorState, holdsMany: boolean): readonly Diagnostic[] {
  const parts = holdsMany ? jsonParts(state) : [];
  if (parts.length === 0) return faultsOfOne(state);
  const found: Diagnostic[] = [];
  for (const part of parts) {
    const { state: document, offset } = part();
    for (const { from, to, ...fault } of faultsOfOne(document))
      found.push({ ...fault, from: from + offset, to: to + offset });
    if (found.length >= mostFaults) break;
  }
  return found;
}

function faultsOfOne(state: EditorState): readonly Diagnostic[] {
  const { doc } = state;
  if (doc.length === 0 || doc.toString().trim() === '') return [];
  const tree = ensureSyntaxTree(state, doc.length, 200);
  if (tree === null) return [];
  const faults: Diagnostic[] = [];
  tree.iterate({
    enter(node) {
      if (faults.length >= mostFaults) return false;
      if (!node.type.isError) return true;
      const text = state.sliceDoc(node.from, Math.min(node.to, node.from + 24));
      const before = state.sliceDoc(Math.max(0, node.from - 40), node.from).trimEnd();
      const after = state.sliceDoc(node.from, Math.min(doc.length, node.from + 40)).trimStart();
      faults.push({
        ...place(state, node.from, node.to),
        severity: 'error',
        message: words(text, before, after),
      });
      return false;
    },
  });
  return faults;
}

/** Something to underline, also where something is missing. */
function place(state: EditorState, from: number, to: number): { from: number; to: number } {
  if (to > from) return { from, to: Math.min(to, state.doc.lineAt(from).to) };
  const trimmed = state.sliceDoc(Math.max(0, from - 1000), from).trimEnd().length;
  const end = from - Math.min(from, 1000) + trimmed;
  return { from: Math.max(0, end - 1), to: Math.max(end, Math.min(1, state.doc.length)) };
}

function words(text: string, before: string, after: string): string {
  if (text.startsWith("'")) return "JSON strings stand in double quotes, not in '";
  if (text.startsWith('//') || text.startsWith('/*')) return 'JSON has no comments';
  if (text !== '') return `“${text.split('\n')[0]}” is not expected here`;
  if (after === '') return 'The text ends before the JSON does';
  if (before.endsWith(',') && /^[}\]]/.test(after))
    return `A comma before “${after.charAt(0)}” is one too many`;
  if (before.endsWith(':')) return 'A value is missing here';
  return 'Something is missing here: a comma, a colon or a quote';
}
