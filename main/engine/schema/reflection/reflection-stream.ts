import { type StatusObject, status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { targetPlace } from '#app/core/target.ts';
import { Exchange } from '#engine/calls/exchange.ts';
import { foreignAnswerHint, foreignAnswerText, isForeign } from '#engine/calls/foreign-answer.ts';
import { isMisframed, type MessagePrefix } from '#engine/calls/message-runs.ts';
import { takenApart, toldEnd, whyEnded } from '#engine/calls/why-ended.ts';
import { toMetadata } from '#engine/calls/wire-metadata.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import type { WireCall } from '#engine/channels/wire-call.ts';
import { type FoundFault, type ReflectionVersion, reflectionServices } from './protocol.ts';

export interface StreamListener {
  readonly onAnswer: (bytes: Buffer) => void;
  /** Hears once how the stream ended, whoever ended it, unless it was closed here. */
  readonly onEnd: (code: number, reason: string, found?: FoundFault) => void;
}

/** A web router answers for reflection that a server does not have as for any other path. */
const missingHint =
  'if they are right, it has no reflection: add the .proto files that define its services';

/** One call of the reflection service: bytes to the server and back. Whoever opened it closes it. */
export class ReflectionStream {
  /** How many answers came. */
  answers = 0;
  readonly #wire: WireCall;
  readonly #exchange: Exchange | undefined;
  readonly #place: string;
  #isOver = false;

  constructor(
    channel: OpenChannel,
    version: ReflectionVersion,
    metadata: MetadataPairs,
    { onAnswer, onEnd }: StreamListener,
  ) {
    const sent = toMetadata(metadata);
    const exchange = Exchange.begin(sent, {});
    const { target, face } = channel;
    this.#exchange = exchange;
    this.#place = targetPlace(target);
    const end = (told: Partial<StatusObject>, pending: MessagePrefix | undefined): void => {
      const attempt = exchange?.attempt;
      exchange?.close();
      if (this.#isOver) return;
      this.#isOver = true;
      const { code, details, isSaid } = whyEnded(toldEnd(told), {
        place: this.#place,
        face,
        received: this.answers,
        ...(attempt && { attempt }),
        ...(pending && { pending }),
      });
      const found = isSaid ? undefined : (this.foreign ?? takenApart(details));
      onEnd(
        code ?? status.UNKNOWN,
        code === status.OK ? 'the server ended the stream' : details.replace(/\.$/, ''),
        found,
      );
    };
    const method = `${reflectionServices[version]}/ServerReflectionInfo`;
    this.#wire = channel.start(method, sent, Number.POSITIVE_INFINITY, {
      onHeaders: () => {},
      onMessage: (bytes) => {
        const given = exchange?.next();
        if (this.#isOver) return;
        if (given !== undefined && isMisframed(given)) {
          end({}, given);
          this.#wire.cancel();
          return;
        }
        this.answers += 1;
        onAnswer(bytes);
      },
      onStatus: (told) => end(told, exchange?.pending),
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
    if (this.#isOver) return;
    this.#isOver = true;
    this.#wire.cancel();
  }
}
