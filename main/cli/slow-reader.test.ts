import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { run } from './run.ts';

const count = 3000;
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(() => server.close());

it('every message reaches a reader that is slower than the server, the last ones too', async () => {
  const stdout = new PassThrough({ highWaterMark: 1000 });
  const message = JSON.stringify({ symbol: 'DPX', count, payloadBytes: 100 });
  const running = run(['call', server.address, 'sample.market.v1.Market/Watch', '-d', message], {
    stdin: Readable.from([]),
    stdout,
    stderr: new PassThrough(),
    cwd: process.cwd(),
    version: '1.2.3',
    onInterrupt: () => () => {},
  }).then((exit) => {
    stdout.end();
    return exit;
  });
  let lines = 0;
  stdout.on('data', (piece: Buffer) => {
    lines += piece.toString().split('\n').length - 1;
    stdout.pause();
    void turn().then(() => stdout.resume());
  });
  await once(stdout, 'end');
  expect(await running).toBe(0);
  expect(lines).toBe(count);
});

it('tells of a reader that does not read behind the end of a call', async () => {
  const stdout = new PassThrough({ highWaterMark: 1000 });
  const stderr = new PassThrough();
  const message = JSON.stringify({ symbol: 'DPX', count: 1_000_000, payloadBytes: 100 });
  const call = ['call', server.address, 'sample.market.v1.Market/Watch', '-d', message];
  const running = run([...call, '--deadline', '500ms'], {
    stdin: Readable.from([]),
    stdout,
    stderr,
    cwd: process.cwd(),
    version: '1.2.3',
    onInterrupt: () => () => {},
  });
  const [told] = await once(stderr, 'data');
  expect(String(told)).toBe(
    'The call has ended (DEADLINE_EXCEEDED 4), and what came of it is not read from standard output: waiting for its reader\n',
  );
  stdout.resume();
  expect(await running).toBe(64 + 4);
});
