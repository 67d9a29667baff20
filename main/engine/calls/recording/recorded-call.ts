import type { CallSummary, EventDetail, TimelineRow } from '#app/contract/index.ts';
import type { JsonForm } from '#engine/codec/json-form.ts';
import type { Schema } from '#engine/schema/schema.ts';
import type { Call } from '../call.ts';
import { noTiming, timed } from '../call-timing.ts';
import type { EventForm, HeldCall } from '../held-call.ts';
import { over } from '../outbox.ts';
import { TimelineView } from '../timeline-view.ts';
import type { Recording } from './read-recording.ts';

/** A call that is over and of which a recording is left; it is shown as it was. */
export class RecordedCall implements HeldCall {
  readonly #callId: string;
  readonly #recording: Recording;
  readonly #view: TimelineView;

  /** Throws an unknown-symbol `Failure` when the schema is not the recording's. */
  constructor(callId: string, recording: Recording, schema: Schema, form: () => JsonForm) {
    const { header, events } = recording;
    this.#callId = callId;
    this.#recording = recording;
    this.#view = new TimelineView(
      { count: events.length, get: (seq) => events[seq] },
      schema,
      schema.method(header.method),
      form,
    );
  }

  get call(): Call {
    throw over();
  }

  summary(): CallSummary {
    const { header, events } = this.#recording;
    const { duplex: _duplex, schema: _schema, ...counts } = header;
    const { type: _type, at: elapsed, ...end } = this.#recording.end;
    return {
      ...counts,
      callId: this.#callId,
      phase: 'ended',
      events: events.length,
      elapsed,
      halfClosed: true,
      timing: events.reduce(timed, noTiming),
      end,
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
}
