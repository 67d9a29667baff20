import type { CallSummary, CourseSample, EventDetail, TimelineRow } from '#app/contract/index.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import type { JsonForm } from '#engine/codec/json-form.ts';
import type { Method } from '#engine/schema/registry.ts';
import type { Schema } from '#engine/schema/schema.ts';
import type { Call } from '../call.ts';
import type { CallTimeline } from '../call-timeline.ts';
import type { EventForm, HeldCall } from '../held-call.ts';
import type { TextSource } from '../large-text/text-writer.ts';
import type { CallHead } from '../log/call-head.ts';
import { courseOf } from '../log/course.ts';
import type { StoredLog } from '../log/stored-log.ts';
import { over } from '../outbox.ts';
import type { CallPlayer } from '../player/call-player.ts';
import type { Recording } from '../player/play-source.ts';
import { TimelineView } from '../timeline-view.ts';

/** A call that is over and of which the log is left; it is shown as it was. */
export class StoredCall implements HeldCall {
  readonly #callId: string;
  readonly #head: CallHead;
  readonly #log: StoredLog;
  readonly timeline: CallTimeline;
  readonly #view: TimelineView;
  readonly #method: Method;

  /** Throws an unknown-symbol `Failure` when the schema is not the call's. */
  constructor(
    callId: string,
    head: CallHead,
    log: StoredLog,
    schema: Schema,
    form: () => JsonForm,
  ) {
    this.#callId = callId;
    this.#head = head;
    this.#log = log;
    const method = schema.method(head.method);
    const view = new TimelineView(log, schema, method, form);
    this.#method = method;
    this.#view = view;
    this.timeline = { log, view, schema, method, isOver: true, onGrown: () => () => {} };
  }

  get call(): Call {
    throw over();
  }

  get player(): CallPlayer {
    throw over();
  }

  pause(): never {
    throw over();
  }

  whenFull(): never {
    throw over();
  }

  get options(): TransportOptions | undefined {
    return this.#head.options;
  }

  summary(): CallSummary {
    const { method, target, deadline } = this.#head;
    const { letGo, cutOff } = this.#log;
    return {
      ...this.#log.totals,
      callId: this.#callId,
      method,
      target,
      phase: 'ended',
      events: this.#log.count,
      halfClosed: true,
      ...(deadline !== undefined && { deadline }),
      ...(letGo > 0 && { letGo }),
      ...(cutOff !== undefined && { cutOff }),
    };
  }

  recording(): Recording {
    return { method: this.#method, log: this.#log, sent: this.#log.totals.sent };
  }

  rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#view.rows(from, count);
  }

  course(): Promise<readonly CourseSample[]> {
    return courseOf(this.#log, this.#log.totals);
  }

  detail(seq: number): Promise<EventDetail> {
    return this.#view.detail(seq);
  }

  textSource(seq: number): Promise<TextSource> {
    return this.#view.textSource(seq);
  }

  text(seq: number, form: EventForm): Promise<string> {
    return this.#view.text(seq, form);
  }
}
