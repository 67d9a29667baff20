import { once } from 'node:events';
import {
  type handleServerStreamingCall,
  type ServerWritableStream,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { cancellation, wait } from './cancellation.ts';
import { badField, richError } from './rich-status.ts';
import type { DeferredMessage } from './service-definition.ts';
import { tickTemplate } from './tick-template.ts';

interface WatchRequest {
  readonly symbol: string;
  readonly count: number;
  readonly rate: number;
  readonly payloadBytes: number;
}

type WatchCall = ServerWritableStream<WatchRequest, DeferredMessage>;

const MOST_PAYLOAD_BYTES = 1024 * 1024;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Called when a stream of Market.Watch has stopped, with the number of messages it made. */
export type OnWatchStopped = (messages: number) => void;

/** sample.market.v1.Market */
export function market(onWatchStopped: OnWatchStopped): UntypedServiceImplementation {
  return { Watch: watch(onWatchStopped) };
}

function watch(
  onWatchStopped: OnWatchStopped,
): handleServerStreamingCall<WatchRequest, DeferredMessage> {
  return async (call) => {
    const { symbol, count, rate, payloadBytes } = call.request;
    const wrong = mistake(call.request);
    if (wrong) {
      const detail = badField(wrong.field, wrong.text);
      call.emit('error', richError(status.INVALID_ARGUMENT, wrong.text, [detail]));
      return;
    }
    const template = tickTemplate(symbol, payloadBytes);
    const last = count === 0 ? Number.POSITIVE_INFINITY : count;
    const signal = cancellation(call);
    const start = performance.now();
    let sent = 0;
    while (sent < last && !signal.aborted) {
      const due = rate === 0 ? last : Math.min(last, dueBy(performance.now() - start, rate));
      while (sent < due && !call.writableNeedDrain) {
        sent += 1;
        const sequence = sent;
        call.write({
          byteLength: template.byteLength,
          serialize: () => template.encode(sequence),
        });
      }
      if (sent === last) break;
      if (call.writableNeedDrain) await drained(call, signal);
      else await wait(untilNext(start, sent, rate), signal);
    }
    onWatchStopped(sent);
    call.end();
  };
}

interface Mistake {
  readonly field: string;
  readonly text: string;
}

function mistake({ rate, payloadBytes }: WatchRequest): Mistake | undefined {
  if (!(rate >= 0 && Number.isFinite(rate))) {
    return { field: 'rate', text: 'rate must be a number of messages a second, 0 or more' };
  }
  if (payloadBytes > MOST_PAYLOAD_BYTES) {
    const text = `payload_bytes must be at most ${MOST_PAYLOAD_BYTES}, not ${payloadBytes}`;
    return { field: 'payload_bytes', text };
  }
  return undefined;
}

/** How many messages should have gone out: the first at once, the others in step. */
function dueBy(elapsedMs: number, rate: number): number {
  return Math.floor((elapsedMs / 1000) * rate) + 1;
}

function untilNext(start: number, sent: number, rate: number): number {
  const next = start + (sent * 1000) / rate;
  return Math.min(LONGEST_TIMER_MS, Math.max(1, next - performance.now()));
}

/** Waits until the client has taken in enough to go on, or the call is over. */
async function drained(call: WatchCall, signal: AbortSignal): Promise<void> {
  await once(call, 'drain', { signal }).catch(() => undefined);
}
