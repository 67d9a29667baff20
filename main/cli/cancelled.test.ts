import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(() => server.close());
const duplex = duplexIn(process.cwd());

/** How a call ends in its timeline. */
async function endOf(args: readonly string[], input?: Readable) {
  const { lines, ...more } = await duplex(['call', server.address, ...args, '--timeline'], input);
  const end: unknown = JSON.parse(lines.at(-1) ?? '');
  return { end, ...more };
}

it('says of a message that is wrong that it ended the call', async () => {
  const input = Readable.from(['{"sensor":"a","value":1}\n', '{"value":"x"}']);
  const { end, err } = await endOf(['sample.telemetry.v1.Telemetry/Upload', '-d', '-'], input);
  expect(end).toMatchObject({
    status: 'CANCELLED',
    message: 'Cancelled because message 2 to send is wrong',
  });
  expect(err).toContain('Message 2: $.value: expected double, got "x"');
});

it('says of enough messages that --take asked for no more', async () => {
  const { end, exit } = await endOf([
    'sample.market.v1.Market/Watch',
    '-d',
    '{"symbol":"DPX","count":9}',
    '--take',
    '2',
  ]);
  expect({ end, exit }).toMatchObject({
    end: { status: 'CANCELLED', message: 'Cancelled because 2 messages had come, as --take asks' },
    exit: 0,
  });
});
