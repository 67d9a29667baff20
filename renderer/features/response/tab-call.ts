import type { CallSummary, EventDetail, TimelineRow } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import type { RevealedRow } from '#renderer/ui/TimelineList.tsx';
import { bySeq, type PlacedRows, type RowCache, type RowRange, withRows } from './row-cache.ts';
import { noSamples, type StreamSamples, withSample } from './stream-samples.ts';

export const responsePartIds = [
  'timeline',
  'response',
  'headers',
  'trailers',
  'error-details',
  'timing',
] as const;
export type ResponsePart = (typeof responsePartIds)[number];

/** A part by its name; the timeline where there is no such part. */
export function responsePart(name: string): ResponsePart {
  return responsePartIds.find((id) => id === name) ?? 'timeline';
}

/** The one call that a tab shows. Only what is on the screen is held here. */
export interface TabCall {
  readonly callId: string;
  readonly kind: MethodKind;
  /** `null` until the engine has accepted the call. */
  readonly summary: CallSummary | null;
  /** When that was told, in milliseconds by the clock of the page. */
  readonly newsAt: number;
  readonly rows: RowCache;
  /** `seq` of the newest received message. */
  readonly lastReceived: number | null;
  readonly selected: number | null;
  /** Of the selected event, once it is there. */
  readonly detail: EventDetail | null;
  /** Of the newest received message, when somebody looks at it. */
  readonly answer: EventDetail | null;
  readonly following: boolean;
  /** What is to come into view. */
  readonly reveal?: RevealedRow;
  /** How a stream went so far. */
  readonly samples: StreamSamples;
  /** No rows are drawn, only what they come to. */
  readonly countOnly: boolean;
  /** Cancelled by the person; the end may take a moment. */
  readonly cancelling: boolean;
  /**
   * What was asked for last could not begin: nothing of it went out, and nothing will come. What else is
   * here, if anything, is of the call before.
   */
  readonly refused: boolean;
  /** What went wrong with asking for details, not with the call. */
  readonly error?: AppError;
}

/** Which call a tab shows. */
export interface ShownCall {
  readonly tabId: string;
  readonly callId: string;
  readonly kind: MethodKind;
}

export function newCall(callId: string, kind: MethodKind): TabCall {
  return {
    callId,
    kind,
    summary: null,
    newsAt: 0,
    rows: new Map(),
    lastReceived: null,
    selected: null,
    detail: null,
    answer: null,
    following: true,
    countOnly: false,
    samples: noSamples,
    cancelling: false,
    refused: false,
  };
}

export function isRunning(call: TabCall | undefined): boolean {
  return call !== undefined && !call.refused && call.summary?.phase !== 'ended';
}

/** A call of one of the streaming kinds that goes on: closing it would lose something. */
export function isOpenStream(call: TabCall | undefined): boolean {
  return isRunning(call) && call?.kind !== 'unary';
}

/** A stream of which the disk has not all: the rest goes with its tab. */
export function isPartlyInMemory(call: TabCall | undefined): boolean {
  return call?.kind !== 'unary' && call?.summary?.inMemory === true;
}

/** A call of one of the streaming kinds that began, or is about to: there is something to watch. */
export function isStreamShown(call: TabCall | undefined): boolean {
  const isThere = call !== undefined && (!call.refused || call.summary !== null);
  return isThere && call.kind !== 'unary';
}

/** Whether the server can be held back: it has a stream of messages to send. */
export function canPause(call: TabCall | undefined): boolean {
  const isStream = call?.kind === 'server-streaming' || call?.kind === 'bidi-streaming';
  return isStream && isRunning(call) && call.summary !== null;
}

/** Whether the client may still send messages. */
export function canSend(call: TabCall | undefined): boolean {
  if (call === undefined || call.summary === null || !isRunning(call)) return false;
  return sendsMany(call.kind) && !call.summary.halfClosed && !call.cancelling;
}

/** Kinds whose messages are sent one by one once the stream is open. */
export function sendsMany(kind: MethodKind): boolean {
  return kind === 'client-streaming' || kind === 'bidi-streaming';
}

/** The call after news of it; news that came late changes nothing. */
export function progressed(
  call: TabCall,
  summary: CallSummary,
  tail: readonly TimelineRow[],
  near: RowRange | undefined,
): TabCall {
  const newest = Math.max(
    call.lastReceived ?? -1,
    ...tail.filter(isReceived).map(({ seq }) => seq),
  );
  const now = call.summary === null || isNews(call.summary, summary) ? summary : call.summary;
  // A saved request can be called before its method is known: then its kind was a guess.
  const isStream = call.kind === 'unary' && now.phase === 'streaming';
  const kind = isStream ? 'server-streaming' : call.kind;
  return {
    ...call,
    kind,
    summary: now,
    newsAt: now === call.summary ? call.newsAt : performance.now(),
    rows: withRows(call.rows, bySeq(tail), near),
    samples: kind === 'unary' ? call.samples : withSample(call.samples, now),
    lastReceived: newest < 0 ? null : newest,
  };
}

/** An answer may come after news that was told later: the older of the two changes nothing. */
function isNews(known: CallSummary, told: CallSummary): boolean {
  if (known.phase === 'ended') return false;
  if (told.events !== known.events) return told.events > known.events;
  return told.elapsed >= known.elapsed;
}

/** The call with rows that were asked for. */
export function withOlder(call: TabCall, rows: PlacedRows, near: RowRange | undefined): TabCall {
  if (call.summary === null) return call;
  return progressed(
    call,
    call.summary,
    rows.map(([, row]) => row),
    near,
  );
}

/**
 * What to select when nobody selected anything: the answer of a unary call, or its end when it
 * failed. In a stream nothing: the person says what to look at.
 */
export function autoSelected(call: TabCall): number | null {
  if (call.selected !== null || call.kind !== 'unary') return null;
  const { summary } = call;
  if (summary?.end !== undefined && summary.end.code !== 0) return summary.events - 1;
  return call.lastReceived;
}

function isReceived({ type }: TimelineRow): boolean {
  return type === 'received';
}
