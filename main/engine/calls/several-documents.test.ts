import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { quietEngine, record, shape } from '../testing/recorded-call.ts';
import { reflection } from '../testing/sources.ts';

const engine = quietEngine();
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(async () => {
  await engine.close();
  await server.close();
});

const schema = () => ({ target: { address: server.address }, sources: reflection });
const upload = () =>
  record(engine, { schema: schema(), method: 'sample.telemetry.v1.Telemetry/Upload' });

it('are sent one by one, in their order', async () => {
  const { call, events } = await upload();
  const sent = [
    call.sendEach('{"value":1}\n{"value":2} {"value":3}'),
    call.sendEach('{"value":4}'),
  ];
  call.halfClose();
  expect(await Promise.all(sent)).toEqual([3, 4]);
  expect(await call.ended).toMatchObject({ code: 0 });
  expect(
    events.flatMap((event) => (event.type === 'sent' ? [[event.index, event.message]] : [])),
  ).toEqual([1, 2, 3, 4].map((value) => [value, { value }]));
});

it('are none of them sent when one is wrong, which is named with its place in the text', async () => {
  const { call, events } = await upload();
  await expect(call.sendEach('{"value":1}\n{"value":"ten"}')).rejects.toMatchObject({
    error: { code: 'message-invalid', message: 'Message 2: $.value: expected double, got "ten"' },
  });
  await expect(call.sendEach('{"value":1}\n  {"value":}')).rejects.toThrow(
    'Message 2: The message is not JSON: line 2, column 12',
  );
  await expect(call.sendEach('')).rejects.toThrow('The message is empty');
  call.halfClose();
  await call.ended;
  expect(shape(events)).not.toContain('sent');
});

it('are refused for a method that takes one message, and that is said', async () => {
  const call = (message: string) =>
    record(engine, { schema: schema(), method: 'sample.greeter.v1.Greeter/SayHello', message });
  await expect(call('{"name":"a"} {"name":"b"}')).rejects.toMatchObject({
    error: {
      code: 'message-invalid',
      message: 'sample.greeter.v1.Greeter/SayHello takes one message, and 2 are given',
    },
  });
  await expect(call('{"name":"a"}}')).rejects.toThrow('The message is not JSON: line 1, column 13');
});
