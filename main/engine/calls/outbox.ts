import type { ClientDuplexStream } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';

type OutEvent =
  | {
      readonly type: 'sent';
      readonly index: number;
      readonly payload: Buffer;
      readonly wireBytes?: number;
    }
  | { readonly type: 'half-close' };

/**
 * The sending side of one call: numbers its messages, and tells each of them, and the half-close behind
 * them, when HTTP/2 takes it. What the call's end overtakes was not sent and is not told.
 */
export class Outbox {
  readonly #tell: (event: OutEvent) => void;
  /** The messages that grpc-js has and HTTP/2 has not, and whether a half-close is behind them. */
  readonly #untold: Buffer[] = [];
  #isHalfCloseUntold = false;
  /** Of messages that flow control has not let go yet: when the call ends they never will be. */
  readonly #waiting = new Set<(error: Failure) => void>();
  #count = 0;
  #told = 0;

  constructor(tell: (event: OutEvent) => void) {
    this.#tell = tell;
  }

  /**
   * Gives a message to grpc-js. Resolves with its index when flow control lets it go. `isObserved`: that
   * HTTP/2 takes it will be heard with {@link taken}.
   */
  write(
    stream: ClientDuplexStream<Buffer, Buffer>,
    payload: Buffer,
    isObserved: boolean,
  ): Promise<number> {
    this.#count += 1;
    const index = this.#count;
    this.#untold.push(payload);
    if (!isObserved) this.taken(index);
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      stream.write(payload, (error: Error | null | undefined) => {
        this.#waiting.delete(reject);
        if (error) reject(over());
        else resolve(index);
      });
    });
  }

  /** `isTold`: it is an event of its own. */
  halfClose(stream: ClientDuplexStream<Buffer, Buffer>, isTold: boolean): void {
    this.#isHalfCloseUntold = isTold;
    this.#tellHalfClose();
    stream.end();
  }

  /** HTTP/2 takes this message, of so many bytes there; a repeated attempt gives those before again. */
  taken(index: number, wireBytes?: number): void {
    if (index !== this.#told + 1) return;
    const payload = this.#untold.shift();
    if (payload === undefined) return;
    this.#told = index;
    this.#tell({ type: 'sent', index, payload, ...(wireBytes !== undefined && { wireBytes }) });
    this.#tellHalfClose();
  }

  /** Bytes of the longest message that HTTP/2 has not taken; 0 when there is none. */
  get longestUntold(): number {
    return Math.max(0, ...this.#untold.map(({ length }) => length));
  }

  /** The call is over: what waits is rejected. */
  close(): void {
    for (const reject of this.#waiting) reject(over());
  }

  #tellHalfClose(): void {
    if (!this.#isHalfCloseUntold || this.#untold.length > 0) return;
    this.#isHalfCloseUntold = false;
    this.#tell({ type: 'half-close' });
  }
}

/** The `Failure` of what is asked of a call that has ended. */
export function over(): Failure {
  return new Failure('no-such-call', 'This call has ended');
}
