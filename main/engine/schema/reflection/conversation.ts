import { type ClientDuplexStream, status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace } from '#app/core/target.ts';
import { toMetadata } from '#engine/calls/wire-metadata.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import {
  decodeAnswer,
  encodeQuestion,
  type ReflectionAnswer,
  type ReflectionQuestion,
  type ReflectionVersion,
  reflectionServices,
} from './protocol.ts';

/** A server that does not answer one question for this long has no working reflection. */
const answerTimeoutMs = 20_000;

/** The server does not offer this version of the protocol. */
export class NotOffered extends Error {}

/**
 * One open reflection stream. Questions may be asked without waiting; answers come in order.
 * The caller closes it. After a failure every question rejects with it.
 */
export class Conversation {
  readonly #stream: ClientDuplexStream<ReflectionQuestion, ReflectionAnswer>;
  readonly #waiting: { resolve(answer: ReflectionAnswer): void; reject(error: Error): void }[] = [];
  readonly #place: string;
  #failure: Error | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(channel: OpenChannel, version: ReflectionVersion, metadata: MetadataPairs) {
    this.#place = targetPlace(channel.target);
    this.#stream = channel.client.makeBidiStreamRequest(
      `${channel.target.pathPrefix}/${reflectionServices[version]}/ServerReflectionInfo`,
      encodeQuestion,
      decodeAnswer,
      toMetadata(metadata),
    );
    this.#stream.on('data', (answer: ReflectionAnswer) => {
      this.#restartTimer();
      this.#waiting.shift()?.resolve(answer);
    });
    // grpc-js tells the outcome twice, as `status` and, when it is not OK, as `error`.
    this.#stream.on('error', () => {});
    this.#stream.on('status', ({ code, details }) => {
      if (code === status.UNIMPLEMENTED) this.#fail(new NotOffered());
      else this.#fail(ended(this.#place, code, details));
    });
  }

  ask(question: ReflectionQuestion): Promise<ReflectionAnswer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#waiting.length === 1) this.#restartTimer();
      this.#stream.write(question);
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stream.cancel();
  }

  #restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const silence = `no answer for ${answerTimeoutMs / 1000} s`;
      this.#fail(ended(this.#place, status.DEADLINE_EXCEEDED, silence));
      this.#stream.cancel();
    }, answerTimeoutMs);
  }

  #fail(error: Error): void {
    clearTimeout(this.#timer);
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

function ended(place: string, code: number, details: string): Failure {
  return new Failure(
    'status',
    `The reflection of ${place} ended with ${statusName(code)} ${code}: ${details}`,
    'If it wants metadata, such as authorization, give it; else add the .proto files',
    code,
  );
}
