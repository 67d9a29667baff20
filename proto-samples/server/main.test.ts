import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SampleClient } from './sample-client.ts';

let folder: string;

/** Bundled as a release is: everything but Node's own modules in one file. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-samples-test-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'server.mjs', codeSplitting: false } },
    },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(folder, 'server.mjs'), ...args]);
}

async function firstLines(
  program: ChildProcessWithoutNullStreams,
  count: number,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(program.stdout)) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the program serves both addresses, and %s ends it with status 0 even during a stream',
  async (signal) => {
    const program = start('--port', '0', '--tls-port', '0');
    const [plaintext = '', tls = ''] = await firstLines(program, 2);
    expect(plaintext).toMatch(/^plaintext grpc:\/\/127\.0\.0\.1:\d+$/);
    expect(tls).toMatch(/^tls grpcs:\/\/127\.0\.0\.1:\d+ ca \S/);
    const [, secure = '', , ca = ''] = tls.split(' ');
    const clients = [
      new SampleClient({ address: plaintext.split(' ')[1] ?? '' }),
      new SampleClient({ address: secure, ca }),
    ];
    for (const client of clients) {
      const id = '9007199254740993';
      const { message } = await client.unary('sample.greeter.v1.Greeter/SayHello', { id });
      expect(String(message['id'])).toBe(id);
      const flood = client.serverStream('sample.market.v1.Market/Watch', { symbol: 'X' });
      flood.on('error', () => undefined);
      await once(flood, 'data');
    }
    program.kill(signal);
    expect(await once(program, 'exit')).toEqual([0, null]);
    expect(existsSync(ca)).toBe(false);
    for (const client of clients) client.close();
  },
);

test('a port that is taken falls to a free one', async () => {
  const holder = createServer();
  const taken = await listen(holder);
  const program = start('--port', String(taken), '--tls-port', String(taken));
  const errors = text(program.stderr);
  const lines = await firstLines(program, 2);
  for (const line of lines) {
    expect(line).toMatch(/:\d+/);
    expect(line).not.toContain(`:${taken}`);
  }
  program.kill();
  await once(program, 'exit');
  expect(await errors).toBe('');
  holder.close();
});

test.each([
  ['--port', '70000'],
  ['--prot', '1'],
])('%s %s is refused with a sentence', async (...args) => {
  const program = start(...args);
  const output = text(program.stderr);
  expect(await once(program, 'close')).toEqual([1, null]);
  const errors = await output;
  expect(errors).toMatch(/^The sample server cannot start: .*--pr?o[rt]+/);
  expect(errors).not.toContain('    at ');
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
