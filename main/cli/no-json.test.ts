import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { frame, startRawServer } from '#engine/testing/raw-server.ts';
import { LineBuffer } from './line-buffer.ts';
import { duplexIn } from './run-duplex.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Calls `SayHello` of a server that answers with this payload. */
async function greetedWith(payload: Buffer, ...options: readonly string[]) {
  const body = frame(await promisify(gzip)(payload), 1);
  const server = await startRawServer((stream) => {
    const headers = { 'content-type': 'application/grpc', 'grpc-encoding': 'gzip' };
    stream.respond({ ':status': 200, ...headers }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(body);
  });
  closing.push(() => server.close());
  const schema = ['--descriptor-set', 'proto-samples/samples.binpb'];
  const method = 'sample.greeter.v1.Greeter/SayHello';
  const { exit, err, lines } = await duplexIn(process.cwd())([
    'call',
    server.address,
    method,
    ...schema,
    ...options,
  ]);
  return { exit, err, lines, events: () => lines.map((line) => JSON.parse(line)) };
}

/** A text of control characters: each is six of JSON, and Node's texts end at 512 M. */
function tooLong(): Buffer {
  const length = 90 * 1024 * 1024 - 5;
  const digits = [0, 7, 14, 21].map(
    (shift) => ((length >>> shift) & 0x7f) | (shift < 21 ? 0x80 : 0),
  );
  const head = Buffer.from([0x0a, ...digits]);
  return Buffer.concat([head, Buffer.alloc(length, 1)]);
}

it('a timeline has the bytes of a message that is longer as JSON than a text can be, and its warning', async () => {
  const payload = tooLong();
  const { exit, err, events } = await greetedWith(payload, '--timeline');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const told = events();
  expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index));
  const [received, warning, end] = told.slice(-3);
  const { raw, ...rest } = received;
  expect(rest).toMatchObject({ type: 'received', index: 1, bytes: payload.length, message: null });
  expect(Buffer.from(raw, 'base64').equals(payload)).toBe(true);
  expect(warning).toMatchObject({
    type: 'warning',
    index: 1,
    text: 'Message 1 of 90 MB is longer as JSON than a text can be',
  });
  expect(end).toMatchObject({ type: 'end', code: 0 });
}, 60_000);

it('without a timeline, what is longer than a text can be is told, with where to see it', async () => {
  const { exit, err, lines } = await greetedWith(tooLong());
  expect({ exit, lines }).toEqual({ exit: 0, lines: [] });
  expect(err).toBe(
    'warning: Message 1 of 90 MB is longer as JSON than a text can be. It is not printed: --timeline shows its bytes, as base64\n' +
      'OK 0, but of 1 message 1 could not be printed\n',
  );
}, 60_000);

it('a timeline warns of a message that has no JSON form', async () => {
  // Its time is after the year 9999.
  const late = Buffer.from([0x2a, 0x07, 0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]);
  const { exit, events } = await greetedWith(late, '--timeline');
  expect(exit).toBe(0);
  const [received, warning] = events().slice(-3);
  expect(received).toMatchObject({ message: null, raw: late.toString('base64') });
  expect(warning).toMatchObject({
    type: 'warning',
    index: 1,
    text: expect.stringMatching(/^Message 1 of 9 bytes: The message has no JSON form: /),
  });
});

it('a line in pieces comes after what was added before it, no faster than it is read', async () => {
  const stdout = new PassThrough({ highWaterMark: 4 });
  const lines = new LineBuffer(stdout, () => {});
  let made = 0;
  function* pieces() {
    for (const piece of ['aaaa', 'bbbb', 'cccc']) {
      made += 1;
      yield piece;
    }
  }
  lines.add('first');
  const written = lines.addInPieces(pieces());
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBeLessThan(2);
  let read = '';
  stdout.on('data', (piece) => {
    read += piece;
  });
  await written;
  stdout.end();
  await once(stdout, 'end');
  expect(read).toBe('first\naaaabbbbcccc\n');
});
