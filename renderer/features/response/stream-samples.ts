import { type CallSummary, type CourseSample, mostCourseSamples } from '#app/contract/calls.ts';

/** A stream's course in few samples, however long it is. */
export interface StreamSamples {
  /** Milliseconds that lie between two samples at least. */
  readonly spacing: number;
  readonly samples: readonly CourseSample[];
}

export const noSamples: StreamSamples = { spacing: 100, samples: [] };

/** The samples with the newest; those of the past are further apart the longer the stream is. */
export function withSample(
  { spacing, samples }: StreamSamples,
  summary: CallSummary,
): StreamSamples {
  const { elapsed: at, sent, received, bytesSent, bytesReceived } = summary;
  const newest = { at, sent, received, bytesSent, bytesReceived };
  const last = samples.at(-1);
  if (last !== undefined && at <= last.at) return { spacing, samples };
  const before = samples.at(-2);
  const quiet = last !== undefined && at - last.at > silence * paceBefore(samples, spacing);
  // Nothing came until shortly before the news: the time between has a rate of its own, none.
  if (quiet)
    return withSample({ spacing, samples: [...samples, { ...last, at: at - spacing }] }, summary);
  const isClose = last !== undefined && before !== undefined && at - before.at < spacing;
  const all = [...(isClose ? samples.slice(0, -1) : samples), newest];
  // More are never held: then every second one goes.
  if (all.length <= mostCourseSamples) return { spacing, samples: all };
  const fewer = all.filter((_, place) => place % 2 === 0 || place === all.length - 1);
  return { spacing: spacing * 2, samples: fewer };
}

/** So many times longer than between the messages before: then a stream was silent, not slow. */
const silence = 4;

/** Milliseconds that lay between the newest news and those before it, a silence included. */
function paceBefore(samples: readonly CourseSample[], spacing: number): number {
  const [earlier, before, last] = [samples.at(-3), samples.at(-2), samples.at(-1)];
  if (last === undefined || before === undefined) return Number.POSITIVE_INFINITY;
  const wasSilent = earlier?.sent === before.sent && earlier.received === before.received;
  return Math.max(spacing, last.at - (wasSilent ? earlier : before).at);
}

/** What can be drawn over time: messages a second, bytes a message, milliseconds between two messages. */
export type Measure = 'rate' | 'size' | 'gap';

/** Of one direction: what was measured from each sample to the next; `null` where no message went. */
export function course(
  samples: readonly CourseSample[],
  direction: 'sent' | 'received',
  measure: Measure,
): readonly (number | null)[] {
  const bytes = direction === 'sent' ? 'bytesSent' : 'bytesReceived';
  let since = samples[0]?.at ?? 0;
  const measured = samples.slice(1).map((sample, place) => {
    const before = samples[place] ?? sample;
    const messages = sample[direction] - before[direction];
    if (measure === 'rate') return (messages * 1000) / (sample.at - before.at);
    if (messages === 0) return null;
    const ms = sample.at - since;
    since = sample.at;
    return measure === 'size' ? (sample[bytes] - before[bytes]) / messages : ms / messages;
  });
  // A silence is part of the time that its end tells.
  return measure === 'gap' ? filledFromNext(measured) : measured;
}

/** The values, where there is none the next that is one. */
function filledFromNext(values: readonly (number | null)[]): readonly (number | null)[] {
  let next: number | null = null;
  const backwards = values.toReversed().map((value) => {
    next = value ?? next;
    return next;
  });
  return backwards.toReversed();
}

/** As they were read from the log of a call that is over. */
export function samplesRead(samples: readonly CourseSample[]): StreamSamples {
  const forward: CourseSample[] = [];
  for (const sample of samples) if (sample.at > (forward.at(-1)?.at ?? -1)) forward.push(sample);
  return { spacing: noSamples.spacing, samples: forward };
}
