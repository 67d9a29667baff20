import { Readable } from 'node:stream';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerWith, type RawServer, startRawServer } from '#engine/testing/raw-server.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const closed = '127.0.0.1:1';
let refusing: RawServer;
beforeAll(async () => {
  refusing = await startRawServer((stream) =>
    answerWith(stream, Buffer.alloc(0), { 'grpc-status': '16', 'grpc-message': 'who are you?' }),
  );
});
afterAll(() => refusing.close());

it.each([
  [401, 16],
  [403, 7],
])('advice for HTTP %i in the place of reflection is given once', async (httpStatus, code) => {
  const server = await startRawServer((stream) => {
    stream.respond({ ':status': httpStatus, 'content-type': 'text/plain' });
    stream.end('who are you?');
  });
  for (const command of [['list'], ['call', 's.S/Do']]) {
    const [name = '', ...more] = command;
    const { err, exit } = await duplex([name, server.address, ...more]);
    expect(exit).toBe(64 + code);
    expect(err.match(/such as authorization/g)).toHaveLength(1);
  }
  server.close();
});

describe('a call whose server cannot be asked for its schema has a timeline all the same', () => {
  const events = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

  it('of a closed port', async () => {
    const given = ['call', closed, 's.S.Do', '-H', 'a: b', '--timeline'];
    const { exit, err, lines } = await duplex(given);
    expect(exit).toBe(3);
    expect(err).toMatch(/^duplex: Nothing listens at 127\.0\.0\.1:1: the connection was refused\n/);
    expect(events(lines)).toEqual([
      {
        seq: 0,
        at: 0,
        type: 'start',
        method: 's.S/Do',
        target: `grpc://${closed}`,
        metadata: [['a', 'b']],
      },
      {
        seq: 1,
        at: expect.any(Number),
        type: 'end',
        code: 14,
        status: 'UNAVAILABLE',
        message: expect.stringMatching(/^Nothing listens at 127\.0\.0\.1:1: .*\. .*\.$/),
        details: [],
        trailers: [],
      },
    ]);
  });

  it('which a saved request has too, with its path', async () => {
    const { exit, lines } = await duplex([
      'run',
      'proto-samples/workspace/collections/greetings',
      '--target',
      closed,
      '--timeline',
    ]);
    expect(exit).toBe(3);
    const told = events(lines);
    expect(told.map(({ type, seq }) => `${seq} ${type}`).slice(0, 2)).toEqual(['0 start', '1 end']);
    expect(told[0].saved).toBe(told[1].saved);
    expect(told[0].saved).toMatch(/\.request\.yaml$/);
  });

  it('of a server that refuses reflection: the status is the one it gave', async () => {
    const { exit, lines } = await duplex(['call', refusing.address, 's.S/Do', '--timeline']);
    expect(exit).toBe(64 + status.UNAUTHENTICATED);
    expect(events(lines)).toMatchObject([
      { type: 'start' },
      {
        type: 'end',
        code: 16,
        status: 'UNAUTHENTICATED',
        message: expect.stringContaining('who are you?'),
      },
    ]);
  });

  it('of a deadline that passes before that', async () => {
    const waiting = ['--wait-for-ready', '--deadline', '300ms', '--timeline'];
    const { exit, lines } = await duplex(['call', closed, 's.S/Do', ...waiting]);
    expect(exit).toBe(3);
    expect(events(lines)).toMatchObject([
      { type: 'start' },
      { type: 'end', code: 4, status: 'DEADLINE_EXCEEDED' },
    ]);
  });

  it('of Ctrl+C before that', async () => {
    let interrupt = (): void => {};
    const server = await startReflectionServer({
      services: [],
      bySymbol: () => undefined,
      byName: () => undefined,
      manner: () => setImmediate(() => interrupt()),
    });
    const { exit, lines } = await duplex(
      ['call', server.address, 's.S/Do', '--timeline'],
      Readable.from([]),
      (listener) => {
        interrupt = listener;
      },
    );
    server.close();
    expect(exit).toBe(65);
    expect(events(lines)).toMatchObject([
      { seq: 0, type: 'start' },
      { seq: 1, type: 'cancel' },
      {
        seq: 2,
        type: 'end',
        code: 1,
        status: 'CANCELLED',
        message: expect.stringMatching(/^Cancelled by hand, /),
      },
    ]);
  });

  it('and none where what was typed is wrong: there was no call', async () => {
    expect(await duplex(['call', '-', 's.S/Do', '--timeline'])).toMatchObject({ exit: 2, out: '' });
  });
});
