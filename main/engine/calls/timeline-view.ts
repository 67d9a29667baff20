import type { EventDetail, TimelineRow } from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import type { JsonForm } from '../codec/json-form.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { EventForm } from './held-call.ts';
import type { TextSource } from './large-text/text-writer.ts';
import { type EventLog, type LoggedEvent, missingText } from './log/event-log.ts';
import { recordBytes } from './log/event-record.ts';
import { largeBytes, previewBytes, toDetail, toRow, toText } from './present.ts';

/** So far apart, two events are read in one go. */
const nearEvents = 4;

/** A log as a window shows it: what somebody looks at is decoded then. */
export class TimelineView {
  readonly #log: EventLog;
  readonly #schema: Schema;
  readonly #method: Method;
  readonly #codecs: CallCodecs;
  readonly #form: () => JsonForm;

  /** `form` is asked anew for everything that is looked at. */
  constructor(log: EventLog, schema: Schema, method: Method, form: () => JsonForm) {
    this.#log = log;
    this.#schema = schema;
    this.#method = method;
    this.#codecs = schema.codecs(method);
    this.#form = form;
  }

  /** Of an event that is in memory, with what is known of types now. */
  row(seq: number): TimelineRow | undefined {
    const event = this.#log.recent(seq);
    return event && toRow(seq, event, this.#codecs, this.#form());
  }

  /** Rows `from` … `from + count - 1`, as far as they exist. */
  async rows(from: number, count: number): Promise<readonly TimelineRow[]> {
    const events = await this.#log.read(from, count, previewBytes);
    return this.#schema.knowing(() =>
      events.map((event, offset) => toRow(from + offset, event, this.#codecs, this.#form())),
    );
  }

  /** Rows of events in ascending order, as far as they exist; near ones are read together. */
  async rowsAt(seqs: readonly number[]): Promise<readonly TimelineRow[]> {
    const runs: number[][] = [];
    for (const seq of seqs) {
      const run = runs.at(-1);
      if (run !== undefined && seq - (run.at(-1) ?? 0) <= nearEvents) run.push(seq);
      else runs.push([seq]);
    }
    const rows = await Promise.all(
      runs.map(async (run) => {
        const [first = 0] = run;
        const wanted = new Set(run);
        const all = await this.rows(first, (run.at(-1) ?? first) - first + 1);
        return all.filter(({ seq }) => wanted.has(seq));
      }),
    );
    return rows.flat();
  }

  /** Rejects with a usage `Failure` when there is no such event. */
  async detail(seq: number): Promise<EventDetail> {
    const event = await this.#event(seq, largeBytes);
    return this.#schema.knowing(() => toDetail(seq, event, this.#codecs, this.#form()));
  }

  /** Rejects with a usage `Failure` when there is no such event, or not in that form. */
  async text(seq: number, as: EventForm): Promise<string> {
    const event = await this.#event(seq);
    return this.#schema.knowing(() => toText(event, this.#codecs, as, this.#form()));
  }

  /** Rejects with a usage `Failure` when there is no such message. */
  async textSource(seq: number): Promise<TextSource> {
    const event = await this.#event(seq, 0);
    if (!('payload' in event)) throw new Failure('usage', 'Only messages have a text of their own');
    const { input, output } = this.#method;
    return {
      schema: this.#schema,
      type: event.type === 'sent' ? input : output,
      form: this.#form(),
      payload: () => this.#payload(seq, event.index),
    };
  }

  /** Read in turns with this thread's other work, to be handed to another thread. */
  async #payload(seq: number, index: number): Promise<Uint8Array<ArrayBuffer>> {
    const buffer = (size: number) => new ArrayBuffer(size);
    const piece = await this.#log.readPiece({ from: seq, count: 1, withContents: true, buffer });
    const missing = piece.missing.get(0);
    if (missing !== undefined)
      throw new Failure('usage', `Message ${index}: ${missingText(missing)}`);
    return new Uint8Array(piece.bytes, recordBytes);
  }

  async #event(seq: number, most?: number): Promise<LoggedEvent> {
    const [event] = await this.#log.read(seq, 1, most);
    if (event === undefined) throw new Failure('usage', `The call has no event ${seq}`);
    return event;
  }
}
