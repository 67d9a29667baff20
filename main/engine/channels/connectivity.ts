import type { Client, connectivityState } from '@grpc/grpc-js';

/** Resolves when the state is another, the time is over, or the signal says stop. */
export function changed(
  channel: ReturnType<Client['getChannel']>,
  state: connectivityState,
  until: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
    channel.watchConnectivityState(state, until, () => resolve());
  });
}
