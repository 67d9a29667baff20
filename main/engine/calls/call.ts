import type { StatusObject } from '@grpc/grpc-js';
import type { CallEnd } from '#app/contract/calls.ts';
import type { OpenChannel } from '../channels/channel.ts';
import { keepaliveTimeoutOf } from '../channels/channel-options.ts';
import type { ObservableMetadata } from '../channels/observable-metadata.ts';
import type { WireCall } from '../channels/wire-call.ts';
import type { CallCodecs } from '../codec/message-codec.ts';
import { rounded } from '../milliseconds.ts';
import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { CallEvent, OnEvent } from './call-event.ts';
import type { CallOptions } from './call-options.ts';
import { connectedAgain, connectedEvent } from './connected-event.ts';
import { Exchange, type ExchangeListener } from './exchange.ts';
import { foreignAnswerWarning, otherCodecText } from './foreign-answer.ts';
import { Gate } from './gate.ts';
import { Inbox } from './inbox.ts';
import { withLeftOut } from './left-out.ts';
import { lookAgain } from './look-again.ts';
import { Outbox, over } from './outbox.ts';
import { type Outcome, toOutcome } from './outcome.ts';
import { ReceivedChecks } from './received-checks.ts';
import { Sending } from './sending.ts';
import { Waiting } from './waiting.ts';
import { type Circumstances, goawayText } from './why-ended.ts';
import { unreachedEnd } from './why-unreached.ts';
import { reorderingText, toMetadata, toPairs } from './wire-metadata.ts';

/** Where a call is: connecting, open to both sides, waiting for answers only, or over. */
export type CallState = 'connecting' | 'open' | 'half-closed' | 'ended';

/**
 * One call of any kind, as one state machine over one HTTP/2 stream: a unary call is a stream with one
 * message each way. It ends by itself; `cancel` ends it early. After `end` no event follows.
 */
export class Call {
  readonly method: Method;
  /** What it encodes and decodes with, whatever is read meanwhile. */
  readonly schema: Schema;
  readonly ended: Promise<CallEnd>;
  /** Whether an HTTP/2 connection existed for this call. */
  reached = false;
  /** Whether the status that it ended with came from the server. */
  isSaid = false;

  readonly #options: CallOptions;
  readonly #onEvent: OnEvent;
  readonly #onEnded: ((call: Call) => void) | undefined;
  readonly #codecs: CallCodecs;
  readonly #begin: number;
  readonly #deadlineAt: number | undefined;
  readonly #waiting = new Waiting();
  /** Now, as events tell it. */
  readonly #now = (): number => this.#moment();
  readonly #outbox = new Outbox(this.#now, (event) => this.#tell(event));
  readonly #sending: Sending;
  #wire: WireCall | undefined;
  #exchange: Exchange | undefined;
  #resolveEnded: (end: CallEnd) => void = () => {};
  readonly #gate = new Gate();
  /** When the newest event was, in milliseconds since the start. */
  #newest = 0;
  readonly #inbox: Inbox;
  /** The newest message is large, and looked at elsewhere. */
  #looking: Promise<void> | undefined;
  #isPaused = false;
  #isOpen = false;
  #hasEnded = false;
  /** Why it was cancelled here. */
  #cancelled: string | undefined;

  /** `onEnded` hears of the end at once. */
  constructor(options: CallOptions, onEvent: OnEvent, onEnded?: (call: Call) => void) {
    this.#options = options;
    this.#onEvent = onEvent;
    this.#onEnded = onEnded;
    this.method = options.method;
    this.schema = options.schema;
    this.#codecs = options.schema.codecs(options.method);
    this.#sending = new Sending(options, this.#codecs.sent, this.#outbox);
    this.#inbox = this.#openInbox();
    if (options.deadline !== undefined) this.#deadlineAt = Date.now() + options.deadline.ms;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    const { method, channel, metadata } = options;
    this.#begin = performance.now();
    const target = channel.address;
    this.#tell({ at: this.#moment(), type: 'start', method: method.path, target, metadata });
    const text = reorderingText(metadata);
    if (text !== undefined) this.warn(text);
    try {
      const standing = channel.standing(options.transport);
      if (standing !== undefined) this.#goOver(standing);
      else this.#connect().catch((error) => this.#endUnreached(error));
    } catch (error) {
      void this.#endUnreached(error);
    }
  }

  /** Settles when the stream is open, or the call over before that. */
  get opened(): Promise<void> {
    return this.#gate.opened;
  }

  get state(): CallState {
    if (this.#hasEnded) return 'ended';
    if (!this.#isOpen) return 'connecting';
    return this.#sending.isHalfClosed ? 'half-closed' : 'open';
  }

  /** Throws a no-such-call `Failure` where no message can be sent any more, or only one. */
  needSending(): void {
    this.#sending.need();
  }

  /**
   * Sends one message given as JSON text, at once or when the connection stands and the types that it
   * names are known, in the order of asking. Resolves with its index when HTTP/2 has it and flow control lets it go. Rejects
   * with a message-invalid `Failure`, or no-such-call when the sending side is closed.
   */
  send(text: string): Promise<number> {
    return this.#sending.send(text);
  }

  /** The same for one that is encoded. */
  sendPayload(payload: Buffer): Promise<number> {
    return this.#sending.send(payload);
  }

  /**
   * Sends each of the JSON documents of a text, in their order and as {@link send} does; none when one of
   * them is wrong, which the failure names. Resolves with the index of the last.
   */
  sendEach(text: string): Promise<number> {
    return this.#sending.sendEach(text);
  }

  /** Half-closes: the server learns that no more messages come. */
  halfClose(): void {
    this.#sending.halfClose();
  }

  /** Resets the stream; the call then ends with CANCELLED and says `why`, in words that follow that. */
  cancel(why = 'by hand'): void {
    if (this.#hasEnded || this.#cancelled !== undefined) return;
    this.#cancelled = why;
    this.#inbox.close();
    this.#tell({ at: this.#moment(), type: 'cancel' });
    this.#wire?.cancel();
    this.#waiting.cancel();
  }

  /** Tells what is to be known of it, and no fault of the server's. */
  warn(text: string, at = performance.now()): void {
    this.#tell({ at: this.#moment(at), type: 'warning', text });
  }

  /** Stops reading: HTTP/2 flow control then stops the server. */
  pause(): void {
    this.#isPaused = true;
    this.#wire?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#looking === undefined) this.#wire?.resume();
  }

  async #connect(): Promise<void> {
    const { channel, deadline, transport } = this.#options;
    const opened = await this.#waiting.during(
      (signal) => channel.open(deadline?.ms, signal, transport),
      deadline?.ms,
      (signal) => channel.waitsFor(signal),
    );
    this.#goOver(opened);
  }

  #goOver(opened: OpenChannel): void {
    const { payload } = this.#options;
    if (this.#cancelled !== undefined) throw over();
    this.reached = true;
    const wire = this.#start(opened);
    this.#wire = wire;
    if (this.#isPaused) wire.pause();
    this.#sending.begin(wire, payload, this.#exchange !== undefined);
  }

  #start(opened: OpenChannel): WireCall {
    const { metadata: given, transport } = this.#options;
    const metadata = toMetadata(given);
    metadata.setOptions({ waitForReady: transport.waitForReady === true });
    this.#observe(metadata, opened);
    const deadline = this.#deadlineAt ?? Number.POSITIVE_INFINITY;
    return opened.start(this.method.path, metadata, deadline, {
      onHeaders: (headers) => {
        const metadata = this.#exchange?.attempt?.headers ?? toPairs(headers);
        this.#tell({ at: this.#moment(), type: 'headers', metadata });
        const otherCodec = otherCodecText(this.#exchange?.attempt?.answer);
        if (otherCodec !== undefined) this.warn(otherCodec);
      },
      onMessage: (payload) => this.#inbox.take(payload, this.#exchange?.next()),
      onStatus: (told) => this.#end(told),
    });
  }

  /** Begins to observe the call on the wire: it is open when its request went out. */
  #observe(metadata: ObservableMetadata, opened: OpenChannel): void {
    const listener: ExchangeListener = {
      onRequest: (request, attempt, isSame) => {
        const connected = attempt === 1 ? connectedEvent(opened) : connectedAgain(attempt, isSame);
        // With `at` first: V8 copies an object into one that has begun twenty times as fast as into a new one.
        this.#tell({ at: this.#moment(), ...connected, request });
        this.#becomeOpen();
      },
      onMessage: (index, wireBytes) => this.#outbox.taken(index, wireBytes),
      onGoaway: (code) => this.warn(goawayText(code)),
      onForeignAnswer: (answer) =>
        this.warn(foreignAnswerWarning(this.#options.channel.place, answer)),
    };
    this.#exchange = Exchange.begin(metadata, listener, opened.mostReceived);
    if (this.#exchange !== undefined) return;
    this.#tell({ at: this.#moment(), ...connectedEvent(opened) });
    this.#becomeOpen();
  }

  #becomeOpen(): void {
    this.#isOpen = true;
    this.#gate.open();
  }

  #openInbox(): Inbox {
    const { method, checkAway: away, checkTime } = this.#options;
    const checks = new ReceivedChecks({
      codec: this.#codecs.received,
      type: method.output,
      away,
      warn: (index, text) => this.#tell({ at: this.#moment(), type: 'warning', index, text }),
    });
    return new Inbox({
      checks,
      checkTime,
      moment: this.#now,
      tell: this.#onEvent,
      onMisframed: () => this.#wire?.cancel(),
      onLooking: (looking) => this.#look(looking),
    });
  }

  #look(looking: Promise<void>): void {
    this.#wire?.pause();
    this.#looking = looking.then(() => {
      this.#looking = undefined;
      if (!this.#isPaused) this.#wire?.resume();
    });
  }

  /** What is over is told to be over, once the types of its details, or why it broke off, are known. */
  #end(told: Partial<StatusObject>, at = performance.now()): void {
    const { schema } = this.#options;
    if (this.#looking !== undefined) {
      void this.#looking.then(() => this.#end(told, at));
      return;
    }
    // Nobody asks grpc-js any more for what came before the connection broke off, or the time was over.
    if (!this.#isPaused) this.#inbox.takeRest(() => this.#exchange?.nextRun());
    this.#exchange?.tellForeignAnswer();
    const circumstances = this.#circumstances();
    const retell = () => toOutcome(schema, told, circumstances);
    const outcome = retell();
    const learning = schema.learn()?.then((isNew) => (isNew ? retell() : outcome));
    const signal = () => this.#waiting.signal();
    const bounds = { signal, deadlineAt: this.#deadlineAt, retell };
    const settling = learning ?? lookAgain(this.#options, outcome, circumstances, bounds);
    if (settling === undefined) this.#conclude(outcome, circumstances, at);
    else void settling.then((settled) => this.#conclude(settled, circumstances, at));
  }

  #circumstances(): Circumstances {
    const { channel, deadline, transport } = this.#options;
    return {
      place: channel.place,
      face: channel.face,
      attempt: this.#exchange?.attempt,
      pending: this.#inbox.misframed ?? this.#exchange?.pending,
      cancelled: this.#cancelled,
      received: this.#inbox.count,
      longestUnsent: this.#outbox.longestUntold,
      deadline,
      isPaused: this.#isPaused,
      keepaliveTimeoutMs: keepaliveTimeoutOf(transport),
    };
  }

  #conclude({ end, warnings, isSaid }: Outcome, circumstances: Circumstances, at: number): void {
    const whole = withLeftOut(end, this.method, circumstances, this.#exchange);
    this.isSaid = isSaid && whole.end === end;
    for (const text of whole.warnings.concat(warnings)) this.warn(text, at);
    this.#finish(whole.end, at);
  }

  async #endUnreached(error: unknown): Promise<void> {
    const { channel, deadline, transport } = this.#options;
    const call = {
      channel,
      transport,
      passed: this.#waiting.isLate ? deadline : undefined,
      cancelled: this.#cancelled,
    };
    this.#finish(await unreachedEnd(call, error));
  }

  #finish(end: CallEnd, at = performance.now()): void {
    if (this.#hasEnded) return;
    this.#tell({ at: this.#moment(at), type: 'end', ...end });
    this.#hasEnded = true;
    this.#inbox.close();
    this.#exchange?.close();
    this.#sending.close();
    this.#gate.open();
    this.#resolveEnded(end);
    this.#onEnded?.(this);
  }

  #tell(event: CallEvent): void {
    if (!this.#hasEnded) this.#onEvent(event);
  }

  /** Since the start. What ended while its cause was looked for may have been overtaken. */
  #moment(at = performance.now()): number {
    this.#newest = Math.max(this.#newest, at - this.#begin);
    return rounded(this.#newest);
  }
}
