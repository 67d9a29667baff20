import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  dataFrame,
  type FrameServer,
  headersFrame,
  startFrameServer,
} from '#engine/testing/frame-server.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { builtIn } from './built-program.ts';

const folders = new TestFolders();
const set = fileURLToPath(import.meta.resolve('#samples/samples.binpb'));
const headers = { ':status': '200', 'content-type': 'application/grpc' };
/** CANCEL. */
const cancel = 8;
let program: string;
let server: FrameServer;
beforeAll(async () => {
  program = await builtIn(folders.make());
  server = await startFrameServer({
    onRequest: ({ stream, write }) =>
      write(headersFrame(stream, headers), dataFrame(stream, Buffer.alloc(5))),
  });
}, 60_000);
afterAll(() => {
  server.close();
  folders.delete();
});

it.each([
  ['--take', ['--take', '1'], 0],
  ['a deadline', ['--deadline', '1s'], 68],
  ['Ctrl+C', ['--pretty'], 65],
])('a call that is ended by %s is reset before the process goes', async (how, options, exit) => {
  const call = ['call', server.address, 'sample.greeter.v1.Greeter/Slow', '--descriptor-set', set];
  const before = server.resets.length;
  const child = spawn(process.execPath, [program, ...call, ...options]);
  const ended = once(child, 'exit');
  if (how === 'Ctrl+C') child.stdout.once('data', () => child.kill('SIGINT'));
  expect((await ended)[0]).toBe(exit);
  await expect.poll(() => server.resets.slice(before)).toEqual([cancel]);
});
