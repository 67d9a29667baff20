import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { startRawServer } from '#engine/testing/raw-server.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { builtIn } from './built-program.ts';

const folders = new TestFolders();
afterAll(() => folders.delete());

it('headers that HTTP/2 gives up at are told by a process that waits for nothing else', {
  timeout: 60_000,
}, async () => {
  const server = await startRawServer(
    (stream) => {
      stream.respond({ ':status': 200, 'x-large': 'x'.repeat(200_000) });
      stream.end();
    },
    { http2: { maxSendHeaderBlockLength: 1024 * 1024 } },
  );
  const call = ['call', server.address, 'sample.greeter.v1.Greeter/SayHello'];
  const set = fileURLToPath(import.meta.resolve('#samples/samples.binpb'));
  const child = spawn(process.execPath, [
    await builtIn(folders.make()),
    ...call,
    '--descriptor-set',
    set,
  ]);
  const ended = once(child, 'exit');
  const said = await text(child.stderr);
  const [exit] = await ended;
  server.close();
  expect(said).toBe(
    `INTERNAL 13: What ${server.address} answered cannot be read as HTTP/2: a header of over 64 KB, or frames that break its rules. Look at what the server puts into its headers, or at the proxy before it.\n`,
  );
  expect(exit).toBe(64 + 13);
});
