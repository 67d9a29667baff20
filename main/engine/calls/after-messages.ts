import type { Readable } from 'node:stream';

/**
 * Acts once all messages that came have been read, or the signal tells that nobody will: grpc-js tells
 * the status at once, also while messages that came before it wait in a paused stream.
 */
export function afterMessages(stream: Readable, signal: AbortSignal, act: () => void): void {
  if (stream.readableLength === 0 || signal.aborted) {
    act();
    return;
  }
  const read = new Promise<void>((resolve) => {
    stream.once('end', resolve);
    signal.addEventListener('abort', () => resolve());
  });
  void read.then(act);
}
