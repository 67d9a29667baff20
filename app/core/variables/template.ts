import { Failure } from '#app/contract/result.ts';

/** What stands between `{{` and `}}`. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  /** `env.NAME` */
  | { readonly kind: 'env'; readonly name: string }
  /** In double or single quotes, or a number. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'generate'; readonly name: string; readonly inputs: readonly Expression[] };

/** A use of a variable, with its braces from `from` to before `to`. */
export interface Use {
  readonly from: number;
  readonly to: number;
  readonly expression: Expression;
}

const opening = '{{';
/** A whole use; quoted parts of it may hold braces. */
const whole = /\{\{((?:"[^"\n]*"|'[^'\n]*'|[^{}"'\n])*)\}\}/y;
const word = /\s*(?:"([^"\n]*)"|'([^'\n]*)'|(-?\d+(?:\.\d+)?)(?![\w.-])|([A-Za-z_][\w.-]*))/y;

/** What a variable can be called. */
export const variableName = /^[A-Za-z_][\w.-]*$/;

/** The use that begins at `from`. Throws a usage {@link Failure} with its place where it is none. */
export function readUse(text: string, from: number): Use {
  whole.lastIndex = from;
  const found = whole.exec(text);
  if (found === null) throw broken(text, from, 'is not closed by }} on its line');
  const words = wordsOf(found[1] ?? '');
  const [first, ...inputs] = words ?? [];
  if (first === undefined) throw broken(text, from, 'names no variable');
  const to = from + found[0].length;
  if (inputs.length === 0) return { from, to, expression: first };
  if (first.kind !== 'name') throw broken(text, from, 'does not begin with what to generate');
  return { from, to, expression: { kind: 'generate', name: first.name, inputs } };
}

/** Where what begins at `from` ends, if it is a whole use by its braces; what it says is not looked at. */
export function endOfUse(text: string, from: number): number | undefined {
  whole.lastIndex = from;
  return whole.test(text) ? whole.lastIndex : undefined;
}

/** Where the next use begins, from `at` on; -1 when there is none. */
export function nextUse(text: string, at = 0): number {
  return text.indexOf(opening, at);
}

/** `line 2, column 5`, from 1. */
export function placeIn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function wordsOf(inside: string): readonly Expression[] | undefined {
  const words: Expression[] = [];
  const text = inside.trimEnd();
  word.lastIndex = 0;
  while (word.lastIndex < text.length) {
    const found = word.exec(text);
    if (found === null) return undefined;
    const [, double, single, number, name] = found;
    const literal = double ?? single ?? number;
    if (literal !== undefined) words.push({ kind: 'literal', text: literal });
    else if (name !== undefined) words.push(named(name));
  }
  return words;
}

function named(name: string): Expression {
  return name.startsWith('env.') && name.length > 4
    ? { kind: 'env', name: name.slice(4) }
    : { kind: 'name', name };
}

function broken(text: string, at: number, what: string): Failure {
  return new Failure(
    'usage',
    `{{ at ${placeIn(text, at)} ${what}`,
    'Write {{name}}, or {{"{{"}} where the braces themselves are meant',
  );
}
