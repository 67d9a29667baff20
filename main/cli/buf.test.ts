import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Duplex, duplexIn } from './run-duplex.ts';

const files = {
  'ws/buf.yaml': 'version: v2\nmodules:\n  - path: api\n    excludes: [api/old]\n  - path: lib\n',
  'ws/api/pay/v1/pay.proto':
    'syntax = "proto3"; package pay.v1; import "money/v1/money.proto"; service Pay { rpc Do(money.v1.Sum) returns (money.v1.Sum); }',
  'ws/api/old/broken.proto': 'syntax = "proto9";',
  'ws/lib/money/v1/money.proto':
    'syntax = "proto3"; package money.v1; message Sum { int64 units = 1; }',
  'ws/elsewhere/x.proto': 'syntax = "proto3"; service Elsewhere {}',
  'torn/buf.yaml': 'version: v2\nmodules:\n  - path: gone\n    includes: [',
  'torn/a.proto': 'syntax = "proto3"; service Torn {}',
  'plain/a.proto': 'syntax = "proto3"; service Plain {}',
};
let folder: string;
let duplex: Duplex;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-buf-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  duplex = duplexIn(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('--buf', () => {
  it('gives the files of the modules of a folder, which find each other', async () => {
    expect(await duplex(['list', '-', '--buf', 'ws'])).toMatchObject({
      exit: 0,
      out: 'pay.v1.Pay\n',
      err: '',
    });
    const described = await duplex(['describe', '-', 'pay.v1.Pay', '--buf', 'ws/api']);
    expect(described).toMatchObject({ exit: 0, err: '' });
    expect(described.out).toContain('rpc Do(money.v1.Sum) returns (money.v1.Sum)');
  });

  it('goes with encode, decode and compile', async () => {
    const encoded = await duplex(
      ['encode', 'money.v1.Sum', '--buf', 'ws', '--hex'],
      Readable.from(['{"units": "5"}']),
    );
    expect(encoded).toMatchObject({ exit: 0, out: '0805\n', err: '' });
    const decoded = await duplex(
      ['decode', 'money.v1.Sum', '--buf', 'ws', '--hex'],
      Readable.from(['0805']),
    );
    expect(decoded).toMatchObject({ exit: 0, out: '{"units":"5"}\n', err: '' });
    const compiled = await duplex(['compile', '--buf', 'ws', '-o', '-']);
    expect(compiled).toMatchObject({ exit: 0, err: '' });
    expect(compiled.out).toContain('money/v1/money.proto');
  });

  it('takes a folder without settings of buf for one module, and says so', async () => {
    const listed = await duplex(['list', '-', '--buf', 'plain']);
    expect(listed).toMatchObject({ exit: 0, out: 'Plain\n' });
    expect(listed.err).toContain('warning: there is no buf.yaml or buf.work.yaml in "plain"');
  });

  it('tells what is wrong with settings, and not that there are none', async () => {
    const listed = await duplex(['list', '-', '--buf', 'torn']);
    expect(listed).toMatchObject({ exit: 0, out: 'Torn\n' });
    expect(listed.err).toContain('torn/buf.yaml:4:');
    expect(listed.err).not.toContain('there is no buf.yaml');
  });

  it('exits 2 for a folder that is not there, and is in every --help', async () => {
    expect(await duplex(['list', '-', '--buf', 'gone'])).toMatchObject({ exit: 2, out: '' });
    for (const command of ['list', 'describe', 'call', 'compile', 'encode', 'decode'])
      expect((await duplex([command, '--help'])).out).toContain('--buf DIR');
  });
});
