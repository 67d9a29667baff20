import type {
  CallEnd,
  CallPhase,
  CallSummary,
  EventDetail,
  Events,
  MetadataPairs,
  TimelineRow,
} from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import { targetText } from '#app/core/target.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import { Call, type CallOptions } from './call.ts';
import type { CallEvent } from './call-event.ts';
import { toDetail, toRow } from './present.ts';
import { TimelineLog } from './timeline-log.ts';

/** At most this often a call's progress is told: 15 times a second. */
const progressMs = 66;
const tailRows = 100;
/** Time for the previews of one tail, so that large messages never hold up the wire. */
const previewBudgetMs = 8;

type Progress = Events['calls.progress'];

/**
 * The calls of a window, by the ids it made. The log stays here; the window hears counts and the
 * newest rows, and asks for what else it shows.
 */
export class LiveCalls {
  readonly #calls = new Map<string, LiveCall>();
  readonly #tell: (progress: Progress) => void;

  constructor(tell: (progress: Progress) => void) {
    this.#tell = tell;
  }

  /** Throws a usage `Failure` when the id is taken. */
  start(callId: string, options: Omit<CallOptions, 'onEvent'>): CallSummary {
    if (this.#calls.has(callId)) throw new Failure('usage', `There is already a call ${callId}`);
    const live = new LiveCall(callId, options, this.#tell);
    this.#calls.set(callId, live);
    return live.summary();
  }

  /** Throws a no-such-call `Failure`. */
  get(callId: string): LiveCall {
    const live = this.#calls.get(callId);
    if (live === undefined) throw new Failure('no-such-call', 'This call is no longer held');
    return live;
  }

  release(callId: string): void {
    this.#calls.get(callId)?.stop();
    this.#calls.delete(callId);
  }

  releaseAll(): void {
    for (const callId of [...this.#calls.keys()]) this.release(callId);
  }
}

/** One call with its log. */
export class LiveCall {
  readonly call: Call;
  readonly #callId: string;
  readonly #target: string;
  readonly #deadlineMs: number | undefined;
  readonly #codecs: CallCodecs;
  readonly #log = new TimelineLog();
  readonly #tell: (progress: Progress) => void;
  readonly #begin = performance.now();
  #sent = 0;
  #received = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  #headers: MetadataPairs | undefined;
  #end: CallEnd | undefined;
  #elapsed: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isReleased = false;
  #told = 0;

  constructor(
    callId: string,
    options: Omit<CallOptions, 'onEvent'>,
    tell: (progress: Progress) => void,
  ) {
    this.#callId = callId;
    this.#target = targetText(options.channel.target);
    this.#deadlineMs = options.deadlineMs;
    this.#tell = tell;
    this.#codecs = options.schema.codecs(options.method);
    this.call = new Call({ ...options, onEvent: (event) => this.#take(event) });
    // That the stream is open is no event, and the window waits for it.
    void this.call.opened.then(() => this.#schedule());
  }

  summary(): CallSummary {
    return {
      callId: this.#callId,
      method: this.call.method.path,
      target: this.#target,
      phase: this.#phase(),
      events: this.#log.count,
      sent: this.#sent,
      received: this.#received,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      elapsed: this.#elapsed ?? performance.now() - this.#begin,
      halfClosed: this.call.state === 'half-closed' || this.call.state === 'ended',
      ...(this.#deadlineMs !== undefined && { deadline: this.#deadlineMs }),
      ...(this.#headers && { headers: this.#headers }),
      ...(this.#end && { end: this.#end }),
    };
  }

  rows(from: number, count: number): readonly TimelineRow[] {
    const rows: TimelineRow[] = [];
    for (let seq = from; seq < Math.min(from + count, this.#log.count); seq += 1) {
      const event = this.#log.get(seq);
      if (event !== undefined) rows.push(toRow(seq, event, this.#codecs));
    }
    return rows;
  }

  /** Throws a usage `Failure` when there is no such event. */
  detail(seq: number): EventDetail {
    const event = this.#log.get(seq);
    if (event === undefined) throw new Failure('usage', `The call has no event ${seq}`);
    return toDetail(seq, event, this.#codecs);
  }

  /** Ends the call when it is open, and says no more about it. */
  stop(): void {
    this.#isReleased = true;
    clearTimeout(this.#timer);
    this.call.cancel();
  }

  #take(event: CallEvent): void {
    this.#log.append(event);
    if (event.type === 'sent') {
      this.#sent = event.index;
      this.#bytesSent += event.payload.length;
    } else if (event.type === 'received') {
      this.#received = event.index;
      this.#bytesReceived += event.payload.length;
    } else if (event.type === 'headers') this.#headers = event.metadata;
    else if (event.type === 'end') {
      const { type: _type, at, ...end } = event;
      this.#end = end;
      this.#elapsed = at;
    }
    this.#schedule();
  }

  /** Tells at once after a quiet time, then at most every {@link progressMs}. */
  #schedule(): void {
    if (this.#isReleased) return;
    this.#isDue = true;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tick(), 0);
  }

  #tick(): void {
    this.#timer = undefined;
    if (!this.#isDue || this.#isReleased) return;
    this.#isDue = false;
    this.#tell({ summary: this.summary(), tail: this.#tail() });
    this.#timer = setTimeout(() => this.#tick(), progressMs);
  }

  /** The newest rows that were not told yet, the very newest first in line for the time there is. */
  #tail(): readonly TimelineRow[] {
    const rows: TimelineRow[] = [];
    const from = Math.max(this.#told, this.#log.count - tailRows);
    const until = performance.now() + previewBudgetMs;
    for (let seq = this.#log.count - 1; seq >= from && performance.now() < until; seq -= 1) {
      const event = this.#log.get(seq);
      if (event !== undefined) rows.push(toRow(seq, event, this.#codecs));
    }
    this.#told = this.#log.count;
    return rows.reverse();
  }

  #phase(): CallPhase {
    const { state, method } = this.call;
    if (state === 'ended' || state === 'connecting') return state;
    return method.kind === 'unary' ? 'waiting' : 'streaming';
  }
}
