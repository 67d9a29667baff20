import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { jsonParts } from './json-parts.ts';

type SyntaxNode = NonNullable<ReturnType<typeof ensureSyntaxTree>>['topNode'];

/** The steps of `$.orders[2].total` or `$["a b"][0]`; `undefined` when it is no such path. */
export function pathSteps(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  let rest = path.replace(/^\$/, '');
  while (rest !== '') {
    const [all, name, index, quoted] =
      /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/.exec(rest) ?? [];
    if (all === undefined) return undefined;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(parsed(quoted));
    rest = rest.slice(all.length);
  }
  return steps;
}

/**
 * Where the value at a path stands in the text; as far down as the text has it. Of several documents
 * `number`, from 1, is the one that is meant.
 */
export function rangeOfPath(
  state: EditorState,
  path: string,
  number = 1,
): { from: number; to: number } | undefined {
  const part = jsonParts(state)[number - 1]?.();
  if (part === undefined) return rangeInOne(state, path);
  const range = rangeInOne(part.state, path);
  return range && { from: range.from + part.offset, to: range.to + part.offset };
}

function rangeInOne(state: EditorState, path: string): { from: number; to: number } | undefined {
  const steps = pathSteps(path);
  const node = steps && nodeAt(state, steps);
  if (node === undefined) return undefined;
  // A whole object marked would drown what is in it: its first line is enough.
  const to = Math.min(node.to, state.doc.lineAt(node.from).to);
  return to > node.from ? { from: node.from, to } : undefined;
}

/** Where the name of the value at a path stands in the text, its quotes included. */
export function rangeOfName(
  state: EditorState,
  path: string,
): { from: number; to: number } | undefined {
  const steps = pathSteps(path) ?? [];
  const name = steps.at(-1);
  const object = nodeAt(state, steps.slice(0, -1));
  const key = object && typeof name === 'string' ? nameOf(state, object, name) : undefined;
  return key && { from: key.from, to: key.to };
}

/** The value at the steps, or as far down as the text has it. */
function nodeAt(state: EditorState, steps: readonly (string | number)[]): SyntaxNode | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, 100);
  let node = tree?.topNode.firstChild ?? undefined;
  for (const step of steps) {
    if (node === undefined) return undefined;
    const next: SyntaxNode | undefined =
      typeof step === 'number' ? elementAt(node, step) : propertyOf(state, node, step);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function elementAt(array: SyntaxNode, index: number): SyntaxNode | undefined {
  if (array.name !== 'Array') return undefined;
  return values(array)[index];
}

function propertyOf(state: EditorState, object: SyntaxNode, name: string): SyntaxNode | undefined {
  const key = nameOf(state, object, name);
  return key && (key.parent === null ? key : (values(key.parent)[0] ?? key));
}

function nameOf(state: EditorState, object: SyntaxNode, name: string): SyntaxNode | undefined {
  return object
    .getChildren('Property')
    .flatMap((property) => property.getChild('PropertyName') ?? [])
    .find((key) => parsed(state.sliceDoc(key.from, key.to)) === name);
}

const valueNames = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function values(parent: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
    if (valueNames.has(child.name)) found.push(child);
  }
  return found;
}

function parsed(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
