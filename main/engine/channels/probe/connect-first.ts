import { connect, isIPv6, type Socket } from 'node:net';
import { codeOf } from './probing.ts';

/** Milliseconds that an address is tried alone before the next one is tried beside it, as in grpc-js. */
const staggerMs = 250;

/** How it went with one address; without `code`, nothing was heard of it. */
export interface Attempt {
  readonly address: string;
  code?: string;
  connected?: boolean;
}

/**
 * Connects to the first of some addresses that answers, in the order of RFC 8305: one family and the
 * other in turns, each a little after the one before. `attempts` grows as they are tried. Rejects with
 * the last error when none answers; `keep` gets every socket.
 */
export function connectFirst(
  addresses: readonly string[],
  port: number,
  attempts: Attempt[],
  keep: (socket: Socket) => Socket,
): Promise<Socket> {
  const waiting = inTurns(addresses);
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let failed = 0;
    let isOver = false;
    const tryNext = (): void => {
      clearTimeout(timer);
      const address = waiting.shift();
      if (address === undefined || isOver) return;
      const attempt: Attempt = { address };
      attempts.push(attempt);
      const socket = keep(connect({ port, host: address, autoSelectFamily: false }));
      socket.once('connect', () => {
        if (isOver) return void socket.destroy();
        isOver = true;
        attempt.connected = true;
        clearTimeout(timer);
        resolve(socket);
      });
      socket.once('error', (error) => {
        attempt.code ??= codeOf(error);
        failed += 1;
        if (failed === addresses.length) reject(error);
        else tryNext();
      });
      socket.once('close', () => clearTimeout(timer));
      if (waiting.length > 0) timer = setTimeout(tryNext, staggerMs);
    };
    tryNext();
  });
}

/** The family of the first address, then the other, in turns. */
function inTurns(addresses: readonly string[]): string[] {
  const isFirst = isIPv6(addresses[0] ?? '');
  const one = addresses.filter((address) => isIPv6(address) === isFirst);
  const other = addresses.filter((address) => isIPv6(address) !== isFirst);
  const all = Array.from({ length: Math.max(one.length, other.length) }, (_, i) => [
    one[i],
    other[i],
  ]);
  return all.flat().filter((address) => address !== undefined);
}
