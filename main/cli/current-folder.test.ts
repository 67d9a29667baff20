import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { nameCurrentFolder } from './current-folder.ts';
import { duplexIn } from './run-duplex.ts';

const before = process.cwd();
const { cwd } = process;
const { PWD } = process.env;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'duplex-gone-'));
const samples = join(before, 'proto-samples/samples.binpb');
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
  process.chdir(folder);
  process.env['PWD'] = folder;
  rmdirSync(folder);
  nameCurrentFolder();
});
afterAll(async () => {
  process.cwd = cwd;
  process.chdir(before);
  if (PWD === undefined) delete process.env['PWD'];
  else process.env['PWD'] = PWD;
  await server.close();
});

it('a deleted current folder is not needed where no path is relative to it', async () => {
  const duplex = duplexIn(process.cwd());
  const listed = await duplex(['list', server.address]);
  expect(listed).toMatchObject({ exit: 0, err: '' });
  expect(listed.lines).toContain('sample.greeter.v1.Greeter');
  const method = 'sample.greeter.v1.Greeter/SayHello';
  const called = await duplex(['call', server.address, method, '--descriptor-set', samples]);
  expect(called).toMatchObject({ exit: 0, err: '' });
});

it.each([
  [['list', '-', '--proto', 'x.proto']],
  [['list', '-', '--descriptor-set', 'x.proto']],
  [['list', 'localhost:1', '--cacert', 'x.proto']],
  [['compile', '--descriptor-set', samples, '-o', 'x.proto']],
  [['run', 'x.proto']],
])('what is looked for in it is not found, and the sentence says why: %j', async (args) => {
  const { exit, err } = await duplexIn(process.cwd())(args);
  expect(exit).toBe(2);
  expect(err).toMatch(/^duplex: .*\bx\.proto\b/);
  expect(err).toContain(
    '  The current folder was deleted: change to one that is there, or give whole paths\n',
  );
});
