import { describe, expect, it, vi } from 'vitest';
import { PROTOC_CASES } from '#engine/schema/link/protoc-cases.ts';
import { protoFolder } from '#engine/schema/proto-files/proto-folder.ts';
import { Random } from '../random.ts';
import { loadAlone } from './alone.ts';
import { compareWithProtoc } from './compare.ts';
import { differences } from './differences.ts';
import { compareMutations } from './mutations.ts';
import { Progress } from './progress.ts';

describe('the comparison with protoc over many files', () => {
  it('leaves out what protoc refuses and what imports that, and compares the rest', () => {
    const found = compareWithProtoc(
      new Map([
        ['good.proto', 'syntax = "proto3"; // good\nmessage Good { Good good = 1; }'],
        ['bad.proto', 'syntax = "proto3";\nmessage Bad { Gone gone = 1; }'],
        ['user.proto', 'syntax = "proto3"; import "bad.proto"; message User { Bad bad = 1; }'],
        ['copy.proto', 'syntax = "proto3"; message Good { string other = 1; }'],
      ]),
    );
    expect(found.files).toBe(1);
    expect([...found.refused].sort()).toEqual(['bad.proto', 'copy.proto']);
    expect(found.left).toEqual(['user.proto']);
    expect(found.explained).toEqual([expect.stringMatching(/^copy\.proto: copies of definitions/)]);
    expect(found.differences).toEqual([]);
  });

  it('tells what it is at on standard error, each stage at once and then not too often', () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const progress = new Progress('envoy');
    progress.begin('changing files');
    progress.done(1, 30);
    const told = written.mock.calls.map(([text]) => text);
    written.mockRestore();
    expect(told).toEqual(['envoy: changing files …\n']);
  });

  it('tells where two descriptors differ', () => {
    expect(differences({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }], d: 3 })).toEqual([
      '.a.1.b: 2, protoc 4',
      '.c: 3, protoc nothing',
      '.d: nothing, protoc 3',
    ]);
    expect(differences([1], { 0: 1 })).toEqual([': [1], protoc {"0":1}']);
    expect(differences({ a: [new Uint8Array([1])] }, { a: [new Uint8Array([1])] })).toEqual([]);
  });

  it('finds the same verdict on changed files, and nearly always the same line', () => {
    for (const [title, files] of Object.entries(PROTOC_CASES)) {
      const found = compareMutations(new Map(Object.entries(files)), 10, new Random(1));
      expect([title, found.differences]).toEqual([title, []]);
      expect(found.tried).toBe(10);
    }
  });
});

describe('files loaded by themselves', () => {
  const { path, write } = protoFolder();

  it('are told when they have errors', async () => {
    await write({
      'a/good.proto': 'syntax = "proto3"; import "b/other.proto"; message Good { b.Other o = 1; }',
      'b/other.proto': 'syntax = "proto3"; package b; message Other {}',
      'bad.proto': 'syntax = "proto3"; import "gone.proto";',
    });
    expect(await loadAlone([path('a/good.proto')], 2, new Random(1))).toEqual([]);
    expect(await loadAlone([path('bad.proto')], 1, new Random(1))).toEqual([
      expect.stringMatching(
        /^\/.*bad\.proto: .*bad\.proto:1:20: import "gone\.proto" was not found/,
      ),
    ]);
  });
});
