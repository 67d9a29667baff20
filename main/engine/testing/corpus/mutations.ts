import { bundledFile } from '#engine/schema/bundled/bundled-files.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';
import { isSameLine, ownVerdict, protocVerdict } from '../verdicts/verdict.ts';
import type { Progress } from './progress.ts';

export interface MutationResult {
  readonly tried: number;
  readonly refused: number;
  readonly sameLine: number;
  /** What is said of files that both refuse, but at another line. */
  readonly otherLines: readonly string[];
  /** Each verdict that is not protoc's, with the changed line. */
  readonly differences: readonly string[];
}

/** Files with more imports than this are not changed: all of them are compiled each time. */
const MOST_FILES = 12;

/** Changes files of a set, one token at a time, and compares what protoc and Duplex say of them. */
export function compareMutations(
  texts: ReadonlyMap<string, string>,
  count: number,
  random: Random,
  progress?: Progress,
): MutationResult {
  const names = [...texts.keys()];
  const differences: string[] = [];
  const otherLines: string[] = [];
  let tried = 0;
  let refused = 0;
  let sameLine = 0;
  for (let attempt = 0; tried < count && attempt < 20 * count; attempt += 1) {
    const name = random.pick(names);
    const closure = closureOf(name, texts);
    if (closure === undefined) continue;
    const original = closure.get(name) ?? '';
    const text = mutate(original, random);
    const changed = new Map([...closure, [name, text]]);
    const own = ownVerdict(name, changed);
    const protoc = protocVerdict(name, changed);
    tried += 1;
    progress?.done(tried, count);
    if (!protoc.accepted) refused += 1;
    if (!protoc.accepted && isSameLine(own, protoc)) sameLine += 1;
    else if (!protoc.accepted && !own.accepted)
      otherLines.push(
        `${name}: ${changedLine(original, text)}\n    ${own.said}\n    protoc ${protoc.said}`,
      );
    if (own.accepted === protoc.accepted) continue;
    const said = own.accepted ? 'accepted, protoc refuses' : 'refused, protoc accepts';
    differences.push(`${name}: ${said}: ${changedLine(original, text)}`);
  }
  return { tried, refused, sameLine, otherLines, differences };
}

function closureOf(
  name: string,
  texts: ReadonlyMap<string, string>,
): Map<string, string> | undefined {
  const closure = new Map<string, string>();
  const wanted = new Set([name]);
  for (const one of wanted) {
    const text = texts.get(one) ?? bundledFile(one);
    if (text === undefined || wanted.size > MOST_FILES) return undefined;
    closure.set(one, text);
    for (const imported of parseFile(one, text).imports) wanted.add(imported.name);
  }
  return closure;
}

function changedLine(before: string, after: string): string {
  const lines = before.split('\n');
  const index = after.split('\n').findIndex((line, at) => line !== lines[at]);
  return `line ${index + 1}, ${JSON.stringify(after.split('\n')[index])}`;
}
