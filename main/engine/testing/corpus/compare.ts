import { bundledFile } from '#engine/schema/bundled/bundled-files.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import {
  comparable,
  decodeSet,
  runProtoc,
  sourceLocations,
  throughWire,
} from '#engine/schema/link/protoc-oracle.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { differences } from './differences.ts';

export interface Comparison {
  /** Files that were compared, one by one. */
  readonly files: number;
  /** Files that protoc refuses: only whether Duplex does too is compared. */
  readonly refused: readonly string[];
  /** Files that import those. */
  readonly left: readonly string[];
  /** Differences that are meant, with the reason. */
  readonly explained: readonly string[];
  readonly differences: readonly string[];
  /** What protoc makes of the files that were compared. */
  readonly set: Uint8Array;
  readonly seconds: { readonly protoc: number; readonly duplex: number };
}

/** Compares what Duplex makes of a set of files with what protoc makes of them, file by file. */
export function compareWithProtoc(texts: ReadonlyMap<string, string>): Comparison {
  const all = withBundled(texts);
  const refused = new Map<string, string>();
  const left = new Set<string>();
  // protoc does not always tell all files that it refuses at once.
  for (let kept = all; ; kept = without(all, refused, left)) {
    const { value, seconds } = timed(() => runProtoc(kept));
    if (value.set !== undefined) {
      const { explained, verdicts } = compareVerdicts(refused, all);
      const compared = compareSets(kept, value.set);
      return {
        files: kept.size,
        refused: [...refused.keys()],
        left: [...left],
        explained,
        differences: [...verdicts, ...compared.differences],
        set: value.set,
        seconds: { protoc: seconds, duplex: compared.seconds },
      };
    }
    const more = refusedBy(value.errors, kept);
    if (more.size === 0) throw new Error(`protoc gives no reason: ${value.errors}`);
    for (const [name, error] of more) refused.set(name, error);
    for (const name of importersOf(refused, all)) left.add(name);
  }
}

function without(
  texts: ReadonlyMap<string, string>,
  refused: ReadonlyMap<string, string>,
  left: ReadonlySet<string>,
): Map<string, string> {
  return new Map([...texts].filter(([name]) => !refused.has(name) && !left.has(name)));
}

function compareSets(
  texts: ReadonlyMap<string, string>,
  set: Uint8Array,
): { differences: string[]; seconds: number } {
  const { value: linked, seconds } = timed(() =>
    linkFiles([...texts].map(([name, text]) => parseFile(name, text, name, 'whole'))),
  );
  const found: string[] = [];
  for (const { severity, file, line, column, message } of linked.diagnostics)
    if (severity === 'error')
      found.push(`${file}:${line}:${column}: protoc accepts it: ${message}`);
  const theirs = new Map(decodeSet(set).map((file) => [file.name, file]));
  for (const one of linked.files) {
    const other = theirs.get(one.name);
    const [ours] = throughWire([one]);
    for (const difference of [
      ...differences(comparable(ours), comparable(other)),
      ...differences(sourceLocations(ours), sourceLocations(other)),
    ])
      found.push(`${one.name}${difference}`);
  }
  return { differences: found, seconds };
}

/** Adds what comes with Duplex and is imported but not there. */
function withBundled(texts: ReadonlyMap<string, string>): Map<string, string> {
  const all = new Map(texts);
  for (const [name, text] of all) {
    for (const imported of parseFile(name, text).imports) {
      const bundled = bundledFile(imported.name);
      if (bundled !== undefined && !all.has(imported.name)) all.set(imported.name, bundled);
    }
  }
  return all;
}

/** Files with a fault of their own, and the first that protoc tells. */
function refusedBy(errors: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  const told = new Map<string, string>();
  for (const [line, name = ''] of errors.matchAll(/^([^:\n]+\.proto):(?!\d+:\d+: warning:).*$/gm))
    if (texts.has(name) && !told.has(name)) told.set(name, line);
  const own = [...told].filter(([name]) => {
    const imports = parseFile(name, texts.get(name) ?? '').imports;
    return !imports.some((imported) => told.has(imported.name));
  });
  return new Map(own);
}

/** All files that import some of these, directly or not. */
function importersOf(
  refused: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): Set<string> {
  const parsed = [...texts].map(([name, text]) => parseFile(name, text));
  const left = new Set<string>();
  const isGone = (name: string): boolean => refused.has(name) || left.has(name);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const { name, imports } of parsed)
      if (!isGone(name) && imports.some((one) => isGone(one.name))) left.add(name);
  }
  return left;
}

/** Whether Duplex refuses what protoc does. */
function compareVerdicts(
  refused: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): { explained: string[]; verdicts: string[] } {
  const explained: string[] = [];
  const verdicts: string[] = [];
  if (refused.size === 0) return { explained, verdicts };
  const { diagnostics } = linkFiles([...texts].map(([name, text]) => parseFile(name, text)));
  for (const [name, error] of refused) {
    const told = diagnostics.filter(({ file }) => file === name);
    if (told.some(({ severity }) => severity === 'error')) continue;
    if (told.some(({ message }) => message.includes('is defined in two files')))
      explained.push(
        `${name}: copies of definitions are a warning, since vendored trees have them`,
      );
    else verdicts.push(`${name}: accepted, protoc says ${error}`);
  }
  return { explained, verdicts };
}

function timed<T>(work: () => T): { value: T; seconds: number } {
  const since = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - since) / 1000 };
}
