import type { FieldCondition, TimelineFilter } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import { parseMessagePath } from '#app/core/message-path.ts';
import type { CallCodecs, MessageCodec } from '#engine/codec/message-codec.ts';
import { isTooLong } from '#engine/codec/too-long.ts';
import type { LoggedEvent } from '../log/event-log.ts';
import type { EventRecord } from '../log/event-record.ts';
import { otherText } from '../present.ts';
import { valueTest } from './comparison.ts';
import type { RawText } from './raw-search.ts';
import { textTest } from './text-test.ts';

type Direction = 'sent' | 'received';

/** Whether a payload has a value as wanted. */
interface FieldTest {
  readonly test: (payload: Buffer) => boolean;
  readonly condition: FieldCondition;
  /** The values are strings of the message as they are in its bytes. */
  readonly isPlainText: boolean;
}

/** Whether an event of a log is what is looked for: when both say so. */
export interface Matcher {
  /** By its record alone. */
  isAmong(record: EventRecord): boolean;
  /** By what it holds; `undefined` when that is of no matter. */
  readonly holds: ((event: LoggedEvent) => boolean) | undefined;
  /** What the bytes of messages of a direction hold when they are found, where that is known. */
  readonly raw: { readonly [direction in Direction]?: RawText };
}

/** Throws a usage `Failure` for a condition that no message of the call can be compared by. */
export function matcherOf(filter: TimelineFilter, codecs: CallCodecs): Matcher {
  const { text, isCaseSensitive = false } = filter;
  const testText = text === undefined || text === '' ? undefined : textTest(text, isCaseSensitive);
  const fields = filter.fields?.length ? fieldTests(filter, filter.fields, codecs) : undefined;
  const isAmong = amongTest(filter);
  if (fields === undefined && testText === undefined) return { isAmong, holds: undefined, raw: {} };
  const holds = (event: LoggedEvent): boolean => {
    if (!('payload' in event)) return fields === undefined && testText?.(otherText(event)) === true;
    const { type, payload } = event;
    if (typeof payload === 'string') return false;
    if (fields !== undefined && fields[type]?.every(({ test }) => test(payload)) !== true)
      return false;
    return testText === undefined || testText(messageText(codecs[type], payload));
  };
  const raw = Object.fromEntries(
    (['sent', 'received'] as const).flatMap((direction) => {
      const one = rawText(filter, codecs[direction], fields?.[direction]);
      return one === undefined ? [] : [[direction, one]];
    }),
  );
  return { isAmong, holds, raw };
}

/** Of all conditions that of which the bytes tell most. */
function rawText(
  { text = '', isCaseSensitive = false }: TimelineFilter,
  codec: MessageCodec,
  tests: readonly FieldTest[] = [],
): RawText | undefined {
  const isPlain = (one: string) => one !== '' && /^[\x20-\x7e]*$/.test(one);
  const plain = tests.filter(
    ({ isPlainText, condition }) => isPlainText && isPlain(condition.value),
  );
  const [exact] = plain.filter(({ condition }) => condition.comparison === '=');
  if (exact !== undefined) return { text: exact.condition.value, isCaseSensitive: true };
  const [part] = plain.filter(({ condition }) => condition.comparison === 'contains');
  if (part !== undefined) {
    const { value } = part.condition;
    return { text: isCaseSensitive ? value : value.toLowerCase(), isCaseSensitive };
  }
  const small = text.toLowerCase();
  if (!isPlain(text) || !codec.isOnlyInStrings(small)) return undefined;
  return { text: isCaseSensitive ? text : small, isCaseSensitive };
}

/** Nothing is in what has no text. */
function messageText(codec: MessageCodec, payload: Buffer): string {
  try {
    return codec.text(payload).text ?? '';
  } catch (error) {
    if (isTooLong(error)) return '';
    throw error;
  }
}

function amongTest({ types, index, at }: TimelineFilter): Matcher['isAmong'] {
  const kinds = types && new Set<string>(types);
  const firstAt = at?.from ?? 0;
  const lastAt = at?.to ?? Number.POSITIVE_INFINITY;
  const first = index?.from ?? 0;
  const last = index?.to ?? Number.POSITIVE_INFINITY;
  return (record) => {
    if (record.at < firstAt || record.at > lastAt) return false;
    const number = Math.abs(record.index);
    const kind = number === 0 ? 'other' : record.index < 0 ? 'sent' : 'received';
    if (kinds !== undefined && !kinds.has(kind)) return false;
    return index === undefined || (number > 0 && number >= first && number <= last);
  };
}

/** Of the directions that are looked at, one at least has all of the fields. */
function fieldTests(
  { types, isCaseSensitive = false }: TimelineFilter,
  fields: readonly FieldCondition[],
  codecs: CallCodecs,
): { readonly [direction in Direction]?: readonly FieldTest[] } {
  const directions = (['received', 'sent'] as const).filter(
    (direction) => types === undefined || types.includes(direction),
  );
  let fault: unknown = new Failure(
    'usage',
    'Only messages have fields',
    'Look for sent or received messages, or leave the field out',
  );
  const tests: [Direction, readonly FieldTest[]][] = [];
  for (const direction of directions.toReversed()) {
    try {
      const codec = codecs[direction];
      tests.push([direction, fields.map((one) => fieldTest(codec, one, isCaseSensitive))]);
    } catch (error) {
      fault = error;
    }
  }
  if (tests.length === 0) throw fault;
  return Object.fromEntries(tests);
}

function fieldTest(
  codec: MessageCodec,
  condition: FieldCondition,
  isCaseSensitive: boolean,
): FieldTest {
  const field = codec.field(parseMessagePath(condition.path), condition.comparison !== 'exists');
  const test = valueTest(condition, field.path, isCaseSensitive);
  return {
    test: (payload) => field.values(payload).some(test),
    condition,
    isPlainText: field.path.isPlainText,
  };
}
