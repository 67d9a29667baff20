import { describe, expect, it } from 'vitest';
import type { LoadedSource } from '#engine/schema/source.ts';
import { protoFolder, told } from '../proto-folder.ts';

const { path, write, load } = protoFolder();

const MONEY = 'syntax = "proto3"; package money.v1; message Sum { int64 units = 1; }';
const PAY = `syntax = "proto3"; package pay.v1; import "money/v1/money.proto";
service Pay { rpc Do(money.v1.Sum) returns (money.v1.Sum); }`;
const BROKEN = 'syntax = "proto9";';

function names({ files }: LoadedSource): string[] {
  return files.map(({ name }) => name).sort();
}

describe('a folder with settings of buf', () => {
  it('of version 2 is its modules, without what they leave out', async () => {
    await write({
      'buf.yaml': `version: v2
modules:
  - path: api
    excludes:
      - api/old
  - path: lib/proto
    name: buf.build/acme/lib
    includes: [lib/proto/money]
`,
      'api/pay/v1/pay.proto': PAY,
      'api/old/broken.proto': BROKEN,
      'lib/proto/money/v1/money.proto': MONEY,
      'lib/proto/other/broken.proto': BROKEN,
    });
    const loaded = await load({ protos: [path()], cwd: path() });
    expect(told(loaded)).toEqual([]);
    expect(names(loaded)).toEqual(['money/v1/money.proto', 'pay/v1/pay.proto']);
    expect(loaded.roots).toEqual([
      {
        path: path('api'),
        how: 'buf',
        reason: `It is a module of buf.yaml, without ${path('api/old')}.`,
      },
      { path: path('lib/proto'), how: 'buf', reason: 'It is a module of buf.yaml.' },
      { path: path(), how: 'own', reason: 'It was added.' },
    ]);
  });

  it('of version 1 is one module, and buf.work.yaml joins several', async () => {
    await write({
      'buf.work.yaml': 'version: v1\ndirectories:\n  - api\n  - lib\n',
      'api/buf.yaml': 'version: v1\nbuild:\n  excludes: [old]\n',
      'api/pay/v1/pay.proto': PAY,
      'api/old/broken.proto': BROKEN,
      'lib/money/v1/money.proto': MONEY,
      'api/decoy/money/v1/money.proto': MONEY.replace('units', 'wrong'),
    });
    const loaded = await load({ protos: [path('api/pay/v1/pay.proto')], cwd: path() });
    expect(told(loaded)).toEqual([]);
    const sum = loaded.files.find(({ name }) => name === 'money/v1/money.proto')?.descriptor;
    expect(sum?.messageType?.[0]?.field?.[0]?.name).toBe('units');
    expect(names(await load({ bufDirs: ['.'], cwd: path() }))).toEqual([
      'decoy/money/v1/money.proto',
      'money/v1/money.proto',
      'pay/v1/pay.proto',
    ]);
  });

  it('of version v1beta1 has several roots', async () => {
    await write({
      'buf.yaml': 'version: v1beta1\nbuild:\n  roots: [proto, vendored]\n  excludes: [proto/old]\n',
      'proto/pay/v1/pay.proto': PAY,
      'proto/old/broken.proto': BROKEN,
      'vendored/money/v1/money.proto': MONEY,
    });
    const loaded = await load({ protos: [path()] });
    expect(told(loaded)).toEqual([]);
    expect(names(loaded)).toEqual(['money/v1/money.proto', 'pay/v1/pay.proto']);
  });

  it('lies above a file that is given alone, or below a folder', async () => {
    await write({
      'repo/.git/HEAD': '',
      'repo/sub/buf.yaml': 'version: v2\nmodules: [{path: api}, {path: shared/lib}]\n',
      'repo/sub/api/pay/v1/pay.proto': PAY,
      'repo/sub/shared/lib/money/v1/money.proto': MONEY,
    });
    for (const given of ['repo/sub/api/pay/v1/pay.proto', 'repo', 'repo/sub/buf.yaml']) {
      const loaded = await load({ protos: [path(given)] });
      expect(told(loaded)).toEqual([]);
      expect(names(loaded)).toEqual(['money/v1/money.proto', 'pay/v1/pay.proto']);
    }
  });

  it('leaves nothing out of a folder that it leaves out as a whole', async () => {
    await write({
      'buf.yaml': 'version: v2\nmodules:\n  - path: .\n    excludes: [old]\n',
      'old/deep/money.proto': MONEY,
    });
    expect(names(await load({ protos: [path('old')] }))).toEqual(['old/deep/money.proto']);
    expect(names(await load({ protos: [path('old/deep/money.proto')] }))).toHaveLength(1);
  });

  it('may use anchors, and be empty', async () => {
    await write({
      'one/buf.yaml': 'version: v2\nmodules:\n  - &m {path: api}\n  - *m\n',
      'one/api/money/v1/money.proto': MONEY,
      'two/buf.yaml': '',
      'two/pay/v1/pay.proto': PAY,
    });
    const loaded = await load({ protos: [path('one'), path('two')] });
    expect(told(loaded)).toEqual([]);
    expect(names(loaded)).toEqual(['money/v1/money.proto', 'pay/v1/pay.proto']);
  });
});

describe('what is wrong in a buf.yaml', () => {
  it('is told with its place, and hides nothing', async () => {
    await write({
      'buf.yaml': `version: v7
modules:
  - path: ../outside
  - path: gone
  - excludes: [api, /etc, 7]
  - nonsense
deps: text
`,
      'api/buf.yaml': 'version: [\n',
      'api/money/v1/money.proto': MONEY,
    });
    const loaded = await load({ protos: [path()], cwd: path() });
    expect(told(loaded)).toEqual([
      expect.stringMatching(/^api\/buf\.yaml:2:1: /),
      'buf.yaml:1:10: version "v7" is not known, and is read as v2',
      'buf.yaml:3:11: "../outside" leads out of the folder of this file, and is left out',
      'buf.yaml:4:11: the module "gone" is not a folder',
      'buf.yaml:5:21: "/etc" leads out of the folder of this file, and is left out',
      'buf.yaml:5:27: an entry of "excludes" is not a text',
      'buf.yaml:6:5: an entry of "modules" is not a map',
      'buf.yaml:7:7: "deps" is not a list',
    ]);
    expect(loaded.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(loaded.diagnostics[1]?.path).toBe(path('buf.yaml'));
    expect(names(loaded)).toEqual(['money/v1/money.proto']);
  });
});

it('a buf.yaml that is made to hurt does not', async () => {
  await write({
    'deep/buf.yaml': '['.repeat(100_000),
    'large/buf.yaml': '#'.repeat(300_000),
    'names/buf.yaml': 'version: v2\n__proto__: {a: 1}\nmodules: &m [{path: ., constructor: *m}]\n',
    'names/money/v1/money.proto': MONEY,
  });
  const loaded = await load({ protos: [path()], cwd: path() });
  expect(names(loaded)).toEqual(['money/v1/money.proto']);
  const files = loaded.diagnostics.map(({ file }) => file);
  expect(files.filter((file) => file === 'deep/buf.yaml').length).toBeGreaterThan(0);
  expect(files.filter((file) => file !== 'deep/buf.yaml')).toEqual(['large/buf.yaml']);
  expect(files.length).toBeLessThan(10);
});

describe('a dependency of buf', () => {
  const USER = `syntax = "proto3";
import "acme/money.proto";
import "google/type/date.proto";
message M { acme.Money m = 1; google.type.Date d = 2; }`;
  const ACME = 'syntax = "proto3"; package acme; message Money { int64 units = 1; }';
  const commit = '6c776ed5bee54462b06d31fb7f7c16b8';

  it('that is not there is told with how to get it, when something may be missing of it', async () => {
    await write({
      'buf.yaml':
        'version: v2\ndeps:\n  - buf.build/googleapis/googleapis\n  - buf.build/acme/money:v1\n',
      'm.proto': USER,
      'alone/buf.yaml': 'version: v1\ndeps: [buf.build/acme/unused]\n',
      'alone/a.proto': 'syntax = "proto3";',
    });
    const loaded = await load({ protos: [path()], cwd: path(), bufModules: path('no/cache') });
    expect(told(loaded)).toEqual([
      'm.proto:2:1: import "acme/money.proto" was not found',
      'buf.yaml:4:5: buf.build/acme/money is not here; "acme/money.proto" may be of it',
      'm.proto:4:13: type "acme.Money" is not defined',
    ]);
    expect(loaded.diagnostics[1]).toMatchObject({
      severity: 'warning',
      hint: 'Run: buf export buf.build/acme/money -o DIR. Then add DIR as an import path.',
    });
  });

  it.each([
    ['v2', `version: v2\ndeps:\n  - name: buf.build/acme/money\n    commit: ${commit}\n`, 'b5'],
    [
      'v1',
      `version: v1\ndeps:\n  - remote: buf.build\n    owner: acme\n    repository: money\n    commit: ${commit}\n`,
      'b4',
    ],
  ])('that buf has fetched is read from its cache, with a lock of %s', async (_, lock, digest) => {
    const cached = `cache/${digest}/buf.build/acme/money/${commit}`;
    await write({
      'ws/buf.yaml': 'version: v2\ndeps: [buf.build/acme/money]\n',
      'ws/.git/HEAD': '',
      'ws/buf.lock': lock,
      'ws/m.proto': USER,
      [`${cached}/files/acme/money.proto`]: ACME,
    });
    const options = { protos: [path('ws')], bufModules: path('cache'), cwd: path() };
    // As long as buf writes it, it is not there.
    expect(told(await load(options))).toHaveLength(3);
    await write({ [`${cached}/module.yaml`]: 'version: v1\nfiles_dir: files\n' });
    const loaded = await load(options);
    expect(told(loaded)).toEqual([]);
    expect(loaded.roots).toContainEqual({
      path: path(`${cached}/files`),
      how: 'buf',
      reason: 'It holds buf.build/acme/money, as buf has fetched it.',
    });
  });
});
