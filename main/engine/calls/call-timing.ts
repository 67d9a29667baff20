import type { CallTiming } from '#app/contract/calls.ts';
import type { LoggedEvent } from './timeline-log.ts';

type TimedEvent = Pick<LoggedEvent, 'type' | 'at'> & {
  readonly ms?: CallTiming['steps'];
  readonly reused?: true;
};

/** The timing with one more event of the call, in their order. */
export function timed(timing: CallTiming, event: TimedEvent): CallTiming {
  const { type, at } = event;
  switch (type) {
    case 'connected':
      // A further attempt is part of the waiting.
      return timing.connected === undefined
        ? { ...timing, connected: at, steps: event.reused === true ? {} : (event.ms ?? {}) }
        : timing;
    case 'sent':
    case 'headers':
      return timing[type] === undefined ? { ...timing, [type]: at } : timing;
    case 'received':
      return { ...timing, received: timing.received ?? at, lastReceived: at };
    default:
      return timing;
  }
}

/** Of a call of which nothing happened yet. */
export const noTiming: CallTiming = { steps: {} };
