import { status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { targetPlace } from '#app/core/target.ts';
import { Exchange } from '#engine/calls/exchange.ts';
import { foreignAnswerHint, foreignAnswerText, isForeign } from '#engine/calls/foreign-answer.ts';
import { isMisframed, type MessagePrefix } from '#engine/calls/message-runs.ts';
import { takenApart } from '#engine/calls/sentences.ts';
import { type ToldEnd, toldEnd, whyEnded } from '#engine/calls/why-ended.ts';
import { toMetadata } from '#engine/calls/wire-metadata.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import type { WireCall } from '#engine/channels/wire-call.ts';
import { type FoundFault, type ReflectionVersion, reflectionServices } from './protocol.ts';
import { tooLarge, UnreadableMessage, unpacked } from './unpack.ts';

export interface StreamListener {
  readonly onAnswer: (bytes: Buffer) => void;
  /** Hears once how the stream ended, whoever ended it, unless it was closed here. */
  readonly onEnd: (code: number, reason: string, found?: FoundFault) => void;
}

/** A web router answers for reflection that a server does not have as for any other path. */
const missingHint =
  'if they are right, it has no reflection: add the .proto files that define its services';

/** What a stream is opened with. */
interface Opening {
  readonly channel: OpenChannel;
  readonly version: ReflectionVersion;
  readonly metadata: MetadataPairs;
  /** Bytes of the largest answer that is taken. */
  readonly mostMessage: number;
}

/** So long the words of what is not gRPC are waited for. */
const foreignMs = 1000;

/** One call of the reflection service: bytes to the server and back. Whoever opened it closes it. */
export class ReflectionStream {
  /** How many answers came. */
  answers = 0;
  readonly #wire: WireCall;
  readonly #exchange: Exchange | undefined;
  readonly #place: string;
  /** An answer that is being unpacked: what comes behind it waits. */
  #unpacking: Promise<void> | undefined;
  /** What is not gRPC may never end. */
  #giveUpForeign: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(
    { channel, metadata, mostMessage, version }: Opening,
    { onAnswer, onEnd }: StreamListener,
  ) {
    const sent = toMetadata(metadata);
    const onPart = (prefix: MessagePrefix): void => {
      if (prefix.length > mostMessage) giveUp(tooLarge(prefix.length, mostMessage).told, prefix);
    };
    const exchange = Exchange.begin(sent, { onPart }, 0, true);
    const { target, face } = channel;
    this.#exchange = exchange;
    this.#place = targetPlace(target);
    const end = (told: ToldEnd, pending: MessagePrefix | undefined): void => {
      const attempt = exchange?.attempt;
      clearTimeout(this.#giveUpForeign);
      exchange?.close();
      if (this.#isOver) return;
      this.#isOver = true;
      const { code, details, isSaid } = whyEnded(told, {
        place: this.#place,
        face,
        received: this.answers,
        ...(attempt && { attempt }),
        ...(pending && { pending }),
      });
      const found = isSaid ? undefined : (this.foreign ?? foundHere(code, details));
      onEnd(
        code ?? status.UNKNOWN,
        code === status.OK ? 'the server ended the stream' : details.replace(/\.$/, ''),
        found,
      );
    };
    const giveUp = (told: ToldEnd, prefix: MessagePrefix | undefined): void => {
      end(told, prefix);
      this.#wire.cancel();
    };
    const take = (bytes: Buffer): void => {
      if (this.#isOver) return;
      this.answers += 1;
      onAnswer(bytes);
    };
    const unpack = async (packed: Buffer, prefix: MessagePrefix): Promise<void> => {
      const encoding = exchange?.attempt?.answer?.encoding ?? '';
      try {
        take(await unpacked(packed, encoding, mostMessage));
      } catch (error) {
        if (!(error instanceof UnreadableMessage)) throw error;
        giveUp(error.told, prefix);
      }
      this.#unpacking = undefined;
      this.#wire.resume();
    };
    const method = `${reflectionServices[version]}/ServerReflectionInfo`;
    this.#wire = channel.start(method, sent, Number.POSITIVE_INFINITY, {
      onHeaders: () => {
        if (this.foreign === undefined) return;
        this.#giveUpForeign = setTimeout(() => giveUp(toldEnd({}), undefined), foreignMs);
      },
      onMessage: (bytes) => {
        const given = exchange?.next();
        if (this.#isOver) return;
        if (given !== undefined && isMisframed(given)) giveUp(toldEnd({}), given);
        else if (given?.flag !== 1) take(bytes);
        else {
          this.#wire.pause();
          this.#unpacking = unpack(bytes, given);
        }
      },
      onStatus: (told) => {
        const over = (): void => end(toldEnd(told), exchange?.pending);
        if (this.#unpacking === undefined) over();
        else void this.#unpacking.then(over);
      },
    });
  }

  /** What answers, where that is not gRPC. */
  get foreign(): FoundFault | undefined {
    const { answer, trailers } = this.#exchange?.attempt ?? {};
    if (answer === undefined || trailers?.status !== undefined) return undefined;
    const isMissing = answer.httpStatus === 404;
    // Of a path that a server of gRPC does not know.
    if (!isForeign(answer) || (isMissing && answer.isGrpc)) return undefined;
    const hint = foreignAnswerHint(answer);
    return {
      message: `${this.#place} answered ${foreignAnswerText(answer)}`,
      hint: isMissing ? `${hint}; ${missingHint}` : hint,
      isForeign: true,
    };
  }

  write(question: Buffer): void {
    if (!this.#isOver) this.#wire.write(question, () => {});
  }

  close(): void {
    clearTimeout(this.#giveUpForeign);
    if (this.#isOver) return;
    this.#isOver = true;
    this.#wire.cancel();
  }
}

/** What may be received is said for calls; what holds for reflection, nobody can change. */
function foundHere(code: number | null, details: string): FoundFault {
  const { message, ...hint } = takenApart(details);
  return code === status.RESOURCE_EXHAUSTED ? { message } : { message, ...hint };
}
