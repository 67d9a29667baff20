import type { CallSummary } from '#app/contract/calls.ts';

/** How far a call had come at a time, in milliseconds since its start. */
export interface Progress {
  readonly at: number;
  readonly messages: number;
}

/** What is averaged over: shorter would flicker, longer would lag behind. */
const span = 1000;

export function progressOf({ elapsed, sent, received }: CallSummary): Progress {
  return { at: elapsed, messages: sent + received };
}

/** The progress with the newest added; only what a rate still needs of the older. */
export function withProgress(seen: readonly Progress[], newest: Progress): readonly Progress[] {
  const last = seen.at(-1);
  if (last !== undefined && newest.at <= last.at) return [...seen.slice(0, -1), newest];
  const all = [...seen, newest];
  return all.slice(Math.max(0, lastBefore(all, newest.at - span)));
}

/** Messages a second, sent and received, during the second before `now`. */
export function messageRate(seen: readonly Progress[], now: number): number {
  const newest = seen.at(-1);
  const base = seen[Math.max(0, lastBefore(seen, now - span))];
  if (newest === undefined || base === undefined) return 0;
  // Nothing was added between the base and the span; seen for less than a span, it counts from there.
  // A very short time would make much of little.
  const ms = Math.min(span, Math.max(now - base.at, span / 5));
  return ((newest.messages - base.messages) * 1000) / ms;
}

/** Place of the last progress at a time or before it; -1 when all came later. */
function lastBefore(seen: readonly Progress[], time: number): number {
  return seen.findLastIndex(({ at }) => at <= time);
}
