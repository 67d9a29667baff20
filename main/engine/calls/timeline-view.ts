import type { EventDetail, TimelineRow } from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { EventForm } from './held-call.ts';
import { toDetail, toRow, toText } from './present.ts';
import type { EventLog, LoggedEvent } from './timeline-log.ts';

/** A log as a window shows it: what somebody looks at is decoded then. */
export class TimelineView {
  readonly #log: EventLog;
  readonly #schema: Schema;
  readonly #codecs: CallCodecs;
  readonly #form: () => JsonForm;

  /** `form` is asked anew for everything that is looked at. */
  constructor(log: EventLog, schema: Schema, method: Method, form: () => JsonForm) {
    this.#log = log;
    this.#schema = schema;
    this.#codecs = schema.codecs(method);
    this.#form = form;
  }

  /** With what is known of types now. */
  row(seq: number): TimelineRow | undefined {
    const event = this.#log.get(seq);
    return event && toRow(seq, event, this.#codecs, this.#form());
  }

  /** Rows `from` … `from + count - 1`, as far as they exist. */
  async rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    return this.#schema.knowing(() => this.#rows(from, count));
  }

  /** Rejects with a usage `Failure` when there is no such event. */
  async detail(seq: number): Promise<EventDetail> {
    const event = this.#event(seq);
    return this.#schema.knowing(() => toDetail(seq, event, this.#codecs, this.#form()));
  }

  /** Rejects with a usage `Failure` when there is no such event, or not in that form. */
  async text(seq: number, as: EventForm): Promise<string> {
    const event = this.#event(seq);
    return this.#schema.knowing(() => toText(event, this.#codecs, as, this.#form()));
  }

  #rows(from: number, count: number): readonly TimelineRow[] {
    const rows: TimelineRow[] = [];
    for (let seq = from; seq < Math.min(from + count, this.#log.count); seq += 1) {
      const row = this.row(seq);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  #event(seq: number): LoggedEvent {
    const event = this.#log.get(seq);
    if (event === undefined) throw new Failure('usage', `The call has no event ${seq}`);
    return event;
  }
}
