import type { FieldCondition, TimelineFilter } from '../contract/call-filter.ts';
import { Failure } from '../contract/result.ts';
import { parseTime } from './deadline.ts';

type Range = { readonly from?: number; readonly to?: number };

/** One condition of a query, a stretch of the text that is looked for, or what joins two of them. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: FieldCondition }
  | { readonly kind: 'and' }
  | { readonly kind: 'type'; readonly type: NonNullable<TimelineFilter['types']>[number] }
  | { readonly kind: 'index' | 'at'; readonly range: Range }
  | { readonly kind: 'case' };

/** Reads a part that begins at a place of the query; tells where it ends. */
type Reader = (
  query: string,
  start: number,
) => { readonly part: Part; readonly end: number } | undefined;

const longestText = 1000;

const directions = { sent: 'sent', received: 'received', event: 'other' } as const;

const step = String.raw`(?:\.[\w-]+|\[(?:\d+|\*|"[^"]*")\])`;
const path = String.raw`(?:\$${step}+|[A-Za-z_]\w*${step}*)`;
const comparisonAt = new RegExp(String.raw`(${path})\s*(>=|<=|!=|==|=|<|>)\s*`, 'y');
const wordComparisonAt = new RegExp(String.raw`(${path})\s+(contains|exists)(?=\s|$)\s*`, 'y');
// What goes on behind the quote is a piece of JSON, and plain text.
const quotedAt = /"((?:[^"\\]|\\.)*)(?:"(?!\S)|$)|“([^”]*)(?:”(?!\S)|$)/y;
const andAt = /and(?!\S)/iy;
const wordAt = /\S+/y;
const number = String.raw`(\d+(?:\.\d+)?(?:ms|s|m|h)?)`;
const timesAt = new RegExp(String.raw`(at:)?${number}?\.\.${number}?(?!\S)`, 'y');

/**
 * What a person means by the words over a timeline: plain or quoted text, `price > 10`,
 * `user.id exists`, `#100..200`, `1s..5s`, `is:sent`, `case:exact`, of which all must hold; they stand side by
 * side, or are joined by `and`, which is a word like others where no condition is beside it. `undefined`
 * when it is empty. Throws a usage {@link Failure} that quotes what it does not understand, with its column.
 */
export function parseTimelineQuery(query: string): TimelineFilter | undefined {
  const parts: Part[] = [];
  let start = nextWord(query, 0);
  while (start < query.length) {
    const read = readAnd(query, start, parts.at(-1)) ?? readerAt(query, start);
    parts.push(read.part);
    start = nextWord(query, read.end);
  }
  return parts.length === 0 ? undefined : joined(parts);
}

const readers: readonly Reader[] = [
  readQuoted,
  readComparison,
  readWordComparison,
  readTimes,
  readNamed,
];

function readerAt(query: string, start: number): { readonly part: Part; readonly end: number } {
  for (const read of readers) {
    const found = placed(read, query, start);
    if (found !== undefined) return found;
  }
  return readPlain(query, start);
}

/** Behind a condition, or right before one. */
function readAnd(query: string, start: number, before: Part | undefined): ReturnType<Reader> {
  if (at(andAt, query, start) === undefined) return undefined;
  const end = start + 'and'.length;
  const next = nextWord(query, end);
  const isBehind = before !== undefined && before.kind !== 'text' && before.kind !== 'and';
  const isBefore = next < query.length && isCondition(query, next);
  if (!isBehind && !isBefore) return undefined;
  const column = `“and” at column ${start + 1}`;
  const hint = 'Write it between two conditions, or in quotes where the word is meant';
  if (before === undefined) throw new Failure('usage', `${column} has nothing before it`, hint);
  if (before.kind === 'and') throw new Failure('usage', `${column} follows another`, hint);
  if (next === query.length) throw new Failure('usage', `${column} has nothing behind it`, hint);
  return { part: { kind: 'and' }, end };
}

function isCondition(query: string, start: number): boolean {
  const found = readers.map((read) => placed(read, query, start)).find((one) => one !== undefined);
  return found !== undefined && found.part.kind !== 'text';
}

/** What begins further on and is not understood is told with its column. */
function placed(read: Reader, query: string, start: number): ReturnType<Reader> {
  try {
    return read(query, start);
  } catch (error) {
    if (!(error instanceof Failure) || start === 0) throw error;
    const { code, message, hint } = error.error;
    throw new Failure(code, `${message} (column ${start + 1})`, hint);
  }
}

function readQuoted(query: string, start: number): ReturnType<Reader> {
  const found = at(quotedAt, query, start);
  if (found === undefined) return undefined;
  return { part: { kind: 'text', text: unquoted(found) }, end: quotedAt.lastIndex };
}

function readComparison(query: string, start: number): ReturnType<Reader> {
  const [, name, sign] = at(comparisonAt, query, start) ?? [];
  if (name === undefined || sign === undefined) return undefined;
  const comparison = comparisons.find((one) => one === sign) ?? '=';
  return fieldPart(query, name, comparison, comparisonAt.lastIndex);
}

function readWordComparison(query: string, start: number): ReturnType<Reader> {
  const [, name, word] = at(wordComparisonAt, query, start) ?? [];
  if (name === undefined) return undefined;
  const end = wordComparisonAt.lastIndex;
  if (word === 'contains') return fieldPart(query, name, 'contains', end);
  return { part: { kind: 'field', field: { path: name, comparison: 'exists', value: '' } }, end };
}

const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const;

function fieldPart(
  query: string,
  name: string,
  comparison: FieldCondition['comparison'],
  valueStart: number,
): ReturnType<Reader> {
  const quoted = at(quotedAt, query, valueStart);
  const [word] = at(wordAt, query, valueStart) ?? [];
  const value = quoted === undefined ? word : unquoted(quoted);
  if (value === undefined) {
    throw new Failure(
      'usage',
      `${name} ${comparison} what?`,
      `Write it like ${name} ${comparison} 10, or ${name} ${comparison} "two words"`,
    );
  }
  const end = quoted === undefined ? wordAt.lastIndex : quotedAt.lastIndex;
  return { part: { kind: 'field', field: { path: name, comparison, value } }, end };
}

function readTimes(query: string, start: number): ReturnType<Reader> {
  const [all, prefix, from, to] = at(timesAt, query, start) ?? [];
  const isTime = prefix !== undefined || /[a-z]$/.test(from ?? '') || /[a-z]$/.test(to ?? '');
  if (all === undefined || !isTime) return undefined;
  const range = rangeOf(all, from, to, (time) =>
    Number.parseFloat(time) === 0 ? 0 : parseTime(time),
  );
  return { part: { kind: 'at', range }, end: timesAt.lastIndex };
}

/** `is:sent`, `case:exact`, `#5`; what begins like a time and is none. */
function readNamed(query: string, start: number): ReturnType<Reader> {
  const [word = ''] = at(wordAt, query, start) ?? [];
  const part = namedPart(word);
  return part && { part, end: start + word.length };
}

function namedPart(word: string): Part | undefined {
  const [, name, value = ''] = /^(is|case|at):(.*)$/.exec(word) ?? [];
  switch (name) {
    case 'is': {
      const type = Object.entries(directions).find(([direction]) => direction === value)?.[1];
      if (type !== undefined) return { kind: 'type', type };
      throw new Failure(
        'usage',
        `${word} is nothing that can be`,
        'is:sent, is:received or is:event',
      );
    }
    case 'case':
      if (value === 'exact') return { kind: 'case' };
      throw new Failure('usage', `${word} is not known`, 'Write case:exact, or leave it out');
    case 'at':
      throw new Failure('usage', `${word} is no stretch of time`, 'Write it like at:1s..5s');
    default:
      return /^#[\d.]/.test(word) ? { kind: 'index', range: numbersOf(word) } : undefined;
  }
}

function numbersOf(word: string): Range {
  const [, from, dots, to] = /^#(\d+)?(\.\.)?(\d+)?$/.exec(word) ?? [];
  const isRange = dots !== undefined && (from ?? to) !== undefined;
  if (!isRange && (from === undefined || word.includes('.'))) {
    throw new Failure(
      'usage',
      `${word} names no messages`,
      'Write #5, #100..200, #100.. or #..200',
    );
  }
  if (from !== undefined && Number(from) === 0) {
    throw new Failure('usage', 'Messages are counted from 1', 'Write #1, or #1..100');
  }
  return rangeOf(word, from, isRange ? to : from, Number);
}

function rangeOf(
  word: string,
  from: string | undefined,
  to: string | undefined,
  read: (text: string) => number,
): Range {
  const range = {
    ...(from !== undefined && { from: read(from) }),
    ...(to !== undefined && { to: read(to) }),
  };
  if (range.from === undefined && range.to === undefined) {
    throw new Failure('usage', `${word} has no beginning and no end`, 'Write it like at:1s..5s');
  }
  if ((range.from ?? 0) > (range.to ?? Number.POSITIVE_INFINITY)) {
    throw new Failure('usage', `${word} ends before it begins`, 'Write the smaller one first');
  }
  return range;
}

/** Words side by side are one text, with what is between them. */
function readPlain(query: string, start: number): { readonly part: Part; readonly end: number } {
  let end = start;
  let next = start;
  do {
    at(wordAt, query, next);
    end = wordAt.lastIndex;
    next = nextWord(query, end);
  } while (
    next < query.length &&
    readers.every((read) => placed(read, query, next) === undefined) &&
    readAnd(query, next, { kind: 'text', text: '' }) === undefined
  );
  return { part: { kind: 'text', text: query.slice(start, end) }, end };
}

function joined(parts: readonly Part[]): TimelineFilter {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const fields = parts.flatMap((part) => (part.kind === 'field' ? [part.field] : []));
  const types = parts.flatMap((part) => (part.kind === 'type' ? [part.type] : []));
  const text = onlyOne(texts, (one) => `"${one}"`, 'text', 'Put its words side by side');
  const index = onlyOne(
    rangesOf(parts, 'index'),
    rangeText,
    'range of messages',
    'Write one range',
  );
  const time = onlyOne(rangesOf(parts, 'at'), rangeText, 'stretch of time', 'Write one stretch');
  if ((text?.length ?? 0) > longestText) {
    throw new Failure('usage', `The text is longer than ${longestText} characters`);
  }
  return {
    ...(text !== undefined && text !== '' && { text }),
    ...(parts.some(({ kind }) => kind === 'case') && { isCaseSensitive: true }),
    ...(fields.length > 0 && { fields }),
    ...(types.length > 0 && { types: [...new Set(types)] }),
    ...(index && { index }),
    ...(time && { at: time }),
  };
}

function rangesOf(parts: readonly Part[], kind: 'index' | 'at'): readonly Range[] {
  return parts.flatMap((part) => (part.kind === kind && 'range' in part ? [part.range] : []));
}

function rangeText({
  from = '',
  to = '',
}: {
  from?: number | string;
  to?: number | string;
}): string {
  return `${from}..${to}`;
}

function onlyOne<T>(
  all: readonly T[],
  textOf: (one: T) => string,
  what: string,
  hint: string,
): T | undefined {
  const [first, second] = all;
  if (first === undefined || second === undefined) return first;
  const message = `There is a second ${what}: ${textOf(second)} after ${textOf(first)}`;
  throw new Failure('usage', message, hint);
}

function at(pattern: RegExp, query: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(query) ?? undefined;
}

function unquoted([, straight, curly = '']: RegExpExecArray): string {
  return straight === undefined ? curly : straight.replace(/\\(.)/g, '$1');
}

function nextWord(query: string, from: number): number {
  const rest = query.slice(from).search(/\S/);
  return rest === -1 ? query.length : from + rest;
}
