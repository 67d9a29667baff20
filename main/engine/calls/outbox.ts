import { Failure } from '#app/contract/result.ts';
import type { WireCall } from '../channels/wire-call.ts';
import type { OnEvent } from './call-event.ts';

/** A message that grpc-js has and HTTP/2 has not. */
interface Untold {
  readonly payload: Buffer;
  /** Whether grpc-js would take the next: it may keep this one, should it have to try again. */
  isLetGo: boolean;
  isTaken: boolean;
  readonly done: (isOver: boolean) => void;
}

/**
 * What one call gives to HTTP/2: numbers its messages, and tells each of them, and the half-close behind
 * them, when HTTP/2 takes it. What the call's end overtakes was not sent and is not told.
 */
export class Outbox {
  readonly #moment: () => number;
  readonly #tell: OnEvent;
  /** In their order, and whether a half-close is behind them. */
  readonly #untold: Untold[] = [];
  #isHalfCloseUntold = false;
  #count = 0;
  #told = 0;

  /** `moment` is now, as events tell it. */
  constructor(moment: () => number, tell: OnEvent) {
    this.#moment = moment;
    this.#tell = tell;
  }

  /**
   * Gives a message to grpc-js and answers its index; that HTTP/2 takes it is heard with {@link taken}.
   * `done` hears when HTTP/2 has it and flow control let it go, or that the call is over.
   */
  write(wire: WireCall, payload: Buffer, done: (isOver: boolean) => void): number {
    this.#count += 1;
    const message: Untold = { payload, isLetGo: false, isTaken: false, done };
    this.#untold.push(message);
    wire.write(payload, (isOver) => {
      message.isLetGo = true;
      if (isOver || message.isTaken) done(isOver);
    });
    return this.#count;
  }

  /** `isTold`: it is an event of its own. */
  halfClose(wire: WireCall, isTold: boolean): void {
    this.#isHalfCloseUntold = isTold;
    this.#tellHalfClose();
    wire.halfClose();
  }

  /** HTTP/2 takes this message, of so many bytes there; a repeated attempt gives those before again. */
  taken(index: number, wireBytes?: number): void {
    if (index !== this.#told + 1) return;
    const message = this.#untold.shift();
    if (message === undefined) return;
    const { payload } = message;
    this.#told = index;
    message.isTaken = true;
    const at = this.#moment();
    if (wireBytes === undefined) this.#tell({ at, type: 'sent', index, payload });
    else this.#tell({ at, type: 'sent', index, payload, wireBytes });
    this.#tellHalfClose();
    if (message.isLetGo) message.done(false);
  }

  /** The call is over: what HTTP/2 has not by now it never takes. */
  close(): void {
    for (const { isLetGo, done } of this.#untold) if (isLetGo) done(true);
  }

  /** Bytes of the longest message that HTTP/2 has not taken; 0 when there is none. */
  get longestUntold(): number {
    return this.#untold.reduce((longest, { payload }) => Math.max(longest, payload.length), 0);
  }

  #tellHalfClose(): void {
    if (!this.#isHalfCloseUntold || this.#untold.length > 0) return;
    this.#isHalfCloseUntold = false;
    this.#tell({ at: this.#moment(), type: 'half-close' });
  }
}

/** The `Failure` of what is asked of a call that has ended. */
export function over(): Failure {
  return new Failure('no-such-call', 'This call has ended');
}

/** The `Failure` of what is asked of a call that has not ended. */
export function goesOn(): Failure {
  return new Failure('usage', 'This call has not ended', 'Look at it where it was started');
}
