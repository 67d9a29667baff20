import { bundledFile } from '#engine/schema/bundled/bundled-files.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { runProtoc } from '#engine/schema/link/protoc-oracle.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';

/** What is said of one file: nothing, or the lines of its errors, 0 for one without a place. */
export interface Verdict {
  readonly accepted: boolean;
  readonly lines: readonly number[];
  /** The first error in words, empty without one. */
  readonly said: string;
}

/** What protoc says of a file among others. */
export function protocVerdict(name: string, texts: ReadonlyMap<string, string>): Verdict {
  const { set, errors } = runProtoc(texts, [name]);
  if (set !== undefined) return { accepted: true, lines: [], said: '' };
  const told = errors
    .split('\n')
    .filter((line) => line.startsWith(`${name}:`) && !line.includes(': warning:'))
    .map((line) => line.slice(name.length + 1));
  const lines = told.map((line) => Number(/^(\d+):/.exec(line)?.[1] ?? 0));
  return { accepted: false, lines, said: told[0] ?? '' };
}

/** What Duplex says of it. */
export function ownVerdict(name: string, texts: ReadonlyMap<string, string>): Verdict {
  const closed = new Map<string, ReturnType<typeof parseFile>>();
  const add = (wanted: string): void => {
    const text = texts.get(wanted) ?? bundledFile(wanted);
    if (text === undefined || closed.has(wanted)) return;
    const parsed = parseFile(wanted, text);
    closed.set(wanted, parsed);
    for (const imported of parsed.imports) add(imported.name);
  };
  add(name);
  const errors = linkFiles([...closed.values()])
    .diagnostics.filter(({ severity, file }) => severity === 'error' && file === name)
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const lines = errors.map(({ line = 0 }) => line);
  const [first] = errors;
  const said =
    first === undefined ? '' : `${first.line ?? 0}:${first.column ?? 0}: ${first.message}`;
  return { accepted: lines.length === 0, lines, said };
}

/** Whether the first line that Duplex names is one that protoc names, where it names any. */
export function isSameLine(own: Verdict, protoc: Verdict): boolean {
  return protoc.lines.every((line) => line === 0) || protoc.lines.includes(own.lines[0] ?? 0);
}
