import type { CallSecrets } from '#app/contract/calls.ts';
import type { CallEvent, OtherCallEvent } from '../call-event.ts';
import type { CallLog } from '../log/call-log.ts';
import type { Tally, Totals } from '../log/tally.ts';
import { SecretMask } from './secret-mask.ts';

/** What is kept of a call that has secrets: a log beside the one that is shown, without them. */
export class MaskedCopy {
  readonly log: CallLog;
  readonly #tally: Tally;
  readonly #mask: SecretMask;
  readonly #secrets: Exclude<CallSecrets, 'unkept'>;

  /** `log` and `tally` are new, and filled by nobody else. */
  constructor(secrets: Exclude<CallSecrets, 'unkept'>, log: CallLog, tally: Tally) {
    this.#secrets = secrets;
    this.#mask = new SecretMask(secrets.texts);
    this.log = log;
    this.#tally = tally;
  }

  get totals(): Totals {
    return this.#tally.totals;
  }

  take(event: CallEvent): void {
    const masked = this.#masked(event);
    this.log.append(masked);
    this.#tally.add(masked);
  }

  /** What may be written of the address that is called. */
  target(target: string): string {
    return this.#secrets.target ?? this.#mask.text(target);
  }

  #masked(event: CallEvent): CallEvent {
    if ('payload' in event) return { ...event, payload: this.#mask.bytes(event.payload) };
    return this.#maskedOther(event);
  }

  #maskedOther(event: OtherCallEvent): OtherCallEvent {
    const mask = this.#mask;
    switch (event.type) {
      case 'start':
        return {
          ...event,
          target: this.target(event.target),
          metadata: this.#secrets.metadata,
        };
      case 'connected':
        return { ...event, ...(event.request && { request: mask.pairs(event.request) }) };
      case 'headers':
        return { ...event, metadata: mask.pairs(event.metadata) };
      case 'warning':
        return { ...event, text: mask.text(event.text) };
      case 'end':
        return {
          ...event,
          message: mask.text(event.message),
          details: event.details.map((detail) => mask.json(detail)),
          trailers: mask.pairs(event.trailers),
        };
      default:
        return event;
    }
  }
}
