import { describe, expect, it } from 'vitest';
import { protoFolder, told } from './proto-folder.ts';

const { path, write, load } = protoFolder();

describe('copies of proto files', () => {
  const COMMON = 'syntax = "proto3"; package common; message C { string a = 1; }';
  const service = (name: string): string =>
    `syntax = "proto3"; package ${name}; import "common/c.proto"; service S { rpc R(common.C) returns (common.C); }`;

  it.each([
    ['folders', ['svc1', 'svc2']],
    ['files', ['svc1/s.proto', 'svc2/s.proto']],
    ['a folder that holds both', ['.']],
  ])('are one file, given as %s', async (_, protos) => {
    await write({
      'svc1/s.proto': service('svc1'),
      'svc1/common/c.proto': COMMON,
      'svc2/s.proto': service('svc2'),
      'svc2/common/c.proto': COMMON,
    });
    const loaded = await load({ protos: protos.map((one) => path(one)) });
    expect(told(loaded)).toEqual([]);
    expect(loaded.services).toEqual(['svc1.S', 'svc2.S']);
    const definers = loaded.files.filter(({ index }) => index.package === 'common');
    expect(definers.map(({ symbols }) => symbols.length)).toEqual([1]);
    for (const file of loaded.files.filter((one) => one.services.length > 0)) {
      expect(file.dependencies).toEqual([definers[0]?.name]);
    }
  });

  it('that define nothing stay apart, for what they pass on may differ', async () => {
    const all = 'syntax = "proto3"; import public "dep.proto";';
    await write({
      'one/all.proto': all,
      'one/dep.proto': 'syntax = "proto3"; package one; message D {}',
      'two/all.proto': all,
      'two/dep.proto': 'syntax = "proto3"; package two; message D {}',
      'two/use.proto': 'syntax = "proto3"; import "all.proto"; message Use { two.D d = 1; }',
    });
    const loaded = await load({ protos: [path('one'), path('two')] });
    expect(told(loaded)).toEqual([]);
  });

  it('that differ give a warning with both names, and the rest can be used', async () => {
    await write({
      'one/z/z.proto':
        'syntax = "proto3"; package z; message Z { string a = 1; } service One { rpc R(Z) returns (Z); }',
      'two/z/z.proto':
        'syntax = "proto3"; package z; message Z { string b = 1; } message More { Z z = 1; } service Two { rpc R(Z) returns (More); }',
    });
    const loaded = await load({
      protos: [path('one'), path('two')],
      cwd: path(),
    });
    expect(told(loaded)).toEqual([
      'two/z/z.proto:1:39: "z.Z" is defined in two files: the one at one/z/z.proto:1:39 is used',
    ]);
    expect(loaded.diagnostics[0]?.severity).toBe('warning');
    expect(loaded.services).toEqual(['z.One', 'z.Two']);
  });
});
