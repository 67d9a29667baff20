import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(() => server.close());

const hello = 'sample.greeter.v1.Greeter/SayHello';
const upload = 'sample.telemetry.v1.Telemetry/Upload';

it.each([['--ignore-unknown'], ['-allow-unknown-fields']])(
  '%s leaves out what the type of a message does not know',
  async (option) => {
    const call = ['call', server.address, hello, '-d', '{"name":"Ada","nickname":"A","id":"7"}'];
    expect(await duplex(call)).toMatchObject({ exit: 2, err: expect.stringContaining('nickname') });
    const { exit, err, lines } = await duplex([...call, option, '--take', '1']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: '7', message: 'Hello, Ada!' });
  },
);

it.each([
  ['of a list', '{"value":1,"unit":"V"}{"value":2}', ''],
  ['of standard input', '-', '{"value":1,"unit":"V"}\n{"value":2}'],
])('in a stream too, %s', async (_, data, input) => {
  const call = ['call', server.address, upload, '-d', data];
  expect(await duplex(call, Readable.from([input]))).toMatchObject({
    exit: 2,
    err: expect.stringContaining('unit'),
  });
  const { exit, err, lines } = await duplex([...call, '--ignore-unknown'], Readable.from([input]));
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ count: '2', sum: 3 });
});
