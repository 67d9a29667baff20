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

/** Attempts under way. */
interface Attempts {
  /** Rejects with the last error when no address answers. */
  readonly first: Promise<Socket>;
  /** Tries no further addresses. */
  stop(): void;
}

/**
 * Connects to the first of some addresses that answers, in the order of RFC 8305: one family and the
 * other in turns, each a little after the one before. `attempts` grows as they are tried; `keep` gets
 * every socket. The caller stops it.
 */
export function connectFirst(
  addresses: readonly string[],
  port: number,
  attempts: Attempt[],
  keep: (socket: Socket) => Socket,
): Attempts {
  const waiting = inTurns(addresses);
  let timer: NodeJS.Timeout | undefined;
  let failed = 0;
  const stop = (): void => {
    clearTimeout(timer);
    waiting.length = 0;
  };
  const first = new Promise<Socket>((resolve, reject) => {
    const tryNext = (): void => {
      clearTimeout(timer);
      const address = waiting.shift();
      if (address === undefined) return;
      const attempt: Attempt = { address };
      attempts.push(attempt);
      const socket = keep(connect({ port, host: address, autoSelectFamily: false }));
      socket.once('connect', () => {
        attempt.connected = true;
        stop();
        resolve(socket);
      });
      socket.once('error', (error) => {
        attempt.code ??= codeOf(error);
        failed += 1;
        if (failed === addresses.length) reject(error);
        else tryNext();
      });
      if (waiting.length > 0) timer = setTimeout(tryNext, staggerMs);
    };
    tryNext();
  });
  return { first, stop };
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
