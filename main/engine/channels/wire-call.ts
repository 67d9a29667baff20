import { type Client, type Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { inLoopTurn } from './loop-turns.ts';

/** grpc-js's own call, below its streams: `Channel.createCall` gives it. */
type ChannelCall = ReturnType<ReturnType<Client['getChannel']>['createCall']>;

/** Hears of a call as it goes on; after `onStatus` nothing more comes. */
export interface WireListener {
  readonly onHeaders: (headers: Metadata) => void;
  readonly onMessage: (payload: Buffer) => void;
  /** What grpc-js tells: not always all that its types promise. */
  readonly onStatus: (told: Partial<StatusObject>) => void;
}

/**
 * One call of grpc-js below its Node streams: payloads as they are, one asked for after the other, so
 * that nothing is buffered here in either direction and who does not ask holds the server back.
 */
export class WireCall {
  readonly #call: ChannelCall;
  /** What waits for the message before it: grpc-js takes one at a time. */
  readonly #queue: { readonly payload: Buffer; readonly done: (isOver: boolean) => void }[] = [];
  /** Of the message that grpc-js has: flow control may never let it go. */
  #writing: ((isOver: boolean) => void) | undefined;
  #isFinishing = false;
  #isPaused = false;
  #isAsking = false;
  #isOver = false;

  /** `onOver` hears of the end before the listener does. */
  constructor(call: ChannelCall, metadata: Metadata, listener: WireListener, onOver: () => void) {
    this.#call = call;
    call.start(metadata, {
      onReceiveMetadata: (headers) => listener.onHeaders(headers),
      onReceiveMessage: (payload: Buffer) => {
        if (this.#isOver) return;
        this.#isAsking = false;
        listener.onMessage(payload);
        this.#ask();
      },
      onReceiveStatus: (told) => {
        if (this.#isOver) return;
        this.#isOver = true;
        onOver();
        listener.onStatus(told);
        this.#writing?.(true);
        for (const { done } of this.#queue.splice(0)) done(true);
      },
    });
    this.#ask();
  }

  /** Sends a message behind those before it; `done` hears once flow control let it go, or the call is over. */
  write(payload: Buffer, done: (isOver: boolean) => void): void {
    if (this.#isOver) {
      done(true);
      return;
    }
    const isNext = this.#writing === undefined && this.#queue.length === 0;
    if (isNext) this.#write(payload, done);
    else this.#queue.push({ payload, done });
  }

  /** No more messages come; those that wait go first. */
  halfClose(): void {
    this.#isFinishing = true;
    if (this.#queue.length === 0 && !this.#isOver) this.#call.halfClose();
  }

  /** Resets the stream. */
  cancel(): void {
    this.#call.cancelWithStatus(status.CANCELLED, 'Cancelled on client');
  }

  /** Asks for no more messages: HTTP/2 flow control then stops the server. What was asked for may still come. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#ask();
  }

  /** Made once: it is done for each message. */
  readonly #read = (): void => {
    if (this.#isPaused) this.#isAsking = false;
    else if (!this.#isOver) this.#call.startRead();
  };

  #ask(): void {
    if (this.#isPaused || this.#isAsking || this.#isOver) return;
    this.#isAsking = true;
    inLoopTurn(this.#read);
  }

  #write(payload: Buffer, done: (isOver: boolean) => void): void {
    this.#writing = done;
    this.#call.sendMessageWithContext({ callback: this.#written }, payload);
    if (this.#isFinishing && this.#queue.length === 0) this.#call.halfClose();
  }

  readonly #written = (): void => {
    const done = this.#writing;
    if (this.#isOver || done === undefined) return;
    this.#writing = undefined;
    done(false);
    if (this.#writing !== undefined) return;
    const next = this.#queue.shift();
    if (next !== undefined) this.#write(next.payload, next.done);
  };
}
