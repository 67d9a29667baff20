import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SampleClient } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Types over %s', (_name, tls) => {
  let server: SampleServer;
  let client: SampleClient;

  beforeAll(async () => {
    server = await startSampleServer({ tls });
    client = new SampleClient(server);
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('Echo returns what it was sent', async () => {
    const request = {
      doubleValue: -0.5,
      bytesValue: Buffer.from([0, 255]),
      color: 3,
      calledOtherwise: 'json_name',
      optionalInt32: 0,
      packedInt32: [1, -1],
      stringToString: { '': 'empty key' },
      choiceText: '',
      tree: { name: 'root', children: [{ name: 'leaf' }] },
      any: {
        typeUrl: 'type.googleapis.com/sample.common.v1.Person',
        value: Buffer.from('0a0141', 'hex'),
      },
      struct: { fields: { list: { listValue: { values: [{ boolValue: true }] } } } },
      int32Wrapper: { value: 0 },
    };
    const { message } = await client.unary('sample.types.v1.Types/Echo', request);
    expect(message).toMatchObject(request);
  });

  test('EchoLegacy returns groups and extensions', async () => {
    const request = {
      key: 'k',
      item: [{ name: 'nail', quantity: 3 }],
      '.sample.types.v1.note': 'a note',
      '.sample.types.v1.tags': ['x', 'y'],
    };
    const { message } = await client.unary('sample.types.v1.Types/EchoLegacy', request);
    expect(message).toMatchObject(request);
  });

  test('EchoModern returns a message of edition 2023', async () => {
    const request = { key: 'k', revision: 0, numbers: [1, 2], part: { label: 'p' }, state: 2 };
    const { message } = await client.unary('sample.types.v1.Types/EchoModern', request);
    expect(message).toMatchObject(request);
  });
});

describe('Types by bytes', () => {
  let server: SampleServer;
  let client: Client;
  const call = (method: string, bytes: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      const same = (value: Buffer) => value;
      const done = (error: ServiceError | null, value?: Buffer) =>
        value ? resolve(value) : reject(error);
      client.makeUnaryRequest(`/sample.types.v1.Types/${method}`, same, same, bytes, done);
    });

  beforeAll(async () => {
    server = await startSampleServer();
    client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('unknown fields and the order of fields come back bit for bit', async () => {
    const bytes = protobuf.Writer.create();
    bytes
      .uint32((999 << 3) | 2)
      .string('unknown')
      .uint32((20 << 3) | 0)
      .int32(0);
    bytes.uint32((1 << 3) | 1).double(1.5);
    const sent = Buffer.from(bytes.finish());
    expect((await call('Echo', sent)).equals(sent)).toBe(true);
  });

  test('what is no message of the type is refused', async () => {
    const truncated = Buffer.from([0x72, 0x05, 0x61]);
    await expect(call('Echo', truncated)).rejects.toMatchObject({ code: status.INTERNAL });
    const withoutKey = Buffer.alloc(0);
    await expect(call('EchoLegacy', withoutKey)).rejects.toMatchObject({ code: status.INTERNAL });
  });
});
