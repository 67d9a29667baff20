import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CallEnd,
  CallPhase,
  CallSummary,
  EventDetail,
  Events,
  MetadataPairs,
  TimelineRow,
} from '#app/contract/index.ts';
import { targetText } from '#app/core/target.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { Schema } from '../schema/schema.ts';
import { Call, type CallOptions } from './call.ts';
import type { CallEvent } from './call-event.ts';
import { noTiming, timed } from './call-timing.ts';
import type { EventForm, HeldCall } from './held-call.ts';
import { Recorder } from './recording/recorder.ts';
import type { Recordings, Snapshot } from './recording/recordings.ts';
import { TimelineLog } from './timeline-log.ts';
import { TimelineView } from './timeline-view.ts';

/** At most this often a call's progress is told: 15 times a second. */
const progressMs = 66;
const tailRows = 100;
/** Time for the previews of one tail, so that large messages never hold up the wire. */
const previewBudgetMs = 8;
/** So long a call that is cancelled by closing may take to end. */
const closingMs = 500;

/** What a call goes to the wire with. */
export type CallParts = Omit<CallOptions, 'onEvent'>;

/** What a call is held with. */
export interface LiveCallOptions {
  /** How much of the payloads stays in memory. */
  readonly keptBytes: number;
  readonly form: () => JsonForm;
  readonly tell: (progress: Events['calls.progress']) => void;
  readonly recordings: Recordings | undefined;
}

/** One call with its log, told as it goes on, and recorded where there are recordings. */
export class LiveCall implements HeldCall {
  readonly call: Call;
  readonly #callId: string;
  readonly #target: string;
  readonly #deadlineMs: number | undefined;
  readonly #log: TimelineLog;
  readonly #view: TimelineView;
  readonly #tell: LiveCallOptions['tell'];
  readonly #recorder: Recorder | undefined;
  readonly #schema: Schema;
  readonly #stopFollowing: () => void;
  readonly #begin = performance.now();
  #sent = 0;
  #received = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  #request: MetadataPairs | undefined;
  #headers: MetadataPairs | undefined;
  #timing = noTiming;
  #end: CallEnd | undefined;
  #elapsed: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  #isSilent = false;
  #isReleased = false;
  #told = 0;

  constructor(callId: string, parts: CallParts, options: LiveCallOptions) {
    const { schema } = parts;
    const { recordings } = options;
    this.#callId = callId;
    this.#schema = schema;
    this.#target = targetText(parts.channel.target);
    this.#deadlineMs = parts.deadlineMs;
    this.#tell = options.tell;
    this.#log = new TimelineLog(options.keptBytes);
    this.#view = new TimelineView(this.#log, schema, parts.method, options.form);
    this.#recorder =
      recordings && new Recorder(() => recordings.save(callId, schema, () => this.#snapshot()));
    this.#stopFollowing = schema.onLearned(() => this.#showAnew());
    this.call = new Call({ ...parts, onEvent: (event) => this.#take(event) });
    // That the stream is open is no event, and the window waits for it.
    void this.call.opened.then(() => this.#schedule());
  }

  /** Whether messages may still go or come, one after the other. */
  get isOpenStream(): boolean {
    return this.call.method.kind !== 'unary' && this.call.state !== 'ended';
  }

  summary(): CallSummary {
    return {
      ...this.#counts(),
      callId: this.#callId,
      phase: this.#phase(),
      events: this.#log.count,
      timing: this.#timing,
      halfClosed: this.call.state === 'half-closed' || this.call.state === 'ended',
      ...(this.#end && { end: this.#end }),
    };
  }

  rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#view.rows(from, count);
  }

  detail(seq: number): Promise<EventDetail> {
    return this.#view.detail(seq);
  }

  text(seq: number, form: EventForm): Promise<string> {
    return this.#view.text(seq, form);
  }

  /** For a listener that knows nothing of the call yet: the next progress has a full tail again. */
  tellAnew(): void {
    this.#told = 0;
  }

  /** Ends the call when it is open, says no more about it and records no more of it. */
  release(): void {
    this.#isReleased = true;
    this.#recorder?.stop();
    this.#silence();
    this.call.cancel('because its request was closed');
  }

  /** Ends the call when it is open and says no more about it; resolves when its recording is written. */
  async close(): Promise<void> {
    this.#silence();
    this.call.cancel('because its window was closed');
    await Promise.race([this.call.ended, sleep(closingMs, undefined, { ref: false })]);
    await this.#recorder?.flush();
    this.#recorder?.stop();
  }

  #take(event: CallEvent): void {
    this.#log.append(event);
    this.#timing = timed(this.#timing, event);
    if (event.type === 'sent') {
      this.#sent = event.index;
      this.#bytesSent += event.payload.length;
    } else if (event.type === 'received') {
      this.#received = event.index;
      this.#bytesReceived += event.payload.length;
    } else if (event.type === 'headers') this.#headers = event.metadata;
    else if (event.type === 'connected') this.#request = event.request ?? this.#request;
    else if (event.type === 'end') {
      const { type: _type, at, ...end } = event;
      this.#end = end;
      this.#elapsed = at;
    }
    this.#recorder?.note();
    if (this.#end !== undefined) void this.#recorder?.flush();
    this.#schedule();
  }

  #counts(): Snapshot['counts'] {
    return {
      method: this.call.method.path,
      target: this.#target,
      sent: this.#sent,
      received: this.#received,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      elapsed: this.#elapsed ?? performance.now() - this.#begin,
      ...(this.#deadlineMs !== undefined && { deadline: this.#deadlineMs }),
      ...(this.#request && { request: this.#request }),
      ...(this.#headers && { headers: this.#headers }),
    };
  }

  #snapshot(): Snapshot | undefined {
    return this.#isReleased ? undefined : { counts: this.#counts(), log: this.#log };
  }

  #silence(): void {
    this.#isSilent = true;
    clearTimeout(this.#timer);
    this.#stopFollowing();
  }

  /** Tells at once after a quiet time, then at most every {@link progressMs}. */
  #schedule(): void {
    if (this.#isSilent) return;
    this.#isDue = true;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#tick(), 0);
  }

  #tick(): void {
    this.#timer = undefined;
    if (!this.#isDue || this.#isSilent) return;
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
      const row = this.#view.row(seq);
      if (row !== undefined) rows.push(row);
    }
    this.#told = this.#log.count;
    void this.#schema.learn();
    return rows.reverse();
  }

  /** With the types that are known now, also once it is only a recording. */
  #showAnew(): void {
    this.#recorder?.note();
    this.tellAnew();
    this.#schedule();
  }

  #phase(): CallPhase {
    const { state, method } = this.call;
    if (state === 'ended' || state === 'connecting') return state;
    return method.kind === 'unary' ? 'waiting' : 'streaming';
  }
}
