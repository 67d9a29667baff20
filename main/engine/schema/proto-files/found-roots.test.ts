import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { LoadedSource } from '../source.ts';
import { protoFolder, told } from './proto-folder.ts';

const { path, write, load } = protoFolder();

/** A file that defines a message in the package of its name, and says which copy it is. */
const common = (copy: string) =>
  `syntax = "proto3"; package common; message C { string ${copy} = 1; }`;
const user = (name: string) =>
  `syntax = "proto3"; import "common/c.proto"; message ${name} { common.C c = 1; }`;

/** Which copy of `common/c.proto` was taken. */
function copies({ files }: LoadedSource): (string | null | undefined)[] {
  return files
    .filter((file) => file.descriptor.package === 'common')
    .map((file) => file.descriptor.messageType?.[0]?.field?.[0]?.name);
}

describe('an import that is misspelt', () => {
  it.each([
    ['shop/v1/ordr.proto', 'shop/v1/order.proto'],
    ['google/protobuf/timestmap.proto', 'google/protobuf/timestamp.proto'],
  ])('is told with the name that may be meant: %s', async (written, meant) => {
    await write({
      'shop/v1/order.proto': 'syntax = "proto3"; package shop.v1; message Order {}',
      'shop/v1/shop.proto': `syntax = "proto3"; package shop.v1; import "${written}"; message Shop {}`,
    });
    const { diagnostics } = await load({ protos: [path('shop')], importPaths: [path('')] });
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
      [`import "${written}" was not found`, `Did you mean "${meant}"?`],
    ]);
  });
});

describe('import roots that nobody gave', () => {
  it.each([
    'third_party/common/c.proto',
    'third_party/somebody/common/c.proto',
    'protos/common/c.proto',
    'googleapis/common/c.proto',
    'vendor/somebody/common/c.proto',
    'src/main/proto/common/c.proto',
    'deps/somebody/common/c.proto',
    'external/somebody/common/c.proto',
    'include/common/c.proto',
    '.buf/common/c.proto',
    'node_modules/@somebody/protos/common/c.proto',
    'some/other/place/common/c.proto',
    '.hidden/deps/common/c.proto',
    'build/dist/common/c.proto',
  ])('are found for a single file of a repository: %s', async (place) => {
    await write({ 'repo/svc/api/v1/a.proto': user('A'), [`repo/${place}`]: common('there') });
    await mkdir(path('repo/.git'));
    const loaded = await load({ protos: [path('repo/svc/api/v1/a.proto')] });
    expect(told(loaded)).toEqual([]);
    expect(copies(loaded)).toEqual(['there']);
    expect(loaded.files.map(({ name }) => name)).toContain('common/c.proto');
    const root = path(`repo/${place}`).slice(0, -'/common/c.proto'.length);
    expect(loaded.roots).toContainEqual({
      path: root,
      how: 'found',
      reason: `a.proto imports "common/c.proto", which is at ${root}/common/c.proto.`,
    });
  });

  it.each(['third_party/deep/down/common/c.proto', 'node_modules/@somebody/protos/common/c.proto'])(
    'are found for a folder: %s',
    async (place) => {
      await write({ 'repo/svc/a.proto': user('A'), [`repo/${place}`]: common('there') });
      const loaded = await load({ protos: [path('repo')] });
      expect(told(loaded)).toEqual([]);
      expect(copies(loaded)).toEqual(['there']);
    },
  );

  it('lie above a folder that is not the root itself', async () => {
    await write({ 'protos/common/c.proto': common('there'), 'protos/svc/a.proto': user('A') });
    const loaded = await load({ protos: [path('protos/svc')] });
    expect(told(loaded)).toEqual([]);
    expect(loaded.roots?.map(({ how, path: root }) => [how, root])).toEqual([
      ['own', path('protos/svc')],
      ['found', path('protos')],
    ]);
  });

  it('are never those that are ignored', async () => {
    await write({
      'repo/.git/HEAD': '',
      'repo/a.proto': user('A'),
      'repo/near/common/c.proto': common('near'),
      'repo/far/away/common/c.proto': common('far'),
    });
    const options = { protos: [path('repo/a.proto')] };
    expect(copies(await load(options))).toEqual(['near']);
    const without = await load({ ...options, ignoredRoots: [path('repo/near')] });
    expect(copies(without)).toEqual(['far']);
    const folder = await load({ protos: [path('repo')], ignoredRoots: [path('repo/near')] });
    expect(folder.files.find(({ name }) => name === 'a.proto')?.dependencies).toEqual([
      'common/c.proto',
    ]);
    expect(folder.roots?.map(({ path: root }) => root)).toEqual([
      path('repo'),
      path('repo/far/away'),
    ]);
  });

  it.each(['renamed/c.proto', 'node_modules/a/b/c/d/e/common/c.proto'])(
    'are proposed where one that must not be used holds what is missing: %s',
    async (place) => {
      const text = 'syntax = "proto3";\npackage common;\nmessage C { }';
      await write({ 'repo/svc/a.proto': user('A'), [`repo/${place}`]: text });
      await mkdir(path('repo/.git'));
      const ignored = path(`repo/${place.replace(/\/(?:common\/)?c\.proto$/, '')}`);
      const options = { protos: [path('repo/svc/a.proto')] };
      const { diagnostics } = await load({ ...options, ignoredRoots: [ignored] });
      expect(diagnostics[0]).toMatchObject({ importPath: ignored, line: 1 });
      const mended = await load({ ...options, importPaths: [ignored] });
      expect(told(mended)).toEqual([]);
    },
  );

  it('come after the import paths, which hold though others are nearer', async () => {
    await write({
      'a.proto': user('A'),
      'common/c.proto': common('near'),
      'given/common/c.proto': common('given'),
    });
    const loaded = await load({ protos: [path('a.proto')], importPaths: [path('given')] });
    expect(told(loaded)).toEqual([]);
    expect(copies(loaded)).toEqual(['given']);
    expect(loaded.roots?.map(({ how }) => how)).toEqual(['given', 'own']);
  });

  it('are the same for a bare name, whether a file or its repository is given', async () => {
    await write({
      'repo/.git/HEAD': '',
      'repo/a.proto': 'syntax = "proto3"; import "c.proto"; message A { common.C c = 1; }',
      'repo/other/place/c.proto': common('there'),
      'repo/node_modules/somebody/c.proto': common('foreign'),
    });
    for (const given of ['repo', 'repo/a.proto']) {
      const loaded = await load({ protos: [path(given)] });
      expect(told(loaded)).toEqual([]);
      expect(copies(loaded)).toEqual(['there']);
      expect(loaded.roots?.map(({ path: root }) => root)).toContain(path('repo/other/place'));
    }
  });

  it('end at the repository, and a bare name is looked for nearby where it is not the only one', async () => {
    await write({
      'src/repo/.git/HEAD': '',
      'src/repo/a.proto': 'syntax = "proto3"; import "bare.proto";',
      'src/repo/other/place/bare.proto': 'syntax = "proto3"; package bare;',
      'src/repo/yet/another/place/bare.proto': 'syntax = "proto3"; package bare2;',
      'src/repo/b.proto': user('B'),
      'src/common/c.proto': common('outside'),
    });
    const loaded = await load({ protos: [path('src/repo/a.proto'), path('src/repo/b.proto')] });
    const missing = loaded.diagnostics.filter(({ message }) => message.endsWith('was not found'));
    expect(missing.map(({ message, importPath }) => [message, importPath])).toEqual([
      ['import "bare.proto" was not found', path('src/repo/other/place')],
      ['import "common/c.proto" was not found', path('src')],
    ]);
    const mended = await load({
      protos: [path('src/repo/a.proto'), path('src/repo/b.proto')],
      importPaths: missing.flatMap(({ importPath }) => importPath ?? []),
    });
    expect(told(mended)).toEqual([]);
  });

  it('of a submodule lie in the repository around it too', async () => {
    await write({
      'repo/.git/HEAD': '',
      'repo/deps/sub/.git': 'gitdir: ../../.git/modules/sub\n',
      'repo/deps/sub/a.proto': user('A'),
      'repo/elsewhere/common/c.proto': common('there'),
    });
    expect(told(await load({ protos: [path('repo/deps/sub/a.proto')] }))).toEqual([]);
  });
});

describe('a folder that has another name here than in imports', () => {
  const file = (own: string, text = '') =>
    `syntax = "proto3"; package ${own}; ${text} message M {}`.replaceAll('; ', ';\n');

  it.each([
    ['a repository', 'etcd-main/api', 'etcd/api/mvccpb/kv.proto', 'mvccpb', 'mvccpb/kv.proto'],
    [
      'a Go module',
      'machinery',
      'k8s.io/machinery/pkg/run/g.proto',
      'k8s.io.machinery.pkg.run',
      'pkg/run/g.proto',
    ],
    ['a package', 'protos-1.2', 'cosmos/cosmos.proto', 'cosmos', 'cosmos.proto'],
  ])('is known by the package of a file: %s', async (_, folder, name, own, place) => {
    await write({
      [`${folder}/${place}`]: file(own),
      [`${folder}/user/a.proto`]: file('user', `import "${name}"; message A { ${own}.M m = 1; }`),
    });
    for (const given of [folder, `${folder}/user/a.proto`]) {
      const loaded = await load({ protos: [path(given)] });
      expect(told(loaded)).toEqual([]);
      expect(loaded.files.map((one) => one.name)).toContain(name);
    }
  });

  it('holds what comes before the files that come with Duplex', async () => {
    await write({
      'google-protos/protobuf/any.proto': file('google.protobuf').replace(
        'M {}',
        'Any {int32 own = 1;}',
      ),
      'a.proto': file(
        'user',
        'import "google/protobuf/any.proto"; message A { google.protobuf.Any m = 1; }',
      ),
    });
    const loaded = await load({ protos: [path()] });
    expect(told(loaded)).toEqual([]);
    expect(loaded.files.map(({ name }) => name)).toEqual(['a.proto', 'google/protobuf/any.proto']);
  });

  it('is no other folder with a file of that name', async () => {
    await write({
      'bar/v1/service.proto': file('bar.v1'),
      'a.proto': file('user', 'import "foo/v1/service.proto";'),
    });
    expect(told(await load({ protos: [path()], cwd: path() }))).toEqual([
      'a.proto:3:1: import "foo/v1/service.proto" was not found',
    ]);
  });
});

describe('an import that several files could satisfy', () => {
  it('is the nearest one, which each service may have for itself', async () => {
    await write({
      'one/a.proto': user('A'),
      'one/common/c.proto': common('first'),
      'two/b.proto': user('B').replace('common.C c = 1;', ''),
      'two/common/c.proto': common('second').replaceAll('common;', 'other;'),
    });
    const loaded = await load({ protos: [path()] });
    expect(told(loaded)).toEqual([]);
    const packageOf = (name = '') =>
      loaded.files.find((file) => file.name === name)?.descriptor.package;
    const [a, b] = ['A', 'B'].map((message) =>
      loaded.files.find((file) =>
        file.descriptor.messageType?.some(({ name }) => name === message),
      ),
    );
    expect(packageOf(a?.dependencies[0])).toBe('common');
    expect(packageOf(b?.dependencies[0])).toBe('other');
  });

  it('is told when those differ, once', async () => {
    await write({
      'svc/a.proto': user('A'),
      'svc/b.proto': user('B'),
      'svc/common/c.proto': common('near'),
      'common/c.proto': common('far').replaceAll('common;', 'other;'),
      'third_party/common/c.proto': common('near'),
    });
    const loaded = await load({ protos: [path()], cwd: path() });
    expect(told(loaded)).toEqual([
      `svc/a.proto:1:20: import "common/c.proto" may be ${path('svc/common/c.proto')} or ${path('common/c.proto')}, which differ: the first is used, as the nearest`,
    ]);
    expect(loaded.diagnostics[0]).toMatchObject({ severity: 'warning', path: path('svc/a.proto') });
  });

  it('is never the importing file itself', async () => {
    await write({
      'v1/c.proto': 'syntax = "proto3"; import "c.proto"; message D { common.C c = 1; }',
      'c.proto': common('there'),
    });
    expect(told(await load({ protos: [path('v1')] }))).toEqual([]);
  });
});

describe('an import that leads nowhere', () => {
  it('is told once, with its first place and the number of files', async () => {
    const bad = 'syntax = "proto3";\nimport "not/there.proto";\n';
    await write({ 'a.proto': bad, 'b.proto': bad, 'c.proto': bad });
    const loaded = await load({ protos: [path()], cwd: path() });
    expect(told(loaded)).toEqual([
      'a.proto:2:1: import "not/there.proto" was not found; 3 files import it',
    ]);
    const [missing] = loaded.diagnostics;
    expect(missing?.path).toBe(path('a.proto'));
    expect(missing?.importPath).toBeUndefined();
    expect(missing?.hint).toContain(`Looked in ${path()}`);
    expect(missing?.hint).toContain(`all of ${path()}`.replace(/\/$/, ''));
    expect(missing?.hint).toContain('Add the folder that holds "not/there.proto"');
  });

  it('is told with all the folders that have it, where what they have differs', async () => {
    await write({
      'proj/svc/a.proto': user('A'),
      'one/common/c.proto': common('one'),
      'more/two/common/c.proto': common('two'),
      'same/common/c.proto': common('one'),
    });
    for (const name of ['.git', 'proj/.git']) await mkdir(path(name));
    const { diagnostics } = await load({ protos: [path('proj/svc/a.proto')], cwd: path('proj') });
    expect(diagnostics[0]).toMatchObject({
      importPath: path('one'),
      otherImportPaths: [path('more/two')],
      hint: `${path('one')} and ${path('more/two')} have it, and differ: add the one that is meant as an import path.`,
    });
  });

  it('is not drowned by what follows from it', async () => {
    const user = (name: string) =>
      `syntax = "proto3";\nimport "not/there.proto";\nmessage ${name} { not.There a = 1; not.There b = 2; }`;
    await write({
      'a.proto': user('A'),
      'b.proto': user('B'),
      'c.proto': 'syntax = "proto3"; message C { not.There a = 1; not.There b = 2; }',
    });
    expect(told(await load({ protos: [path()], cwd: path() }))).toEqual([
      'a.proto:2:1: import "not/there.proto" was not found; 2 files import it',
      'a.proto:3:13: type "not.There" is not defined; the same in 3 more places',
      'c.proto:1:32: type "not.There" is not defined',
      'c.proto:1:49: type "not.There" is not defined',
    ]);
  });
});
