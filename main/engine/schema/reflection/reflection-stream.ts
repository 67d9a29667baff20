import { type ClientDuplexStream, status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
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
    { client, target }: OpenChannel,
    version: ReflectionVersion,
    metadata: MetadataPairs,
    { onAnswer, onEnd }: StreamListener,
  ) {
    const asTheyAre = (bytes: Buffer): Buffer => bytes;
    this.#stream = client.makeBidiStreamRequest(
      `${target.pathPrefix}/${reflectionServices[version]}/ServerReflectionInfo`,
      asTheyAre,
      asTheyAre,
      toMetadata(metadata),
    );
    this.#stream.on('data', (bytes: Buffer) => {
      if (this.#isOver) return;
      this.answers += 1;
      onAnswer(bytes);
    });
    // grpc-js tells the outcome twice, as `status` and, when it is not OK, as `error`.
    this.#stream.on('error', () => {});
    this.#stream.on('status', ({ code, details }) => {
      if (this.#isOver) return;
      this.#isOver = true;
      onEnd(code, code === status.OK ? 'the server ended the stream' : details);
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
