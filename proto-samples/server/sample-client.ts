// A bare grpc-js client for the tests of the sample server.

import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import {
  Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  credentials,
  Metadata,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSampleSchema } from './descriptor-set.ts';
import { serviceDefinition } from './service-definition.ts';
import type { SampleServer } from './start-sample-server.ts';

/** A decoded message, and one to send. */
export type Message = Record<string, unknown>;

export interface UnaryOutcome {
  readonly message: Message;
  readonly headers: Metadata;
  readonly trailers: Metadata;
}

const schema = loadSampleSchema();

export class SampleClient {
  readonly #client: Client;

  constructor(server: Pick<SampleServer, 'address' | 'ca'>) {
    const secure = server.ca
      ? credentials.createSsl(readFileSync(server.ca))
      : credentials.createInsecure();
    this.#client = new Client(server.address.replace(/^grpcs?:\/\//, ''), secure);
  }

  /**
   * @param name such as `sample.greeter.v1.Greeter/SayHello`
   * @param onHeaders told of the response headers, also when the call fails after them
   */
  unary(
    name: string,
    request: Message,
    metadata = new Metadata(),
    onHeaders: (headers: Metadata) => void = () => undefined,
  ): Promise<UnaryOutcome> {
    const { path, requestSerialize, responseDeserialize } = method(name);
    return new Promise((resolve, reject) => {
      let headers = new Metadata();
      let message: Message = {};
      const done = (error: ServiceError | null, value?: Message) => {
        if (error) reject(error);
        else message = value ?? {};
      };
      this.#client
        .makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadata, {}, done)
        .on('metadata', (received: Metadata) => {
          headers = received;
          onHeaders(received);
        })
        .on('status', (status) => resolve({ message, headers, trailers: status.metadata }));
    });
  }

  serverStream(name: string, request: Message): ClientReadableStream<Message> {
    const { path, requestSerialize, responseDeserialize } = method(name);
    return this.#client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
    );
  }

  clientStream(name: string, requests: readonly Message[]): Promise<Message> {
    const { path, requestSerialize, responseDeserialize } = method(name);
    return new Promise((resolve, reject) => {
      const call = this.#client.makeClientStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        (error: ServiceError | null, value?: Message) =>
          error ? reject(error) : resolve(value ?? {}),
      );
      for (const request of requests) call.write(request);
      call.end();
    });
  }

  bidi(name: string): ClientDuplexStream<Message, Message> {
    const { path, requestSerialize, responseDeserialize } = method(name);
    return this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  }

  close(): void {
    this.#client.close();
  }
}

/** Reads the next `count` messages and leaves the stream open. */
export async function take(stream: Readable, count: number): Promise<Message[]> {
  const taken: Message[] = [];
  for await (const message of stream.iterator({ destroyOnReturn: false })) {
    taken.push(message);
    if (taken.length === count) break;
  }
  return taken;
}

function method(name: string): MethodDefinition<Message, Message> {
  const [service = '', short = ''] = name.split('/');
  const found = serviceDefinition(schema, service)[short];
  if (!found) throw new Error(`No method ${name}`);
  return found;
}
