import { Metadata, status } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SampleClient } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Greeter over %s', (_name, tls) => {
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

  test('SayHello keeps every digit of 64-bit numbers', async () => {
    const request = { name: 'Ada', id: '-9007199254740993', ticket: '18446744073709551615' };
    const { message, trailers } = await client.unary('sample.greeter.v1.Greeter/SayHello', request);
    expect(message['message']).toBe('Hello, Ada!');
    expect(String(message['id'])).toBe('-9007199254740993');
    expect(String(message['ticket'])).toBe('18446744073709551615');
    expect(trailers.get('sample-served-by')).toEqual(['greeter']);
  });

  test('SayHello returns custom metadata as headers and in the message', async () => {
    const metadata = new Metadata();
    metadata.add('x-request-id', 'abc');
    metadata.add('x-trace-bin', Buffer.from([0, 1, 255]));
    metadata.add('x-trace-bin', Buffer.from('second'));
    const { message, headers } = await client.unary(
      'sample.greeter.v1.Greeter/SayHello',
      {},
      metadata,
    );
    expect(message['message']).toBe('Hello, world!');
    expect(headers.get('x-request-id')).toEqual(['abc']);
    expect(headers.get('x-trace-bin')).toEqual([Buffer.from([0, 1, 255]), Buffer.from('second')]);
    expect(message['requestMetadata']).toMatchObject([
      { name: 'x-request-id', text: 'abc' },
      { name: 'x-trace-bin', binary: Buffer.from([0, 1, 255]) },
      { name: 'x-trace-bin', binary: Buffer.from('second') },
    ]);
  });

  test('Fail gives the status, trailers and every rich detail that was asked for', async () => {
    const failure = client.unary('sample.greeter.v1.Greeter/Fail', {
      code: status.FAILED_PRECONDITION,
      message: 'Nö: 100 %',
      details: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      trailers: [
        { name: 'x-reason', text: 'because' },
        { name: 'x-reason-bin', binary: Buffer.from([7]) },
      ],
    });
    const error = await failure.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: status.FAILED_PRECONDITION, details: 'Nö: 100 %' });
    const { metadata } = error as { metadata: Metadata };
    expect(metadata.get('x-reason')).toEqual(['because']);
    expect(metadata.get('x-reason-bin')).toEqual([Buffer.from([7])]);
    const rich = decodeStatus(metadata);
    expect(rich).toMatchObject({ code: status.FAILED_PRECONDITION, message: 'Nö: 100 %' });
    expect(rich.details.map((detail) => detail.typeUrl.split('/')[1])).toEqual([
      'google.rpc.ErrorInfo',
      'google.rpc.BadRequest',
      'google.rpc.RetryInfo',
      'google.rpc.QuotaFailure',
      'google.rpc.DebugInfo',
      'google.rpc.Help',
      'google.rpc.LocalizedMessage',
      'google.rpc.ResourceInfo',
      'sample.greeter.v1.GreetingRefused',
      'sample.unheard_of.v1.Mystery',
    ]);
  });

  test.each([
    [false, []],
    [true, ['true']],
  ])('Fail sends headers first only when asked: %s', async (headersFirst, expected) => {
    const headers: Metadata[] = [];
    const request = { code: 42, headersFirst };
    const call = client.unary('sample.greeter.v1.Greeter/Fail', request, undefined, (received) =>
      headers.push(received),
    );
    await expect(call).rejects.toMatchObject({ code: 42 });
    expect(headers.flatMap((received) => received.get('sample-headers-first'))).toEqual(expected);
  });

  test('Fail with code 0 does not fail', async () => {
    const { message } = await client.unary('sample.greeter.v1.Greeter/Fail', { code: 0 });
    expect(message['message']).toBe('Nothing failed, as asked.');
  });

  test('Fail refuses a trailer that cannot travel', async () => {
    const trailers = [{ name: 'not a name', text: 'x' }];
    const call = client.unary('sample.greeter.v1.Greeter/Fail', { code: 5, trailers });
    await expect(call).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  test('Slow answers, and refuses an impossible delay', async () => {
    const delay = { seconds: 0, nanos: 5_000_000 };
    const { message } = await client.unary('sample.greeter.v1.Greeter/Slow', { delay });
    const waited = message['waited'] as { nanos: number };
    expect(waited.nanos).toBeGreaterThan(0);
    const impossible = client.unary('sample.greeter.v1.Greeter/Slow', { delay: { seconds: -1 } });
    await expect(impossible).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });
});

interface RichStatus {
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly typeUrl: string; readonly value: Uint8Array }[];
}

function decodeStatus(metadata: Metadata): RichStatus {
  const { root } = protobuf.parse(`
    syntax = "proto3";
    message Detail { string type_url = 1; bytes value = 2; }
    message Status { int32 code = 1; string message = 2; repeated Detail details = 3; }
  `);
  const [bytes] = metadata.get('grpc-status-details-bin');
  const decoded: unknown = root.lookupType('.Status').decode(bytes as Buffer);
  return decoded as RichStatus;
}
