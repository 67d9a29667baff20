import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { linkFiles } from '../schema/link/link.ts';
import { parseFile } from '../schema/parse/parse-file.ts';
import { startReflectionServer } from './reflection-server.ts';

const proto = `syntax = "proto3"; package large;
  service Large {
    rpc Items(Wanted) returns (Answer);
    rpc Blob(Wanted) returns (Answer);
    rpc Broken(Wanted) returns (Answer);
  }
  message Wanted { uint32 bytes = 1; }
  message Answer { repeated Item items = 1; bytes blob = 2; string last = 3; }
  message Item {
    int64 id = 1; string name = 2; double price = 3; bool sold = 4;
    repeated int32 sizes = 5; Maker maker = 6; map<string, string> labels = 7;
  }
  message Maker { string name = 1; string city = 2; }`;
const { root } = protobuf.parse(proto);
const wanted = root.lookupType('large.Wanted');
const answer = root.lookupType('large.Answer');
/** So many items are made, and repeated. */
const different = 1000;

/** A server of large messages: `large.Large` answers with as many bytes as are wanted, or a few more. */
export async function startLargeAnswers(): Promise<{ readonly address: string; close(): void }> {
  const { files } = linkFiles([parseFile('large.proto', proto)]);
  const bytes = files.map((file) => descriptor.FileDescriptorProto.encode(file).finish());
  const server = await startReflectionServer({
    services: ['large.Large'],
    bySymbol: () => bytes,
    byName: () => bytes,
    methods: largeMethods,
  });
  return { address: server.address, close: server.close };
}
type Handler = (
  call: { readonly request: Buffer },
  done: (error: null, answer: Buffer) => void,
) => void;

const end = encoded({ last: 'This is the end' });
const largeMethods: { readonly [path: string]: Handler } = {
  '/large.Large/Items': ({ request }, done) => done(null, itemsOf(sizeOf(request))),
  '/large.Large/Blob': ({ request }, done) => done(null, blobOf(sizeOf(request))),
  // It ends within an item.
  '/large.Large/Broken': ({ request }, done) =>
    done(null, itemsOf(sizeOf(request)).subarray(0, -end.length - 5)),
};

function itemsOf(size: number): Buffer {
  const items = Buffer.concat(
    Array.from({ length: different }, (_, index) => encoded({ items: [itemAt(index)] })),
  );
  const count = Math.ceil((size - end.length) / items.length);
  return Buffer.concat([...Array.from({ length: count }, () => items), end]);
}

function itemAt(index: number): object {
  return {
    id: index + 1,
    name: `Item ${index + 1}`,
    price: index / 8,
    sold: index % 2 === 0,
    sizes: [index, index + 1, index + 2],
    maker: { name: `Maker „${index % 7}“`, city: 'Málaga' },
    labels: { colour: index % 3 === 0 ? 'red' : 'green' },
  };
}

function blobOf(size: number): Buffer {
  return encoded({ blob: Buffer.alloc(size, 'Duplex'), last: 'This is the end' });
}

function sizeOf(request: Buffer): number {
  const { bytes } = wanted.toObject(wanted.decode(request));
  return Number(bytes);
}

function encoded(message: object): Buffer {
  return Buffer.from(answer.encode(answer.fromObject(message)).finish());
}
