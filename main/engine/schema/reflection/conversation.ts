import { status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import {
  decodeAnswer,
  encodeQuestion,
  type FoundFault,
  type ReflectionAnswer,
  type ReflectionFault,
  type ReflectionQuestion,
  type ReflectionVersion,
} from './protocol.ts';
import { ReflectionStream } from './reflection-stream.ts';

/** Bounds what a hostile or broken server can cost. */
export interface ConversationLimits {
  /** A question that is not answered for so long is given up. */
  readonly answerMs: number;
  /** So long all questions together may take. */
  readonly totalMs: number;
  /** Bytes of all answers together. */
  readonly mostBytes: number;
  /** Bytes of one answer. */
  readonly mostMessage: number;
}

export const defaultLimits: ConversationLimits = {
  answerMs: 10_000,
  totalMs: 60_000,
  mostBytes: 512 * 1024 * 1024,
  mostMessage: 64 * 1024 * 1024,
};

/** Questions that are under way at once. */
const mostUnderWay = 64;
/** Streams in a row that may end without an answer; of those that say nothing at all, fewer. */
const mostFruitless = 20;
const mostSilent = 2;

interface Pending {
  readonly question: Buffer;
  readonly resolve: (answer: ReflectionAnswer) => void;
  /** Whether a stream ended over it already. */
  isSecondTime: boolean;
}

/**
 * Questions to a server's reflection and its answers, over as many streams as it takes: some servers end
 * the stream over a question that they cannot answer, or after some answers. Questions may be asked
 * without waiting. The caller closes it.
 */
export class Conversation {
  readonly #open: (listener: {
    readonly onAnswer: (bytes: Buffer) => void;
    readonly onEnd: (code: number, reason: string, found?: FoundFault) => void;
  }) => ReflectionStream;
  readonly #limits: ConversationLimits;
  readonly #queue: Pending[] = [];
  #underWay: Pending[] = [];
  #stream: ReflectionStream | undefined;
  #fruitless = 0;
  #silent = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;
  #over: ReflectionFault | undefined;

  constructor(
    channel: OpenChannel,
    version: ReflectionVersion,
    metadata: MetadataPairs,
    limits: ConversationLimits = defaultLimits,
  ) {
    const { mostMessage } = limits;
    this.#open = (listener) =>
      new ReflectionStream({ channel, version, metadata, mostMessage }, listener);
    this.#limits = limits;
  }

  /** Why no more questions are answered, when that is so. */
  get over(): ReflectionFault | undefined {
    return this.#over;
  }

  /** Never rejects: what is not answered is a fault. */
  ask(question: ReflectionQuestion): Promise<ReflectionAnswer> {
    if (this.#over !== undefined) return Promise.resolve(this.#over);
    this.#total ??= setTimeout(() => this.#tooLong(), this.#limits.totalMs);
    return new Promise((resolve) => {
      this.#queue.push({ question: encodeQuestion(question), resolve, isSecondTime: false });
      this.#send();
    });
  }

  close(): void {
    this.#giveUp(status.CANCELLED, 'it was given up');
  }

  #send(): void {
    if (this.#queue.length === 0 || this.#over !== undefined) return;
    try {
      this.#stream ??= this.#open({
        onAnswer: (bytes) => this.#take(bytes),
        onEnd: (code, reason, found) => this.#ended(code, reason, found),
      });
    } catch (error) {
      // The channel was closed between two streams.
      this.#giveUp(status.UNAVAILABLE, error instanceof Error ? error.message : String(error));
      return;
    }
    if (this.#underWay.length === 0) this.#restartTimer();
    while (this.#underWay.length < mostUnderWay) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#underWay.push(next);
      this.#stream.write(next.question);
    }
  }

  #take(bytes: Buffer): void {
    this.#fruitless = 0;
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limits.mostBytes) {
      const most = `${Math.round(this.#limits.mostBytes / 1024 / 1024)} MB`;
      this.#giveUp(status.RESOURCE_EXHAUSTED, `its answers have more than ${most}`);
      return;
    }
    const { answer, question } = decodeAnswer(bytes);
    // Servers that do not say what they answer answer in order.
    const said = this.#underWay.findIndex((one) => one.question.equals(question));
    const [pending] = this.#underWay.splice(Math.max(said, 0), 1);
    if (this.#underWay.length > 0) this.#restartTimer();
    else clearTimeout(this.#timer);
    pending?.resolve(answer);
    this.#send();
  }

  /** The first question that is left is the one over which the stream ended, unless it may be chance. */
  #ended(code: number, reason: string, found?: FoundFault): void {
    clearTimeout(this.#timer);
    const hadAnswers = (this.#stream?.answers ?? 0) > 0;
    this.#stream = undefined;
    const [first, ...rest] = this.#underWay;
    if (first === undefined) return;
    if (!hadAnswers) this.#fruitless += 1;
    const isLost = code === status.UNAVAILABLE && this.#fruitless >= mostSilent;
    if (isLost || this.#fruitless > mostFruitless) {
      this.#giveUp(code, reason, found);
      return;
    }
    this.#underWay = [];
    if (hadAnswers && !first.isSecondTime) {
      first.isSecondTime = true;
      this.#queue.unshift(first, ...rest);
    } else {
      this.#queue.unshift(...rest);
      first.resolve(endedWith(code, reason, found));
    }
    this.#send();
  }

  #restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tooLate(), this.#limits.answerMs);
  }

  #tooLate(): void {
    const reason = `no answer for ${this.#limits.answerMs / 1000} s`;
    const found = this.#stream?.foreign;
    this.#silent += 1;
    this.#stream?.close();
    this.#stream = undefined;
    const [first, ...rest] = this.#underWay;
    this.#underWay = [];
    this.#queue.unshift(...rest);
    const code = status.DEADLINE_EXCEEDED;
    first?.resolve({ ...endedWith(code, reason, found), isSilent: true });
    if (this.#silent >= mostSilent) this.#giveUp(code, reason, found);
    else this.#send();
  }

  #tooLong(): void {
    const reason = `it takes more than ${this.#limits.totalMs / 1000} s`;
    this.#giveUp(status.DEADLINE_EXCEEDED, reason, this.#stream?.foreign);
  }

  #giveUp(code: number, reason: string, found?: FoundFault): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#total);
    this.#over ??= endedWith(code, reason, found);
    this.#stream?.close();
    this.#stream = undefined;
    for (const { resolve } of [...this.#underWay.splice(0), ...this.#queue.splice(0)])
      resolve(this.#over);
  }
}

function endedWith(code: number, reason: string, found: FoundFault | undefined): ReflectionFault {
  return { kind: 'fault', code, reason, ended: true, ...(found && { found }) };
}

/** What work gives; the conversation is over then, or when the signal says so. */
export async function closing<T>(
  conversation: Conversation,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const stop = (): void => conversation.close();
  signal?.addEventListener('abort', stop);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', stop);
    conversation.close();
  }
}
