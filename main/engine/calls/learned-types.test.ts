import { readdirSync } from 'node:fs';
import { Metadata, type ServerDuplexStream, type sendUnaryData, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { holdCalls, shown } from '#engine/testing/held-calls.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { startReflectionServer, type Turn } from '#engine/testing/reflection-server.ts';
import { reflection } from '#engine/testing/sources.ts';
import { isKept, TestFolders } from '#engine/testing/test-folders.ts';

const url = 'type.googleapis.com/';
const files = descriptorBytes({
  'main.proto': `syntax = "proto3"; package s; import "google/protobuf/any.proto";
    message M { google.protobuf.Any any = 1; }
    service S { rpc Get(M) returns (M); rpc Fail(M) returns (M); rpc Talk(stream M) returns (stream M); }`,
  'base.proto': 'syntax = "proto3"; package hidden; message Base { int64 id = 1; }',
  'hidden.proto': `syntax = "proto3"; package hidden; import "base.proto"; import "google/protobuf/any.proto";
    message Thing { Base base = 1; google.protobuf.Any inner = 2; }`,
  'fault.proto': 'syntax = "proto3"; package hidden; message Fault { string why = 1; }',
});
const homes = new Map([
  ['s.S', 'main.proto'],
  ['hidden.Thing', 'hidden.proto'],
  ['hidden.Fault', 'fault.proto'],
]);
const file = (name: string | undefined) => {
  const bytes = files.get(name ?? '');
  return bytes && [bytes];
};
const asked: string[] = [];
let isSilent = false;
/** Answers that a silent server has not given so far. */
const withheld: (() => void)[] = [];
let server: Awaited<ReturnType<typeof startReflectionServer>>;
const engine = quietEngine();
const folders = new TestFolders();

const inAny = (type: string, value: Buffer): Buffer => {
  const name = Buffer.from(url + type);
  return Buffer.concat([
    Buffer.from([0x0a, name.length]),
    name,
    Buffer.from([0x12, value.length]),
    value,
  ]);
};
const within = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);

beforeAll(async () => {
  server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: (symbol) => file(homes.get(symbol)),
    byName: file,
    manner: ({ call, answer, asked: name }: Turn) => {
      asked.push(name);
      if (isSilent) withheld.push(() => call.write(answer));
      else call.write(answer);
    },
    methods: {
      // A Thing with a Thing and a type that nobody knows; else what was sent.
      '/s.S/Get': (call: { readonly request: Buffer }, reply: sendUnaryData<Buffer>) => {
        const unknown = within(2, inAny('hidden.Nowhere', Buffer.from([8, 1])));
        const base = within(1, Buffer.from([8, 7]));
        const thing = Buffer.concat([base, within(2, inAny('hidden.Thing', unknown))]);
        const answer = within(1, inAny('hidden.Thing', thing));
        reply(null, call.request.length > 0 ? call.request : answer);
      },
      '/s.S/Fail': (_: unknown, reply: sendUnaryData<Buffer>) => {
        const metadata = new Metadata();
        const fault = inAny('hidden.Fault', within(1, Buffer.from('so')));
        metadata.set('grpc-status-details-bin', within(3, fault));
        reply({ code: status.ABORTED, details: 'no', metadata });
      },
    },
    talks: {
      '/s.S/Talk': (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', (message: Buffer) => call.write(message));
        call.on('end', () => call.end());
      },
    },
  });
});
afterAll(async () => {
  await engine.close();
  server.close();
  folders.delete();
});

const schema = async () => {
  const ref = { target: { address: server.address }, sources: reflection };
  asked.length = 0;
  await engine.schema(ref, true);
  return ref;
};
const thing = {
  '@type': `${url}hidden.Thing`,
  base: { id: '7' },
  inner: {
    '@type': `${url}hidden.Thing`,
    inner: { '@type': `${url}hidden.Nowhere`, value: 'CAE=' },
  },
};

describe('a type that no service of the server needs', () => {
  it('is asked for when somebody looks at an Any that holds it, once, with what it needs', async () => {
    const held = holdCalls(engine);
    const ref = await schema();
    expect(asked).not.toContain('hidden.Thing');
    await held.start('any', { schema: ref, method: 's.S/Get' });
    await held.until('any', ({ phase }) => phase === 'ended');
    const seq = (await held.calls.get('any').rows(0, 20)).findIndex(
      ({ type }) => type === 'received',
    );
    const { text } = await held.calls.get('any').detail(seq);
    expect(JSON.parse(text)).toEqual({ any: thing });
    await held.calls.get('any').text(seq, 'json');
    expect(asked.slice(asked.indexOf('hidden.Thing'))).toEqual([
      'hidden.Thing',
      'base.proto',
      'hidden.Nowhere',
    ]);
    await held.calls.close();
  });

  it('is told anew to whoever saw its row before it was known', async () => {
    const held = holdCalls(engine);
    await held.start('tail', { schema: await schema(), method: 's.S/Get' });
    const { tail } = await held.until('tail', (_, rows) =>
      rows.some(({ preview }) => preview.includes('"id":"7"')),
    );
    expect(tail.some(({ type }) => type === 'received')).toBe(true);
    await held.calls.close();
  });

  it('is known to the history of all calls that hold it', async () => {
    const folder = folders.make();
    const held = holdCalls(engine, folder);
    const ref = await schema();
    for (const callId of ['seen', 'unseen']) {
      await held.start(callId, { schema: ref, method: 's.S/Get' });
      await held.until(callId, ({ phase }) => phase === 'ended');
      await vi.waitFor(() => expect(isKept(folder, callId)).toBe(true));
    }
    await shown(held.calls, 'seen');
    await held.calls.close();
    expect(await held.calls.list({ from: 0, count: 10 })).toMatchObject({ total: 2 });
    expect(readdirSync(folder).filter((name) => name.endsWith('.binpb'))).toHaveLength(1);
    const after = holdCalls(engine, folder);
    await after.calls.resume(['seen', 'unseen']);
    for (const callId of ['seen', 'unseen']) {
      const events = await shown(after.calls, callId);
      const received = events.find(({ row }) => row.type === 'received');
      expect(JSON.parse(received?.text ?? '')).toEqual({ any: thing });
    }
  });

  it('is known to a filter, also when that has gone past before the server told it', async () => {
    const held = holdCalls(engine);
    const ref = await schema();
    const field = { path: 'any.base.id', comparison: '=', value: '7' } as const;
    isSilent = true;
    await held.start('filtered', { schema: ref, method: 's.S/Get' });
    await held.until('filtered', ({ phase }) => phase === 'ended');
    await held.calls.filters.begin({
      callId: 'filtered',
      filterId: 'f',
      filter: { fields: [field] },
    });
    await held.untilFound('f', ({ isDone, matches }) => isDone && matches === 0);
    isSilent = false;
    for (const answer of withheld.splice(0)) answer();
    await held.untilFound('f', ({ isDone, matches }) => isDone && matches === 1);
    await held.calls.close();
  });

  it('is known in error details when the call ends', async () => {
    const call = await record(engine, { schema: await schema(), method: 's.S/Fail' });
    expect(await call.call.ended).toMatchObject({
      code: status.ABORTED,
      details: [{ '@type': `${url}hidden.Fault`, why: 'so' }],
    });
  });

  it('can be sent in an Any', async () => {
    const message = JSON.stringify({ any: { '@type': `${url}hidden.Fault`, why: 'this' } });
    const held = await record(engine, { schema: await schema(), method: 's.S/Get', message });
    expect(await held.until('received')).toMatchObject({
      message: { any: { '@type': `${url}hidden.Fault`, why: 'this' } },
    });
    const wrong = JSON.stringify({ any: { '@type': `${url}hidden.Nowhere`, why: 'this' } });
    await expect(
      record(engine, { schema: await schema(), method: 's.S/Get', message: wrong }),
    ).rejects.toThrow('which no source defines');
  });

  it('can be sent in an open stream, in the order of asking', async () => {
    const held = await record(engine, { schema: await schema(), method: 's.S/Talk' });
    const message = (why: string) =>
      JSON.stringify({ any: { '@type': `${url}hidden.Fault`, why } });
    const sends = [
      held.call.send('{}'),
      held.call.send(message('first')),
      held.call.send('{"any": {"@type": "x/hidden.Nowhere", "why": "no"}}'),
      held.call.send('{}'),
      held.call.send(message('last')),
    ];
    held.call.halfClose();
    await expect(held.call.send('{}')).rejects.toThrow('half-closed');
    expect(await Promise.allSettled(sends)).toMatchObject([
      { value: 1 },
      { value: 2 },
      {
        reason: expect.objectContaining({ message: expect.stringContaining('no source defines') }),
      },
      { value: 3 },
      { value: 4 },
    ]);
    await held.call.ended;
    expect(held.events.flatMap((event) => (event.type === 'sent' ? [event.message] : []))).toEqual([
      {},
      JSON.parse(message('first')),
      {},
      JSON.parse(message('last')),
    ]);
    expect(held.events.filter(({ type }) => type === 'half-close')).toHaveLength(1);
  });

  it('keeps nobody waiting for long when the server says nothing', async () => {
    const ref = await schema();
    isSilent = true;
    const since = performance.now();
    const call = await record(engine, { schema: ref, method: 's.S/Fail' });
    expect(await call.call.ended).toMatchObject({
      code: status.ABORTED,
      details: [{ '@type': `${url}hidden.Fault`, value: 'CgJzbw==' }],
    });
    const { at } = await call.until('end');
    isSilent = false;
    expect(performance.now() - since).toBeLessThan(10_000);
    expect(at).toBeLessThan(performance.now() - since - 2000);
  });
});
