import { type CourseSample, mostCourseSamples } from '#app/contract/calls.ts';
import type { EventLog, LoggedEvent } from './event-log.ts';
import type { Totals } from './tally.ts';

/** Of a log that is no longer than that each event is counted; of a longer one some are looked at. */
const mostCounted = 100_000;
/** Milliseconds, as while it goes on; of a short call so much less that there are a few samples. */
const usualSpacing = 100;
const fewSamples = 20;
/** So many events are looked at in one go, */
const portion = 5000;
/** and so many at each place of a long one. */
const near = 16;

type CourseTotals = Pick<Totals, 'sent' | 'received' | 'bytesSent' | 'bytesReceived' | 'elapsed'>;

const begin: CourseSample = { at: 0, sent: 0, received: 0, bytesSent: 0, bytesReceived: 0 };

/**
 * How a call that is over went, in few samples that lie at least so far apart that what comes in bursts is no rate.
 * Of a very long one they lie evenly over its events, as far as that goes; sizes, and how many messages went the
 * other way, follow from what is around the samples and from what all come to.
 */
export async function courseOf(
  log: EventLog,
  totals: CourseTotals,
): Promise<readonly CourseSample[]> {
  const { sent, received, bytesSent, bytesReceived, elapsed: at } = totals;
  const usual = Math.min(usualSpacing, at / fewSamples);
  const spacing = Math.max(usual, at / (mostCourseSamples - 2));
  const samples =
    log.count <= mostCounted
      ? await counted(log, spacing)
      : apart(await lookedAt(log, totals), spacing);
  // What is close to the end is the end.
  const before = samples.filter((sample) => at - sample.at >= spacing);
  return [begin, ...before, { at, sent, received, bytesSent, bytesReceived }];
}

/** At whole multiples of the spacing; where nothing happened, only at its beginning and its end. */
async function counted(log: EventLog, spacing: number): Promise<readonly CourseSample[]> {
  const samples: CourseSample[] = [];
  const now = { ...begin };
  let last = 0;
  for (let from = 0; from < log.count; from += portion) {
    for (const event of await log.read(from, portion, 0)) {
      const place = Math.floor(event.at / spacing);
      if (place > last) samples.push({ ...now, at: (last + 1) * spacing });
      if (place > last + 1) samples.push({ ...now, at: place * spacing });
      last = Math.max(last, place);
      count(event, now);
    }
  }
  return samples;
}

/** Those that are not close to the one before. */
function apart(samples: readonly CourseSample[], spacing: number): readonly CourseSample[] {
  let last = 0;
  return samples.filter(({ at }) => {
    const isApart = at - last >= spacing;
    if (isApart) last = at;
    return isApart;
  });
}

function count(event: LoggedEvent, now: { -readonly [Key in keyof CourseSample]: number }): void {
  if (event.type === 'sent') {
    now.sent = event.index;
    now.bytesSent += event.bytes;
  } else if (event.type === 'received') {
    now.received = event.index;
    now.bytesReceived += event.bytes;
  }
}

async function lookedAt(log: EventLog, totals: CourseTotals): Promise<readonly CourseSample[]> {
  const samples: CourseSample[] = [];
  // Nearly all of them come before the first message.
  const others = log.count - totals.sent - totals.received - 1;
  let before = begin;
  for (let number = 1; number < mostCourseSamples - 1; number += 1) {
    const from = Math.floor((log.count * number) / mostCourseSamples);
    const messages = messagesIn(await log.read(from, near, 0), from);
    const [first] = messages;
    if (first === undefined) continue;
    const all = Math.max(0, first.seq + 1 - others);
    const { type, index } = first.event;
    const sent = between(before.sent, type === 'sent' ? index : all - index, totals.sent);
    const received = between(
      before.received,
      type === 'received' ? index : all - index,
      totals.received,
    );
    before = {
      at: first.event.at,
      sent,
      received,
      bytesSent: before.bytesSent + (sent - before.sent) * meanSize(messages, 'sent'),
      bytesReceived:
        before.bytesReceived + (received - before.received) * meanSize(messages, 'received'),
    };
    samples.push(before);
  }
  return asInAll(samples, before, totals);
}

/** The samples with their sizes such that they come to what all messages do. */
function asInAll(
  samples: readonly CourseSample[],
  last: CourseSample,
  totals: CourseTotals,
): readonly CourseSample[] {
  const sent = factor(totals.bytesSent, totals.sent, last.bytesSent, last.sent);
  const received = factor(totals.bytesReceived, totals.received, last.bytesReceived, last.received);
  return samples.map((sample) => ({
    ...sample,
    bytesSent: sample.bytesSent * sent,
    bytesReceived: sample.bytesReceived * received,
  }));
}

function factor(bytes: number, messages: number, seenBytes: number, seen: number): number {
  return messages === 0 || seenBytes === 0 ? 0 : ((bytes / messages) * seen) / seenBytes;
}

type Message = Extract<LoggedEvent, { type: 'sent' | 'received' }>;

function messagesIn(
  events: readonly LoggedEvent[],
  from: number,
): readonly { readonly seq: number; readonly event: Message }[] {
  return events.flatMap((event, offset) =>
    event.type === 'sent' || event.type === 'received' ? [{ seq: from + offset, event }] : [],
  );
}

function meanSize(messages: readonly { readonly event: Message }[], type: Message['type']): number {
  const sizes = messages.flatMap(({ event }) => (event.type === type ? [event.bytes] : []));
  return sizes.length === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
