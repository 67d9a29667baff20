import { setImmediate as turn } from 'node:timers/promises';
import { Failure } from '#app/contract/result.ts';
import type { Call } from '../call.ts';
import { unmade } from './made-messages.ts';
import type { PlayedMessage } from './play-source.ts';
import type { Rhythm } from './rhythm.ts';

/** So long this thread is kept from its other work at most. */
const busyMs = 8;
/** The longest that a timer can wait. */
const longestMs = 2 ** 31 - 1;

interface PlayerOptions {
  readonly call: Call;
  /** The messages, all rounds of them. */
  readonly messages: AsyncIterable<PlayedMessage>;
  readonly rhythm: Rhythm;
  /** Hears that one more went, or of one that is not. */
  readonly onProgress?: (skipped?: string) => void;
}

/**
 * Sends messages into a call, each when it is due and the one before it went: a server that takes none
 * holds it up, and what is held up moves all that follows. It stops when the call is over.
 */
export class Player {
  readonly #options: PlayerOptions;
  /** When the first message went, and how long flow control held up the others. */
  #begin: number | undefined;
  /** A message was handed to the call and has not gone. */
  #isUnderWay = false;
  #isHeld = false;
  #isStopped = false;
  #wake: () => void = () => {};
  #busySince = performance.now();

  constructor(options: PlayerOptions) {
    this.#options = options;
    void options.call.ended.then(() => this.stop());
  }

  /**
   * Resolves when all is sent and went, or no more is; with whether that was all. Rejects with what the
   * messages reject with.
   */
  async play(): Promise<boolean> {
    const { messages, rhythm, onProgress } = this.#options;
    for await (const message of messages) {
      if (this.#isStopped) break;
      if ('skipped' in message) onProgress?.(message.skipped);
      else {
        await this.#untilDue(rhythm.next(message.at));
        await this.#untilRoom();
        if (this.#isStopped) break;
        this.#sendOne(message);
      }
      // Waiting need be no rest: grpc-js may let messages go before anything else gets its turn.
      if (performance.now() - this.#busySince > busyMs) await this.#rest();
    }
    await this.#while(() => this.#isUnderWay);
    return !this.#isStopped;
  }

  /** Sends nothing more; a message that is under way may still go. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /** Sends nothing for a while, or goes on. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#wake();
  }

  /** What is made is made now, and not when it was looked at to see when it is due. */
  #sendOne(message: Exclude<PlayedMessage, { skipped: string }>): void {
    try {
      this.#send('payload' in message ? message.payload : message.make());
    } catch (error) {
      this.#options.onProgress?.(`A message is not played: ${unmade(error)}`);
    }
  }

  #send(payload: Buffer): void {
    const gone = () => {
      this.#isUnderWay = false;
      this.#wake();
    };
    this.#isUnderWay = true;
    this.#options.call.sendPayload(payload).then(
      () => {
        this.#options.onProgress?.();
        gone();
      },
      (error: unknown) => {
        this.stop();
        gone();
        // That nothing more can be sent is why it stops, and no fault.
        if (!(error instanceof Failure)) throw error;
      },
    );
  }

  async #untilDue(due: number): Promise<void> {
    this.#begin ??= performance.now();
    const left = () => (this.#begin ?? 0) + due - performance.now();
    if (left() <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    await this.#while(() => {
      clearTimeout(timer);
      if (left() <= 0) return false;
      timer = setTimeout(() => this.#wake(), Math.min(left(), longestMs));
      return true;
    });
    clearTimeout(timer);
  }

  async #untilRoom(): Promise<void> {
    const isFull = () => this.#isHeld || this.#isUnderWay;
    if (!isFull()) return;
    const from = performance.now();
    await this.#while(isFull);
    this.#begin = (this.#begin ?? from) + performance.now() - from;
  }

  /** Waits as long as something holds and nobody stops it. */
  async #while(holds: () => boolean): Promise<void> {
    while (!this.#isStopped && holds()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #rest(): Promise<void> {
    await turn();
    this.#busySince = performance.now();
  }
}
