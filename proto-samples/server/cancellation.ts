import { setTimeout as delay } from 'node:timers/promises';

interface Cancellable {
  readonly cancelled: boolean;
  once(event: 'cancelled', listener: () => void): unknown;
}

/**
 * A signal that aborts when the call ends before its handler does: cancelled by the client,
 * past its deadline, or its connection lost.
 */
export function cancellation(call: Cancellable): AbortSignal {
  const controller = new AbortController();
  if (call.cancelled) controller.abort();
  else call.once('cancelled', () => controller.abort());
  return controller.signal;
}

/** Waits. @returns false when the signal aborted before the time was over */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
