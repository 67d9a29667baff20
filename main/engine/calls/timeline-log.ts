import type { CallEvent, OtherCallEvent } from './call-event.ts';
import { NumberColumn } from './number-column.ts';
import { PayloadLog } from './payload-log.ts';

/** An event of the log; a payload that was let go is `undefined`. */
export type LoggedEvent =
  | OtherCallEvent
  | {
      readonly at: number;
      readonly type: 'sent' | 'received';
      readonly index: number;
      readonly bytes: number;
      readonly wireBytes?: number;
      readonly payload: Buffer | undefined;
    };

/** The events of a call by `seq`: of one that goes on, or of a recorded one. */
export interface EventLog {
  readonly count: number;
  get(seq: number): LoggedEvent | undefined;
}

/**
 * All events of one call by `seq`, compact: 40 bytes an event beside the payloads. Messages stay raw;
 * whoever looks at one decodes it. Beyond `keptBytes` the oldest payloads are let go.
 */
export class TimelineLog implements EventLog {
  readonly #payloads: PayloadLog;
  readonly #others = new Map<number, OtherCallEvent>();
  readonly #at = new NumberColumn();
  /** Positive for received, negative for sent. */
  readonly #index = new NumberColumn();
  readonly #position = new NumberColumn();
  readonly #bytes = new NumberColumn();
  /** -1 where it is not known. */
  readonly #wireBytes = new NumberColumn();
  #count = 0;

  constructor(keptBytes: number) {
    this.#payloads = new PayloadLog(keptBytes);
  }

  get count(): number {
    return this.#count;
  }

  append(event: CallEvent): void {
    if ('payload' in event) {
      this.#index.push(event.type === 'sent' ? -event.index : event.index);
      this.#position.push(this.#payloads.append(event.payload));
      this.#bytes.push(event.payload.length);
      this.#wireBytes.push(event.wireBytes ?? -1);
    } else {
      this.#others.set(this.#count, event);
      this.#index.push(0);
      this.#position.push(0);
      this.#bytes.push(0);
      this.#wireBytes.push(-1);
    }
    this.#at.push(event.at);
    this.#count += 1;
  }

  get(seq: number): LoggedEvent | undefined {
    if (seq < 0 || seq >= this.#count) return undefined;
    const index = this.#index.at(seq);
    if (index === 0) return this.#others.get(seq);
    const bytes = this.#bytes.at(seq);
    const wireBytes = this.#wireBytes.at(seq);
    return {
      at: this.#at.at(seq),
      type: index < 0 ? 'sent' : 'received',
      index: Math.abs(index),
      bytes,
      ...(wireBytes >= 0 && { wireBytes }),
      payload: this.#payloads.read(this.#position.at(seq), bytes),
    };
  }
}
