import type { Client, connectivityState } from '@grpc/grpc-js';

/** Resolves when the state is another, the time is over, or the signal says stop. */
export function changed(
  channel: ReturnType<Client['getChannel']>,
  state: connectivityState,
  until: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      // Who waits long asks again and again with the same signal.
      signal?.removeEventListener('abort', done);
      resolve();
    };
    signal?.addEventListener('abort', done);
    channel.watchConnectivityState(state, until, done);
  });
}
