import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SchemaRef } from '#app/contract/schema.ts';
import { holdCalls, shown } from '#engine/testing/held-calls.ts';
import { answerWith, frame, startRawServer } from '#engine/testing/raw-server.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection, sourceCases, startCase } from '#engine/testing/sources.ts';
import { isKept, TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
afterAll(async () => {
  await engine.close();
  folders.delete();
});

const greeter = 'sample.greeter.v1.Greeter';
const anyOfTheSchema =
  '{"any": {"@type": "type.googleapis.com/sample.greeter.v1.GreetingRefused", "name": "Ada"}}';
const ended: readonly { callId: string; method: string; message: string; deadline?: string }[] = [
  {
    callId: 'digits',
    method: `${greeter}/SayHello`,
    message: '{"name":"Ada","id":9007199254740993,"ticket":"18446744073709551615"}',
    deadline: '9s',
  },
  {
    callId: 'fails',
    method: `${greeter}/Fail`,
    message:
      '{"code":3,"message":"no ✓","details":[1,2,9,10],"trailers":[{"name":"x-why","text":"w"}],"headersFirst":true}',
  },
  { callId: 'any', method: 'sample.types.v1.Types/Echo', message: anyOfTheSchema },
  { callId: 'legacy', method: 'sample.types.v1.Types/EchoLegacy', message: 'a skeleton' },
  { callId: 'modern', method: 'sample.types.v1.Types/EchoModern', message: 'a skeleton' },
  {
    callId: 'stream',
    method: 'sample.market.v1.Market/Watch',
    message: '{"symbol":"DPX","count":20,"payloadBytes":3}',
  },
];

describe.each(sourceCases)('kept calls with $name', (source) => {
  let server: SampleServer;
  let schema: SchemaRef;
  beforeAll(async () => {
    ({ server, schema } = await startCase(source));
  });
  afterAll(() => server.close());

  it('come back as they were, in the order asked for', async () => {
    const own = folders.make();
    const before = holdCalls(engine, own);
    const read = await engine.schema(schema);
    for (const { message, ...call } of ended) {
      const { input } = read.method(call.method);
      const given = message === 'a skeleton' ? read.skeleton(input) : message;
      await before.start(call.callId, { schema, ...call, message: given });
      await before.until(call.callId, ({ phase }) => phase === 'ended');
    }
    const ids = ended.map(({ callId }) => callId).reverse();
    await vi.waitFor(() => expect(ids.every((id) => isKept(own, id))).toBe(true));
    const after = holdCalls(engine, folders.asAfterKill(own));
    const summaries = await after.calls.resume(['never', ...ids]);
    expect(summaries).toEqual(ids.map((id) => before.calls.get(id).summary()));
    for (const id of ids)
      expect(await shown(after.calls, id)).toEqual(await shown(before.calls, id));
    expect(JSON.stringify(await shown(after.calls, 'digits'))).toContain('18446744073709551615');
    expect(JSON.stringify(await shown(after.calls, 'any'))).toContain('\\"name\\": \\"Ada\\"');
    expect(after.calls.get('digits').summary().deadline).toBe(9000);
    const { request } = after.calls.get('stream').summary();
    expect(request).toContainEqual([':path', '/sample.market.v1.Market/Watch']);
    for (const name of readdirSync(own)) expect(statSync(join(own, name)).mode & 0o777).toBe(0o600);
  });
});

it('with the options that they had, their own and their target’s', async () => {
  const server = await startSampleServer();
  try {
    const own = folders.make();
    const held = holdCalls(engine, own);
    const options = { userAgent: 'target/1', compression: 'gzip' } as const;
    await held.start('options', {
      schema: { target: { address: server.address, options }, sources: reflection },
      method: `${greeter}/SayHello`,
      message: '{}',
      options: { compression: 'identity', connectTimeoutMs: 3000 },
    });
    const had = { userAgent: 'target/1', compression: 'identity', connectTimeoutMs: 3000 };
    await held.until('options', ({ phase }) => phase === 'ended');
    expect(await held.calls.open('options')).toMatchObject({ options: had });
    await held.calls.close();
    expect((await holdCalls(engine, own).calls.open('options')).options).toEqual(had);
  } finally {
    await server.close();
  }
});

it('of a call with secrets all is kept but those: as they were written, and masked where they were echoed', async () => {
  const server = await startSampleServer();
  try {
    const own = folders.make();
    const before = holdCalls(engine, own);
    const schema = { target: { address: server.address }, sources: reflection };
    const secrets = {
      texts: ['hunter2"'],
      target: 'grpc://{{host}}',
      metadata: [['authorization', 'Bearer {{token}}'] satisfies [string, string]],
    };
    const metadata = [['authorization', 'Bearer hunter2"'] satisfies [string, string]];
    await before.start('fails', {
      ...{ schema, metadata, secrets },
      method: `${greeter}/Fail`,
      message:
        '{"code":3,"message":"no hunter2\\"","details":[2],"trailers":[{"name":"x-why","text":"hunter2\\""}],"headersFirst":true}',
    });
    await before.start('stream', {
      ...{ schema, metadata, secrets },
      method: 'sample.market.v1.Market/Watch',
      message: '{"symbol":"hunter2\\"","count":300,"payloadBytes":100}',
    });
    for (const callId of ['fails', 'stream']) {
      await before.until(callId, ({ phase }) => phase === 'ended');
      expect(JSON.stringify(await shown(before.calls, callId))).toContain('hunter2');
      expect(before.calls.get(callId).summary().target).toBe(server.address);
    }
    const { items } = await before.calls.list({ from: 0, count: 9 });
    expect(items.map(({ call }) => [call?.target, call?.cutOff])).toEqual([
      ['grpc://{{host}}', undefined],
      ['grpc://{{host}}', undefined],
    ]);
    await vi.waitFor(() => expect(isKept(own, 'stream')).toBe(true));
    const all = readdirSync(own, { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    for (const file of files) expect(readFileSync(file, 'latin1')).not.toContain('hunter2');

    const after = holdCalls(engine, folders.asAfterKill(own));
    const fails = await after.calls.open('fails');
    expect(fails.end).toMatchObject({ status: 'INVALID_ARGUMENT', message: 'no ********' });
    expect(fails.end?.trailers).toContainEqual(['x-why', '********']);
    expect(fails.request).toContainEqual(['authorization', 'Bearer ********']);
    const stream = await after.calls.open('stream');
    expect(stream.received).toBe(300);
    for (const callId of ['fails', 'stream']) {
      const text = JSON.stringify(await shown(after.calls, callId));
      expect(text).not.toContain('hunter2');
      expect(text).not.toContain(Buffer.from('hunter2').toString('base64').slice(0, 8));
      expect(text).toContain('Bearer {{token}}');
      expect(text).toContain('********');
    }
  } finally {
    await server.close();
  }
});

it('of a call with secrets beyond its metadata nothing is written, and it is listed while it is held', async () => {
  const server = await startSampleServer();
  try {
    const own = folders.make();
    const held = holdCalls(engine, own);
    const schema = { target: { address: server.address }, sources: reflection };
    const call = { schema, method: `${greeter}/SayHello`, message: '{"name": "hunter2"}' };
    await held.start('secret', { ...call, secrets: 'unkept' });
    await held.until('secret', ({ phase }) => phase === 'ended');
    await held.start('open', call);
    await held.until('open', ({ phase }) => phase === 'ended');
    await vi.waitFor(() => expect(isKept(own, 'open')).toBe(true));
    expect(readdirSync(own).filter((name) => name.startsWith('secret'))).toEqual([]);
    expect(held.calls.get('secret').summary().received).toBe(1);
    const listed = async () => (await held.calls.list({ from: 0, count: 9 })).items;
    const secret = (await listed()).find(({ callId }) => callId === 'secret');
    expect(secret).toMatchObject({ bytes: 0, call: { status: 'OK', isRunning: false } });
    expect(secret?.call?.cutOff).toMatch(/^It has secrets/);
    await held.calls.delete(['secret']);
    expect((await listed()).map(({ callId }) => callId)).toEqual(['open']);
    held.calls.release('secret');
    await held.calls.close();
    expect(readdirSync(own).filter((name) => name.startsWith('secret'))).toEqual([]);
  } finally {
    await server.close();
  }
});

it('a payload that does not decode comes back as its bytes', async () => {
  const server = await startRawServer((stream) =>
    answerWith(stream, frame(Buffer.from('0aff', 'hex')), { 'grpc-status': '0' }),
  );
  try {
    const sources = sourceCases[2]?.sources;
    if (sources === undefined) throw new Error('there is no such case');
    const own = folders.make();
    const before = holdCalls(engine, own);
    await before.start('odd', {
      schema: { target: { address: server.address }, sources },
      method: `${greeter}/SayHello`,
      message: '{}',
    });
    await before.until('odd', ({ phase }) => phase === 'ended');
    await before.calls.close();
    const after = holdCalls(engine, own);
    await after.calls.resume(['odd']);
    const received = (await shown(after.calls, 'odd')).find(({ row }) => row.type === 'received');
    expect(JSON.parse(received?.text ?? '')).toMatchObject({ raw: 'Cv8=' });
    expect(received?.row.preview).toBe('not decodable: 0aff');
  } finally {
    server.close();
  }
});
