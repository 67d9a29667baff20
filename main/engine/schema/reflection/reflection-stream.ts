import { type ClientDuplexStream, type StatusObject, status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { targetPlace } from '#app/core/target.ts';
import { Exchange } from '#engine/calls/exchange.ts';
import { whyEnded } from '#engine/calls/why-ended.ts';
import { toMetadata } from '#engine/calls/wire-metadata.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
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
  readonly #stream: ClientDuplexStream<Buffer, Buffer>;
  #isOver = false;

  constructor(
    channel: OpenChannel,
    version: ReflectionVersion,
    metadata: MetadataPairs,
    { onAnswer, onEnd }: StreamListener,
  ) {
    const sent = toMetadata(metadata);
    const exchange = Exchange.begin(sent, {});
    const { target } = channel;
    this.#stream = channel.start(`${reflectionServices[version]}/ServerReflectionInfo`, sent);
    this.#stream.on('data', (bytes: Buffer) => {
      if (this.#isOver) return;
      this.answers += 1;
      onAnswer(bytes);
    });
    // grpc-js tells the outcome twice, as `status` and, when it is not OK, as `error`.
    this.#stream.on('error', () => {});
    this.#stream.on('status', ({ code: told, details: words }: StatusObject) => {
      exchange?.close();
      if (this.#isOver) return;
      this.#isOver = true;
      const attempt = exchange?.attempt;
      const { code, details } = whyEnded(
        { code: told, details: words },
        { place: targetPlace(target), received: this.answers, ...(attempt && { attempt }) },
      );
      onEnd(
        code ?? status.UNKNOWN,
        code === status.OK ? 'the server ended the stream' : details.replace(/\.$/, ''),
      );
    });
  }

  write(question: Buffer): void {
    if (!this.#isOver) this.#stream.write(question);
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stream.cancel();
  }
}
