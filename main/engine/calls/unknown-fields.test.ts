import type { ServerDuplexStream, sendUnaryData } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { quietEngine, record, shape } from '#engine/testing/recorded-call.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { reflection } from '#engine/testing/sources.ts';

const files = descriptorBytes({
  'm.proto': `syntax = "proto2"; package s; enum Closed { ZERO = 0; }
    message M { optional int32 a = 1; optional M sub = 2; optional Closed closed = 3; map<string, M> by = 4; }
    message R { required int32 a = 1; optional R r = 2; optional int32 n = 3; }
    service S { rpc Get(M) returns (M); rpc Own(M) returns (R); rpc Talk(stream M) returns (stream M); }`,
});
const engine = quietEngine();
let server: Awaited<ReturnType<typeof startReflectionServer>>;
const number = (field: number, value: number) => Buffer.from([field << 3, value]);
const within = (field: number, ...parts: readonly Buffer[]) => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([(field << 3) | 2, bytes.length]), bytes]);
};
/** With a number that no field has, here and below, and a value that a closed enum does not have. */
const newer = Buffer.concat([number(1, 1), number(7, 1), within(2, number(9, 1)), number(3, 5)]);
let answer = newer;

beforeAll(async () => {
  server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: () => [...files.values()],
    byName: () => undefined,
    methods: {
      '/s.S/Get': (_: unknown, reply: sendUnaryData<Buffer>) => reply(null, answer),
      '/s.S/Own': (_: unknown, reply: sendUnaryData<Buffer>) => reply(null, answer),
    },
    talks: {
      '/s.S/Talk': (call: ServerDuplexStream<Buffer, Buffer>) => {
        for (const payload of [Buffer.from([8, 1]), newer, Buffer.from([8, 2]), newer])
          call.write(payload);
        call.end();
      },
    },
  });
});
afterAll(async () => {
  await engine.close();
  server.close();
});

const schema = () => ({ target: { address: server.address }, sources: reflection });

it('what a message holds that its type does not define is told', async () => {
  const { call, until, events } = await record(engine, { schema: schema(), method: 's.S/Get' });
  expect(await call.ended).toMatchObject({ code: 0 });
  expect(await until('received')).toMatchObject({ message: { a: 1, sub: {} } });
  expect(await until('warning')).toMatchObject({
    index: 1,
    text: 'Message 1 holds what s.M does not define, and its JSON leaves out: field 7, field 3, field 9 of $.sub. The schema may be older than the server',
  });
  expect(shape(events)).toEqual(['start', 'sent', 'headers', 'received', 'warning', 'end']);
});

it('is told once in a stream, for the first such message', async () => {
  const { call, events } = await record(engine, { schema: schema(), method: 's.S/Talk' });
  call.halfClose();
  expect(await call.ended).toMatchObject({ code: 0 });
  const told = events.filter(({ type }) => type === 'warning');
  expect(told).toMatchObject([{ index: 2 }]);
});

it('names only so many, and none at length', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `${index}${'k'.repeat(95)}`);
  answer = Buffer.concat(
    keys.map((key) => within(4, within(1, Buffer.from(key)), within(2, number(9, 1)))),
  );
  const { call, until } = await record(engine, { schema: schema(), method: 's.S/Get' });
  await call.ended;
  const { text } = await until('warning');
  expect(text).toContain('field 9 of $.by["0kkk');
  expect(text).toContain('…, …. The schema');
  expect(text.length).toBeLessThan(1500);
});

it('a message that lacks a required field is shown, and that is told', async () => {
  answer = Buffer.concat([number(1, 1), within(2, number(3, 7)), number(9, 1)]);
  const { call, events } = await record(engine, { schema: schema(), method: 's.S/Own' });
  expect(await call.ended).toMatchObject({ code: 0 });
  const received = events.find(({ type }) => type === 'received');
  expect(received).toMatchObject({ message: { a: 1, r: { n: 7 } } });
  const [missing, unknown] = events.filter(({ type }) => type === 'warning');
  expect(missing).toMatchObject({
    index: 1,
    text: 'Message 1 of 8 bytes: The payload is an incomplete s.R: $.r.a is required and missing',
  });
  expect(unknown).toMatchObject({ text: expect.stringContaining('field 9') });
});
