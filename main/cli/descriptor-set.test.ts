import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const samplesSet = fileURLToPath(new URL('../../proto-samples/samples.binpb', import.meta.url));
let server: SampleServer;
let folder: string;
let duplex: Duplex;

beforeAll(async () => {
  server = await startSampleServer({ reflection: 'none' });
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  copyFileSync(samplesSet, join(folder, 'samples.binpb'));
  duplex = duplexIn(folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('--descriptor-set', () => {
  it.each([['--descriptor-set'], ['-protoset'], ['--proto']])(
    'gives the schema instead of reflection, as %s too',
    async (option) => {
      const set = [option, 'samples.binpb'];
      const listed = await duplex(['list', '-', 'sample.greeter.v1.Greeter', ...set]);
      expect(listed).toMatchObject({ exit: 0, err: '' });
      expect(listed.lines).toContain('sample.greeter.v1.Greeter/SayHello');
      const called = await duplex([
        'call',
        server.address,
        'sample.greeter.v1.Greeter/SayHello',
        '-d',
        '{"name":"Ada"}',
        ...set,
      ]);
      expect(called).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('Ada') });
    },
  );

  it('exits 2 for a file that is none, also beside one that is', async () => {
    writeFileSync(join(folder, 'odd.binpb'), 'not one');
    const odd = await duplex(['list', '-', '--descriptor-set', 'odd.binpb']);
    expect(odd).toMatchObject({ exit: 2, out: '' });
    expect(odd.err).toMatch(/odd\.binpb: .*no descriptor set.*\n {2}Make one with protoc/);
    const both = ['--descriptor-set', 'samples.binpb', '--descriptor-set', 'odd.binpb'];
    const listed = await duplex(['list', '-', ...both]);
    expect(listed).toMatchObject({
      exit: 2,
      lines: expect.arrayContaining(['sample.chat.v1.Chat']),
    });
  });

  it('warns of a server without reflection only where the files do not define what is asked for', async () => {
    const set = ['--descriptor-set', 'samples.binpb', '--reflect'];
    const hello = 'sample.greeter.v1.Greeter/SayHello';
    for (const args of [
      ['call', server.address, hello],
      ['describe', server.address, hello],
      ['describe', server.address, 'sample.greeter.v1.SayHelloRequest.name'],
      ['list', server.address, 'sample.greeter.v1.Greeter'],
    ])
      expect(await duplex([...args, ...set])).toMatchObject({ exit: 0, err: '' });
    const warning = /^warning: .* has no reflection service\n {2}Add the \.proto files/;
    for (const args of [
      ['call', server.address, 'no.Such/Thing'],
      ['describe', server.address, 'no.Such'],
      ['list', server.address],
    ])
      expect((await duplex([...args, ...set])).err).toMatch(warning);
  });
});
