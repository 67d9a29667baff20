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
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const call = (method: string, ...pieces: readonly Buffer[]) =>
  duplex(['call', server.address, method, '-d', '-'], Readable.from(pieces, { objectMode: false }));

it.each([
  [hello, [latin1('{\n"name":\n"\xff"}')], 3],
  [hello, [Buffer.from('{"name":\n"ä'), latin1('\xe4"}')], 2],
  [upload, [latin1('{"sensor":"a"}\n'), latin1('{"sensor":"b"}\n\n{"sensor":"\xe4"}\n')], 4],
  [upload, [latin1('{"sensor":"\xc3')], 1],
])(
  'text on standard input that is not UTF-8 is refused with its line: %s',
  async (method, pieces, line) => {
    expect(await call(method, ...pieces)).toMatchObject({
      exit: 2,
      out: '',
      err: `duplex: Line ${line} of standard input is not UTF-8 text\n`,
    });
  },
);

it('UTF-16 is told as what it is', async () => {
  const bytes = Buffer.from('\ufeff{"name":"Ada"}', 'utf16le');
  const refused = 'duplex: What standard input holds is UTF-16\n  Write it as UTF-8\n';
  expect(await call(hello, bytes)).toMatchObject({ exit: 2, err: refused });
  expect(await call(upload, bytes.swap16())).toMatchObject({ exit: 2, err: refused });
});

it('a letter may come in pieces, and a byte order mark before all', async () => {
  const bytes = Buffer.from('\ufeff{"name":"Zoë"}');
  const { exit, out } = await call(hello, ...[...bytes].map((byte) => Buffer.of(byte)));
  expect(exit).toBe(0);
  expect(out).toContain('Hello, Zoë!');
});
