import { Client, credentials, Metadata } from '@grpc/grpc-js';
import protojson from 'protobufjs/ext/protojson.js';
import { Registry } from '#engine/schema/registry.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import { loadSampleSchema } from '#samples/server/descriptor-set.ts';
import { type Caller, talkPath, talkText, unaryPath, unaryText } from './rate.ts';

/** grpc-js with protobufjs, JSON of a message included, and nothing else: no timeline, no explanations. */
export function bareCaller(address: string): Caller {
  const client = new Client(address, credentials.createInsecure());
  const registry = new Registry(loadSampleSchema().files.map((bytes) => SchemaFile.decode(bytes)));
  const coder = (path: string, text: string) => {
    const { input, output } = registry.method(path);
    const [sent, received] = [registry.type(input), registry.type(output)];
    return {
      text,
      encode: (json: string) =>
        Buffer.from(sent.encode(protojson.fromJson(sent, JSON.parse(json))).finish()),
      decode: (bytes: Buffer) => received.decode(bytes),
    };
  };
  const hello = coder(unaryPath, unaryText);
  const talk = coder(talkPath, talkText);
  return {
    unary: () =>
      new Promise((resolve, reject) => {
        const done = (error: Error | null) => (error === null ? resolve() : reject(error));
        client.makeUnaryRequest(
          `/${unaryPath}`,
          hello.encode,
          hello.decode,
          hello.text,
          new Metadata(),
          done,
        );
      }),
    async openTalk() {
      const stream = client.makeBidiStreamRequest(`/${talkPath}`, talk.encode, talk.decode);
      let answered = () => {};
      stream.on('data', () => answered());
      return () =>
        new Promise((resolve) => {
          answered = resolve;
          stream.write(talk.text);
        });
    },
    close: async () => client.close(),
  };
}
