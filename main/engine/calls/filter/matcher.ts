import type { TimelineFilter } from '#app/contract/call-filter.ts';
import { Failure } from '#app/contract/result.ts';
import { parseMessagePath } from '#app/core/message-path.ts';
import type { CallCodecs, MessageCodec } from '#engine/codec/message-codec.ts';
import type { LoggedEvent } from '../log/event-log.ts';
import { otherText } from '../present.ts';
import { valueTest } from './comparison.ts';
import { textTest } from './text-test.ts';

type LoggedMessage = Extract<LoggedEvent, { readonly type: 'sent' | 'received' }>;
type Direction = LoggedMessage['type'];
type PayloadTest = (payload: Buffer) => boolean;

/** Whether an event of a log is what is looked for. */
export interface Matcher {
  /** Without, the events may come without their payloads. */
  readonly needsContents: boolean;
  matches(event: LoggedEvent): boolean;
}

/** Throws a usage `Failure` for a condition that no message of the call can be compared by. */
export function matcherOf(filter: TimelineFilter, codecs: CallCodecs): Matcher {
  const { text, field, isCaseSensitive = false } = filter;
  const isAmong = amongTest(filter);
  const testText = text === undefined || text === '' ? undefined : textTest(text, isCaseSensitive);
  const fields = field && fieldTests(filter, field, codecs);
  const matchesMessage = ({ type, payload }: LoggedMessage): boolean => {
    if (fields === undefined && testText === undefined) return true;
    if (typeof payload === 'string') return false;
    if (fields !== undefined && fields[type]?.(payload) !== true) return false;
    return testText === undefined || testText(codecs[type].text(payload).text ?? '');
  };
  return {
    needsContents: fields !== undefined || testText !== undefined,
    matches(event) {
      if (!isAmong(event)) return false;
      if ('payload' in event) return matchesMessage(event);
      if (fields !== undefined) return false;
      return testText === undefined || testText(otherText(event));
    },
  };
}

/** What can be said without looking into an event. */
function amongTest({ types, index, at }: TimelineFilter): (event: LoggedEvent) => boolean {
  const kinds = types && new Set<string>(types);
  const firstAt = at?.from ?? 0;
  const lastAt = at?.to ?? Number.POSITIVE_INFINITY;
  const first = index?.from ?? 0;
  const last = index?.to ?? Number.POSITIVE_INFINITY;
  return (event) => {
    if (event.at < firstAt || event.at > lastAt) return false;
    const isMessage = event.type === 'sent' || event.type === 'received';
    if (kinds !== undefined && !kinds.has(isMessage ? event.type : 'other')) return false;
    return index === undefined || (isMessage && event.index >= first && event.index <= last);
  };
}

/** Of the directions that are looked at, one at least has the field. */
function fieldTests(
  { types, isCaseSensitive = false }: TimelineFilter,
  field: NonNullable<TimelineFilter['field']>,
  codecs: CallCodecs,
): { readonly [direction in Direction]?: PayloadTest } {
  const steps = parseMessagePath(field.path);
  const directions = (['received', 'sent'] as const).filter(
    (direction) => types === undefined || types.includes(direction),
  );
  let fault: unknown = new Failure(
    'usage',
    'Only messages have fields',
    'Look for sent or received messages, or leave the field out',
  );
  const tests: [Direction, PayloadTest][] = [];
  for (const direction of directions.toReversed()) {
    try {
      tests.push([direction, fieldTest(codecs[direction], steps, field, isCaseSensitive)]);
    } catch (error) {
      fault = error;
    }
  }
  if (tests.length === 0) throw fault;
  return Object.fromEntries(tests);
}

function fieldTest(
  codec: MessageCodec,
  steps: ReturnType<typeof parseMessagePath>,
  condition: NonNullable<TimelineFilter['field']>,
  isCaseSensitive: boolean,
): PayloadTest {
  const field = codec.field(steps, condition.comparison !== 'exists');
  const test = valueTest(condition, field.path, isCaseSensitive);
  return (payload) => field.values(payload).some(test);
}
