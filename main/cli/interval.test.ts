import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TimelineEvent } from '#app/contract/calls.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const upload = 'sample.telemetry.v1.Telemetry/Upload';
const readings = '{"value":1} {"value":2}\n{"value":3}';
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(() => server.close());

it.each([
  ['given', ['-d', readings], undefined],
  ['of standard input', ['-d', '-'], Readable.from([readings])],
])('messages %s are sent an interval apart, and no sooner', async (_, data, input) => {
  const interval = ['--interval', '40ms', '--timeline'];
  const { exit, lines } = await duplex(
    ['call', server.address, upload, ...data, ...interval],
    input,
  );
  const events = lines.map((line): TimelineEvent => JSON.parse(line));
  const sent = events.filter(({ type }) => type === 'sent').map(({ at }) => at);
  const gaps = sent.slice(1).map((at, place) => at - (sent[place] ?? 0));
  expect([exit, sent.length]).toEqual([0, 3]);
  // Between the first and the last there are two of them; one that came late does not move the next.
  expect(Math.min(...gaps)).toBeGreaterThan(0);
  expect((sent[2] ?? 0) - (sent[0] ?? 0)).toBeGreaterThan(70);
});

it.each([
  [['--jitter', '20%'], '--jitter is of a time that is not given'],
  [['--interval', 'soon'], '"soon" is not a time'],
  [['--interval', '1s', '--jitter', '0.2'], '"0.2" is no jitter'],
  [['--interval', '1s', '--jitter', '101%'], '"101%" is no jitter'],
])('%s is refused before anything is sent', async (options, text) => {
  const { exit, err, out } = await duplex(['call', server.address, upload, '-d', '{}', ...options]);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(text);
});

it('an interval is refused for a method that takes one message', async () => {
  const hello = 'sample.greeter.v1.Greeter/SayHello';
  const { exit, err } = await duplex(['call', server.address, hello, '--interval', '1s']);
  expect(exit).toBe(2);
  expect(err).toContain('takes one message: --interval has no meaning there');
});
