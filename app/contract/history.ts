import * as v from 'valibot';
import { type CallSummary, callId } from './calls.ts';
import type { MethodKind } from './schema.ts';
import type { TransportOptions } from './target.ts';

/** A call of the history, as its list shows it. */
export interface HistoryItem {
  readonly callId: string;
  /** When it began, or what is left of it was written, in milliseconds since 1970. */
  readonly startedAt: number;
  /** What it takes on the disk. */
  readonly bytes: number;
  /** Absent where its files cannot be read; then `fault` says why. */
  readonly call?: HistoryCall;
  readonly fault?: string;
}

type HistoryCall = Pick<
  CallSummary,
  'method' | 'target' | 'sent' | 'received' | 'bytesSent' | 'bytesReceived' | 'events' | 'elapsed'
> & {
  /** What the person called it: the name of a saved request. */
  readonly title?: string;
  /** Of the method; an older Duplex did not keep it. */
  readonly kind?: MethodKind;
  /** `running` until it ends; INTERRUPTED when Duplex ended before the call did. */
  readonly status: string;
  readonly code: number | null;
  readonly isRunning: boolean;
  /** Why the disk has not all of it, or nothing: then it is here only as long as somebody has it open. */
  readonly cutOff?: string;
};

/** A call that is opened, with the options that it had: its own, and its target's below them. */
export interface PastSummary extends CallSummary {
  /** Without the password of a proxy; an older Duplex did not keep them. */
  readonly options?: TransportOptions;
}

/** A part of the history, newest call first. */
export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  /** How many calls there are in all, of the method where one is asked for. */
  readonly total: number;
  /** Why no call is kept at all, where that is so. */
  readonly obstacle?: string;
}

const historyPlace = v.object({
  /** How many of the newest calls come before the page. */
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  /** Calls of this method alone, as if there were no others: `pkg.Service/Method`. */
  method: v.exactOptional(v.string()),
});
export type HistoryPlace = v.InferOutput<typeof historyPlace>;

/** What a window may ask of the history; part of the commands. */
export interface HistoryCommands {
  /**
   * The calls that are kept, those that go on too, newest first: no more than there may be, though older ones may
   * still be held.
   */
  'history.list': { input: HistoryPlace; output: HistoryPage };
  /**
   * A kept call that is over: from then on it is held as any other, its rows are had with `calls.rows`, and
   * `calls.release` lets go of it. Fails for one that goes on, is not there, or cannot be read.
   */
  'history.open': { input: { callId: string }; output: PastSummary };
  /**
   * Deletes kept calls for good; of those that go on, none. One that is held is in no list any more, and goes
   * when it is let go of, or with the process.
   */
  'history.delete': { input: { callIds: readonly string[] }; output: null };
  /** The same for all. */
  'history.clear': { input: Record<string, never>; output: null };
}

/** See `commandInputs`. */
export const historyInputs = {
  'history.list': historyPlace,
  'history.open': v.object({ callId }),
  'history.clear': v.strictObject({}),
  'history.delete': v.object({ callIds: v.pipe(v.array(callId), v.maxLength(1000)) }),
};
