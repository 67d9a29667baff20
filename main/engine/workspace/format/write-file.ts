import { CST, Document, isScalar, Pair, Scalar, YAMLMap } from 'yaml';
import { Failure } from '#app/contract/result.ts';
import type { WantedFile } from './wanted.ts';
import { map, says, valuesOf } from './write-nodes.ts';
import { FormatFault, printing, reading, YamlText } from './yaml-text.ts';

/**
 * The text of a file that says what is wanted, made of the one that is there: only keys that said
 * something else are written anew, and all else stays as it is, byte by byte. Throws a `FormatFault`
 * when that one cannot be understood, and a `Failure` when it cannot be changed without loss.
 */
export function writtenFile(text: string, wanted: WantedFile): string {
  const file = new YamlText(text);
  const root = file.map;
  if (root === undefined) return startedFile(text, wanted);
  const values = valuesOf(file, root);
  const changed = wanted.filter(
    ([key, value]) => key !== 'duplex' && !says(file, values.get(key), value),
  );
  if (changed.length === 0) return text;
  const regions = regionsOf(file, root);
  const others = othersIn(file, wanted);
  const order = wanted.map(([key]) => key);
  map(file, root, { entries: changed }, order);
  const attempts = [
    () => regions && joined(regions, root, new Set(changed.map(([key]) => key)), file),
    () => file.document.toString(printing),
  ];
  for (const attempt of attempts) {
    const written = attempt();
    if (written !== undefined && isWhole(written, wanted, others)) return written;
  }
  throw new Failure(
    'usage',
    'The file cannot be changed without losing something of it: it uses anchors and aliases',
    'Change it in a text editor, or write out what the aliases stand for',
  );
}

/** A file without keys may hold comments. */
function startedFile(text: string, wanted: WantedFile): string {
  const head = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const file = new YamlText('');
  const root = map(file, undefined, { entries: wanted });
  return writtenText(head + (root.items.length === 0 ? '' : print(root, file))).text;
}

interface Region {
  readonly key: string;
  /** Comments and empty lines before the key. */
  readonly lead: string;
  readonly body: string;
}

interface Regions {
  readonly head: string;
  readonly keys: readonly Region[];
  readonly tail: string;
}

/** The text of each key; undefined where keys do not stand each in lines of their own. */
function regionsOf(file: YamlText, root: YAMLMap): Regions | undefined {
  const token = root.srcToken;
  if (token?.type !== 'block-map' || token.indent !== 0) return undefined;
  const { text } = file;
  const starts = token.items.map(({ start, key }) => ({
    lead: start[0]?.offset ?? key?.offset ?? token.offset,
    key: key?.offset,
  }));
  const keyed = starts.filter(({ key }) => key !== undefined);
  if (keyed.length !== root.items.length) return undefined;
  const end = token.offset + CST.stringify(token).length;
  const tailAt = starts.at(-1)?.key === undefined ? (starts.at(-1)?.lead ?? end) : end;
  const keys = root.items.map((pair, index): Region => {
    const { lead, key = lead } = keyed[index] ?? { lead: 0 };
    const next = keyed[index + 1]?.lead ?? tailAt;
    return { key: file.key(pair.key), lead: text.slice(lead, key), body: text.slice(key, next) };
  });
  return { head: text.slice(0, keyed[0]?.lead ?? 0), keys, tail: text.slice(tailAt) };
}

function joined(
  regions: Regions,
  root: YAMLMap,
  changed: ReadonlySet<string>,
  file: YamlText,
): string {
  const there = new Set(root.items.map(({ key }) => file.key(key)));
  // Comments that stand before a key survive it.
  const leads = new Map<string, string>();
  let carried = '';
  for (const { key, lead } of regions.keys) {
    carried += lead;
    if (!there.has(key)) continue;
    leads.set(key, carried);
    carried = '';
  }
  const bodies = new Map(regions.keys.map(({ key, body }) => [key, body]));
  const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
  const parts = root.items.map((pair) => {
    const key = file.key(pair.key);
    const body = bodies.get(key);
    if (body !== undefined && !changed.has(key)) return (leads.get(key) ?? '') + body;
    const printed = printPair(pair, file).replaceAll('\n', lineBreak);
    return (leads.get(key) ?? '') + printed + emptyLines(body, printed);
  });
  return [regions.head, ...parts, carried + regions.tail].reduce((before, part) =>
    before === '' || part === '' || /[\n\ufeff]$/.test(before)
      ? before + part
      : before + lineBreak + part,
  );
}

/** Those that stood behind what is written anew, where they are no part of it. */
function emptyLines(before: string | undefined, printed: string): string {
  if (before === undefined || /[|>]\d?\+/.test(printed) || /[|>]\d?\+/.test(before)) return '';
  return /\n((?:[ \t]*\r?\n)*)$/.exec(before)?.[1] ?? '';
}

function printPair({ key, value }: Pair, file: YamlText): string {
  const name = new Scalar(file.key(key));
  if (isScalar(key) && key.type !== undefined) name.type = key.type;
  const part = new YAMLMap();
  part.items = [new Pair(name, value)];
  return print(part, file);
}

function print(root: YAMLMap, file: YamlText): string {
  const document = new Document(null, reading);
  document.contents = root;
  document.directives = file.document.directives;
  return document.toString({ ...printing, directives: false } as typeof printing);
}

/** What would not be read again is not written. */
function writtenText(text: string): YamlText {
  try {
    return new YamlText(text);
  } catch (error) {
    if (!(error instanceof FormatFault)) throw error;
    throw new Failure(
      'usage',
      `It is too much for a file, which then ${error.message}`,
      'Save less; long texts must be free of carriage returns and control characters',
    );
  }
}

/** Whether a text says what is wanted, and whatever else was said before. */
function isWhole(text: string, wanted: WantedFile, others: string): boolean {
  const after = writtenText(text);
  const values = after.map === undefined ? new Map() : valuesOf(after, after.map);
  const isSaid = wanted.every(
    ([key, value]) => key === 'duplex' || says(after, values.get(key), value),
  );
  return isSaid && othersIn(after, wanted) === others;
}

/** What a file says beside what is wanted, in its order. */
function othersIn(file: YamlText, wanted: WantedFile): string {
  const known = new Set(wanted.map(([key]) => key));
  const values = file.map === undefined ? [] : [...valuesOf(file, file.map)];
  const others = values.filter(([key]) => !known.has(key));
  return JSON.stringify(others.map(([key, node]) => [key, file.raw(node)]));
}
