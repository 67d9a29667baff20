import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const FILES: Readonly<Record<string, string>> = {
  'good.proto': `syntax = "proto3"; package g;
message M { string a = 1; }
service G { rpc R(M) returns (M); }`,
  'unrelated.proto': 'syntax = "proto3"; message {',
  'lacking.proto': 'syntax = "proto3"; package l; import "gone.proto"; message L { gone.T t = 1; }',
  'lacking-too.proto': `syntax = "proto3"; package lt; import "gone.proto"; message L { string s = 1; }
message N { gone.T t = 1; L l = 2; }
service S { rpc R(L) returns (L) { option (gone.rule) = "x"; } }
service Half { rpc R(L) returns (L); rpc P(L) returns (N); }`,
  'user.proto': `syntax = "proto3"; package u; import "lacking.proto"; message U { l.L l = 1; }
service S { rpc R(U) returns (U); }`,
  'greeter.proto': `syntax = "proto3"; package sample.greeter.v1; message Hello { string name = 1; }
service Greeter { rpc SayHello(Hello) returns (Hello); }`,
};

let folder: string;
let duplex: Duplex;
let server: SampleServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  duplex = duplexIn(folder);
  server = await startSampleServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const all = ['--proto', '.'];
const unrelated = 'unrelated.proto:1:28: ';
const missing = '.proto:1:32: import "gone.proto" was not found; 2 files import it';

describe('with an error in some of the files', () => {
  it('lists what is whole, tells the errors and exits 2', async () => {
    const services = await duplex(['list', '-', ...all]);
    expect(services).toMatchObject({
      exit: 2,
      lines: ['g.G', 'lt.S', 'sample.greeter.v1.Greeter'],
    });
    expect(services.err).toContain(unrelated);
    expect(services.err).toContain(missing);
    expect(await duplex(['list', '-', 'g.G', ...all])).toMatchObject({ exit: 2, out: 'g.G/R\n' });
    expect(await duplex(['list', '-', 'u.S', ...all])).toMatchObject({ exit: 2, out: '' });
    const half = await duplex(['list', '-', 'lt.Half', ...all]);
    expect(half).toMatchObject({ exit: 2, out: 'lt.Half/R\n' });
  });

  it.each([
    ['describe', ['describe', '-', 'g.G'], /^service G \{/],
    ['describe, of a field', ['describe', '-', 'g.M.a'], /string a = 1;/],
    ['encode', ['encode', 'g.M', '--hex'], /^0a0178\n$/],
    ['decode', ['decode', 'g.M'], /^\{\}\n$/],
    ['describe, beside a missing import', ['describe', '-', 'lt.L'], /^message L \{/],
    ['describe, of a service there', ['describe', '-', 'lt.S'], /^service S \{/],
    ['describe, of a method there', ['describe', '-', 'lt.Half/R'], /^rpc R\(/],
    ['describe, of a field there', ['describe', '-', 'lt.N.l'], /L l = 2;/],
    ['decode there', ['decode', 'lt.L'], /^\{\}\n$/],
  ])('goes on with what needs none of them: %s', async (_, args, out) => {
    const input = args[0] === 'encode' ? [Buffer.from('{"a": "x"}')] : [];
    const done = await duplex([...args, ...all], Readable.from(input));
    expect(done).toMatchObject({ exit: 0, out: expect.stringMatching(out) });
    expect(done.err).toContain(unrelated);
  });

  it.each([
    ['an import of an import', ['describe', '-', 'u.S']],
    ['an import that is told at another file', ['encode', 'lt.N', '--hex']],
    ['an answer', ['describe', '-', 'lt.Half']],
    ['a field', ['describe', '-', 'lt.N.t']],
    ['something in its file', ['describe', '-', 'lt.L', '--file']],
    ['its own type', ['decode', 'l.L']],
  ])('ends at what needs one of them: %s', async (_, args) => {
    const done = await duplex([...args, ...all], Readable.from([Buffer.from('{}')]));
    expect(done).toMatchObject({ exit: 2, out: '', err: expect.stringContaining(missing) });
    expect(done.err).toMatch(/needs has \d errors?\n$/);
  });

  it('tells them beside an unknown symbol', async () => {
    const done = await duplex(['describe', '-', 'g.Gone', ...all]);
    expect(done).toMatchObject({ exit: 2, out: '' });
    expect(done.err).toContain(unrelated);
    expect(done.err).toContain('The schema has no symbol g.Gone');
  });

  it('calls a method that needs none of them, and no other', async () => {
    const hello = 'sample.greeter.v1.Greeter/SayHello';
    const called = await duplex(['call', server.address, hello, '-d', '{"name":"A"}', ...all]);
    expect(called).toMatchObject({ exit: 0, err: expect.stringContaining(unrelated) });
    const refused = await duplex(['call', server.address, 'u.S/R', ...all]);
    expect(refused).toMatchObject({ exit: 2, out: '' });
    expect(refused.err).toContain('What u.S/R needs has');
  });

  it('compiles nothing', async () => {
    const before = readdirSync(folder);
    const done = await duplex(['compile', '-o', 'out.binpb', ...all]);
    expect(done).toMatchObject({
      exit: 2,
      err: expect.stringContaining('The schema has 3 errors'),
    });
    expect(readdirSync(folder)).toEqual(before);
  });
});
