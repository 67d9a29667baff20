import { type StatusObject, status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { targetPlace } from '#app/core/target.ts';
import { Exchange } from '#engine/calls/exchange.ts';
import { isMisframed, type MessagePrefix } from '#engine/calls/message-runs.ts';
import { toldEnd, whyEnded } from '#engine/calls/why-ended.ts';
import { toMetadata } from '#engine/calls/wire-metadata.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import type { WireCall } from '#engine/channels/wire-call.ts';
import { type ReflectionVersion, reflectionServices } from './protocol.ts';

export interface StreamListener {
  readonly onAnswer: (bytes: Buffer) => void;
  /** Hears once how the stream ended, whoever ended it, unless it was closed here. */
  readonly onEnd: (code: number, reason: string) => void;
}

/** One call of the reflection service: bytes to the server and back. Whoever opened it closes it. */
export class ReflectionStream {
  /** How many answers came. */
  answers = 0;
  readonly #wire: WireCall;
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
    const end = (told: Partial<StatusObject>, pending: MessagePrefix | undefined): void => {
      const attempt = exchange?.attempt;
      exchange?.close();
      if (this.#isOver) return;
      this.#isOver = true;
      const { code, details } = whyEnded(toldEnd(told), {
        place: targetPlace(target),
        face,
        received: this.answers,
        ...(attempt && { attempt }),
        ...(pending && { pending }),
      });
      onEnd(
        code ?? status.UNKNOWN,
        code === status.OK ? 'the server ended the stream' : details.replace(/\.$/, ''),
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

  write(question: Buffer): void {
    if (!this.#isOver) this.#wire.write(question, () => {});
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#wire.cancel();
  }
}
