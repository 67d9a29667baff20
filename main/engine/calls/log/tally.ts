import type { CallEnd, CallSummary, CallTiming } from '#app/contract/calls.ts';
import type { CallEvent } from '../call-event.ts';
import type { LoggedEvent } from './event-log.ts';
import type { RoundTripTimes } from './round-trips.ts';

/** What all events of a call come to. */
export type Totals = Pick<
  CallSummary,
  | 'sent'
  | 'received'
  | 'bytesSent'
  | 'bytesReceived'
  | 'timing'
  | 'roundTrips'
  | 'request'
  | 'headers'
  | 'end'
  | 'elapsed'
>;

/** Counts the events of a call as they come, also of one of which the first were counted before. */
export class Tally {
  #sent = 0;
  #received = 0;
  #bytesSent = 0;
  #bytesReceived = 0;
  #timing: CallTiming = { steps: {} };
  #lastReceived: number | undefined;
  #request: CallSummary['request'];
  #headers: CallSummary['headers'];
  #end: CallEnd | undefined;
  #newest = 0;
  /** As they were counted before: what they were made of is not kept. */
  #roundTripsBefore: CallSummary['roundTrips'];
  readonly #roundTrips: RoundTripTimes | undefined;

  /** `roundTrips` hears of messages, where they are answered. */
  constructor(before?: Totals, roundTrips?: RoundTripTimes) {
    this.#roundTrips = roundTrips;
    if (before === undefined) return;
    this.#roundTripsBefore = before.roundTrips;
    this.#sent = before.sent;
    this.#received = before.received;
    this.#bytesSent = before.bytesSent;
    this.#bytesReceived = before.bytesReceived;
    this.#timing = before.timing;
    this.#lastReceived = before.timing.lastReceived;
    this.#request = before.request;
    this.#headers = before.headers;
    this.#end = before.end;
    this.#newest = before.elapsed;
  }

  get end(): CallEnd | undefined {
    return this.#end;
  }

  /** `elapsed` is when the newest event was. */
  get totals(): Totals {
    const roundTrips = this.#roundTrips?.summary ?? this.#roundTripsBefore;
    return {
      sent: this.#sent,
      received: this.#received,
      bytesSent: this.#bytesSent,
      bytesReceived: this.#bytesReceived,
      elapsed: this.#newest,
      timing: {
        ...this.#timing,
        ...(this.#lastReceived !== undefined && { lastReceived: this.#lastReceived }),
      },
      ...(roundTrips && { roundTrips }),
      ...(this.#request && { request: this.#request }),
      ...(this.#headers && { headers: this.#headers }),
      ...(this.#end && { end: this.#end }),
    };
  }

  add(event: CallEvent | LoggedEvent): void {
    const { at } = event;
    this.#newest = at;
    switch (event.type) {
      case 'received':
        this.#roundTrips?.received(at);
        this.#received = event.index;
        this.#bytesReceived += 'bytes' in event ? event.bytes : event.payload.length;
        if (this.#lastReceived === undefined) this.#timing = { ...this.#timing, received: at };
        this.#lastReceived = at;
        return;
      case 'sent':
        this.#roundTrips?.sent(at);
        this.#sent = event.index;
        this.#bytesSent += 'bytes' in event ? event.bytes : event.payload.length;
        if (this.#timing.sent === undefined) this.#timing = { ...this.#timing, sent: at };
        return;
      case 'connected':
        this.#request = event.request ?? this.#request;
        // A further attempt is part of the waiting.
        if (this.#timing.connected === undefined)
          this.#timing = {
            ...this.#timing,
            connected: at,
            steps: event.reused === true ? {} : event.ms,
          };
        return;
      case 'headers':
        this.#headers = event.metadata;
        if (this.#timing.headers === undefined) this.#timing = { ...this.#timing, headers: at };
        return;
      case 'end': {
        const { type: _type, at: _at, ...end } = event;
        this.#end = end;
      }
    }
  }
}
