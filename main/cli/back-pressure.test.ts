import { Readable } from 'node:stream';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { duplexIn } from './run-duplex.ts';

const duplex = duplexIn(process.cwd());
const files = descriptorBytes({
  'm.proto': `syntax = "proto3"; package s; message M { string text = 1; }
    service S { rpc Talk(stream M) returns (stream M); }`,
});
const count = 20_000;

it('lines are read from standard input no faster than the server takes the messages', async () => {
  let received = 0;
  const server = await startReflectionServer({
    services: ['s.S'],
    bySymbol: () => [...files.values()],
    byName: () => undefined,
    talks: {
      '/s.S/Talk': (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', () => {
          received += 1;
          if (received % 10 !== 0) return;
          call.pause();
          setImmediate(() => call.resume());
        });
        call.on('end', () => call.end());
      },
    },
  });
  let read = 0;
  let furthest = 0;
  function* lines() {
    for (; read < count; read += 1) {
      furthest = Math.max(furthest, read - received);
      yield `{"text":"${'x'.repeat(1000)}"}\n`;
    }
  }
  const called = await duplex(
    ['call', server.address, 's.S/Talk', '-d', '-'],
    Readable.from(lines()),
  );
  server.close();
  expect(called).toMatchObject({ exit: 0, out: '', err: '' });
  expect(received).toBe(count);
  // What HTTP/2's windows and the buffers of both ends hold, a small part of all.
  expect(furthest).toBeLessThan(count / 10);
});
