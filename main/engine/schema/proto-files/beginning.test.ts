import { describe, expect, it, vi } from 'vitest';
import { parseFile } from '../parse/parse-file.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { protoFolder } from './proto-folder.ts';
import { TreeReader } from './proto-reader.ts';
import type { ReadTree } from './proto-tree.ts';

// What it does stays the same: it is counted.
vi.mock('../parse/parse-file.ts', { spy: true });

const { path, write } = protoFolder();

function plain({ files, isCached: _, ms: __, ...tree }: ReadTree): unknown {
  return {
    ...tree,
    files: files.map(({ bytes, index }) => [Buffer.from(bytes), index]),
  };
}

function read(reader: TreeReader, protos: readonly string[]): Promise<ReadTree> {
  const options: ProtoFilesOptions = { protos, importPaths: [], cwd: path() };
  return reader.read(options, new AbortController().signal, () => {});
}

/** The files that are parsed meanwhile, each as often as it is. */
async function parsedIn(work: () => Promise<unknown>): Promise<string[]> {
  const parse = vi.mocked(parseFile);
  parse.mockClear();
  await work();
  return parse.mock.calls.map(([file]) => file.replace(path(), ''));
}

describe('a reading with other options than those before', () => {
  const tree = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [
      `tree/f${index}.proto`,
      `syntax = "proto3"; package p; ${index === 0 ? '' : 'import "f0.proto";'} message M${index} { M0 of = 1; }`,
    ]),
  );
  const shop = {
    'shop/shop.proto': 'syntax = "proto3"; package shop; message Shop { }',
  };

  it('parses only what is added', async () => {
    await write({ ...tree, ...shop });
    const reader = new TreeReader();
    expect(await parsedIn(() => read(reader, [path('tree')]))).toHaveLength(150);
    const both = [path('tree'), path('shop')];
    expect(await parsedIn(() => read(reader, both))).toEqual(['/shop/shop.proto']);
    expect(plain(await read(reader, both))).toEqual(plain(await read(new TreeReader(), both)));
  });

  it('parses little of what was read alone before, in pieces', async () => {
    await write({ ...tree, ...shop });
    const reader = new TreeReader();
    await read(reader, [path('shop')]);
    await read(reader, [path('tree')]);
    // It is what joins the larger piece: to be linked beside that it is parsed again.
    const parsed = await parsedIn(() => read(reader, [path('shop'), path('tree')]));
    expect(parsed).toEqual(['/shop/shop.proto']);
  });

  it('parses nothing when something is taken out', async () => {
    await write({ ...tree, ...shop });
    const reader = new TreeReader();
    await read(reader, [path('shop'), path('tree')]);
    const rest = [path('tree')];
    expect(await parsedIn(() => read(reader, rest))).toEqual([]);
    expect(plain(await read(reader, rest))).toEqual(plain(await read(new TreeReader(), rest)));
  });
});
