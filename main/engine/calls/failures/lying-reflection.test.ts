import { gzipSync } from 'node:zlib';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { frame, startRawServer } from '#engine/testing/raw-server.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { reflection } from '#engine/testing/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Calls `/s.S/Do`, which answers with a field 1 of text, though reflection tells this file. */
async function callAsTold(file: string, message = '{}') {
  const bytes = descriptorBytes({ 'main.proto': file }).get('main.proto');
  const server = await startReflectionServer({
    services: ['s.S', 's.Nowhere'],
    bySymbol: (symbol) => (symbol.startsWith('s.Nowhere') ? undefined : bytes && [bytes]),
    byName: () => undefined,
    methods: {
      '/s.S/Do': (_call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) =>
        reply(null, Buffer.from('0a0474657874', 'hex')),
    },
  });
  const engine = quietEngine();
  closing.push(
    () => server.close(),
    () => engine.close(),
  );
  const schema = { target: { address: server.address }, sources: reflection };
  const calling = async (method: string) => {
    const { call, events } = await record(engine, { schema, method, message });
    const end = await call.ended;
    const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.text] : []));
    const received = events.flatMap((event) => (event.type === 'received' ? [event] : []));
    return { end, warnings, received, types: events.map(({ type }) => type) };
  };
  return { calling, schema: await engine.schema(schema) };
}
const told = (field: string) =>
  `syntax = "proto3"; package s; message M { ${field} } service S { rpc Do(M) returns (M); rpc Gone(M) returns (M); }`;

describe('reflection that lies', () => {
  it('about the type of a field: the answer is kept as bytes, and the call ends as it did', async () => {
    const { calling } = await callAsTold(told('map<string, double> rates = 1;'));
    const { end, received, warnings } = await calling('s.S/Do');
    expect(end).toMatchObject({ code: 0 });
    expect(received).toMatchObject([{ message: null, raw: 'CgR0ZXh0' }]);
    expect(warnings).toEqual([expect.stringContaining('does not decode as s.M')]);
  });

  it('about the wire type of a field: what is there is told to be left out', async () => {
    const { calling } = await callAsTold(told('int32 count = 1;'));
    const { end, received, warnings } = await calling('s.S/Do');
    expect(end).toMatchObject({ code: 0 });
    expect(received).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('about a method: the server has the last word', async () => {
    const { calling } = await callAsTold(told('string text = 1;'));
    const { end, types } = await calling('s.S/Gone');
    expect(end).toMatchObject({ code: 12, status: 'UNIMPLEMENTED' });
    expect(types.at(-1)).toBe('end');
  });

  it('about a service: it is told to be missing, and hides no other', async () => {
    const { calling, schema } = await callAsTold(told('string text = 1;'));
    expect(schema.summary.diagnostics.map(({ message }) => message).join()).toContain('s.Nowhere');
    expect((await calling('s.S/Do')).received).toMatchObject([{ message: { text: 'text' } }]);
    await expect(calling('s.Nowhere/Do')).rejects.toMatchObject({
      error: { code: 'unknown-symbol' },
    });
  });
});

/** 65 MB in 64 KB. */
const bomb = frame(gzipSync(Buffer.alloc(65 * 1024 * 1024)), 1);

describe('reflection that does not do as gRPC says', () => {
  const cases: readonly [name: string, body: Buffer, encoding: string, told: string][] = [
    [
      'packs with what nobody offered',
      frame(Buffer.from('x'), 1),
      'snappy',
      'Message 1 from host:port is compressed with "snappy", which Duplex did not offer',
    ],
    [
      'marks as compressed and does not say how',
      frame(Buffer.from('x'), 1),
      '',
      'Message 1 from host:port is marked as compressed, but no grpc-encoding says how',
    ],
    [
      'begins with a flag that there is not',
      frame(Buffer.from('x'), 7),
      '',
      'Message 1 from host:port begins with the flag 7',
    ],
    [
      'says that its answer has 4 GB',
      Buffer.from('00ffffffff0a', 'hex'),
      '',
      'Message 1 from host:port is 4294967295 bytes by its prefix, more than the 64 MB',
    ],
    [
      'says that its answer has 65 MB',
      Buffer.from('00041000000a', 'hex'),
      '',
      'Message 1 from host:port is 65 MB by its prefix, more than the 64 MB that may be received',
    ],
    [
      'gives little that inflates to very much',
      bomb,
      'gzip',
      'Message 1 from host:port inflates to more than the 64 MB that may be received',
    ],
    [
      'gives what is not packed as it says',
      frame(Buffer.from('x'), 1),
      'deflate',
      'Message 1 from host:port is not the deflate that it says it is',
    ],
    [
      'answers with what is no answer',
      frame(Buffer.from('2274', 'hex')),
      '',
      'an answer that cannot be decoded: field 4 has 116 bytes, and only 0 are left',
    ],
  ];
  async function read(body: Buffer, encoding: string, options: TransportOptions = {}) {
    const server = await startRawServer((stream) => {
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          ...(encoding !== '' && { 'grpc-encoding': encoding }),
        },
        { waitForTrailers: true },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(body);
    });
    const engine = quietEngine();
    closing.push(
      () => server.close(),
      () => engine.close(),
    );
    const target = { address: server.address, options };
    const reading = engine.schema({ target, sources: reflection });
    const failure = await reading.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(failure instanceof Failure)) throw failure ?? new Error('the schema was read');
    const { message, hint } = failure.error;
    return { message: message.replaceAll(server.address, 'host:port'), hint };
  }

  it.each(cases)('%s', async (_name, body, encoding, told) => {
    const { message, hint } = await read(body, encoding);
    expect(message).toContain(told);
    expect(hint).not.toContain('authorization');
  });

  it('may send more where larger messages are asked for', async () => {
    const { message } = await read(bomb, 'gzip', { maxReceiveBytes: 100 * 1024 * 1024 });
    expect(message).toContain('an answer that cannot be decoded');
  });

  it('may pack its answers', async () => {
    const none = frame(gzipSync(Buffer.from('3200', 'hex')), 1);
    await expect(read(none, 'gzip')).rejects.toThrow('the schema was read');
  });
});
