import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protoFolder } from './proto-folder.ts';
import { type KeptReadings, TreeReader } from './proto-reader.ts';
import type { ReadTree } from './proto-tree.ts';

const { path, write } = protoFolder();
const kept = (version = 'one'): KeptReadings => ({ folder: path('cache'), version });

async function writeProtos(count = 120): Promise<void> {
  const texts = Array.from({ length: count }, (_, index) => [
    `in/f${index}.proto`,
    `syntax = "proto3"; ${index === 0 ? '' : 'import "f0.proto";'} message M${index} { M0 of = 1; }`,
  ]);
  await write(Object.fromEntries(texts));
}

/** A process of its own, as far as readings go. */
async function read(readings?: KeptReadings, given = 'in'): Promise<ReadTree> {
  const reader = new TreeReader(readings);
  const options = { protos: [path(given)], importPaths: [], cwd: path() };
  const tree = await reader.read(options, new AbortController().signal, () => {});
  await reader.close();
  return tree;
}

function plain({ files, isCached: _, ms: __, ...tree }: ReadTree): unknown {
  return { ...tree, files: files.map(({ bytes, index }) => [Buffer.from(bytes), index]) };
}

async function cacheFile(): Promise<string> {
  const [name = ''] = await readdir(path('cache'));
  return path(join('cache', name));
}

describe('what readings leave on the disk', () => {
  it('is told of as such, and what was read before in this process is not', async () => {
    await writeProtos();
    const reader = new TreeReader(kept());
    const options = { protos: [path('in')], importPaths: [], cwd: path() };
    const again = () => reader.read(options, new AbortController().signal, () => {});
    const first = await again();
    // With a server beside them, the same files are asked for a second time.
    const { isCached, ms } = await again();
    expect([isCached, ms]).toEqual([false, first.ms]);
    await reader.close();
    expect((await read(kept())).isCached).toBe(true);
  });

  it('is where the next process begins, which gives what reading anew gives', async () => {
    await writeProtos();
    const first = await read(kept());
    const second = await read(kept());
    expect([first.isCached, second.isCached]).toEqual([false, true]);
    expect(plain(second)).toEqual(plain(first));
    expect(plain(second)).toEqual(plain(await read()));
  });

  it('is never taken for the files as they are now', async () => {
    await writeProtos();
    await read(kept());
    await write({ 'in/f1.proto': 'syntax = "proto3"; message Else { }', 'in/new.proto': '' });
    await rm(path('in/f7.proto'));
    const after = await read(kept());
    expect(after.isCached).toBe(false);
    expect(plain(after)).toEqual(plain(await read()));
    // The same size and time as before, though not the same text.
    const past = new Date(2020, 1, 1);
    await write({ 'in/f8.proto': 'syntax = "proto3"; message One { }' });
    await utimes(path('in/f8.proto'), past, past);
    await read(kept());
    await write({ 'in/f8.proto': 'syntax = "proto3"; message Two { }' });
    await utimes(path('in/f8.proto'), past, past);
    expect(plain(await read(kept()))).toEqual(plain(await read()));
  });

  it('is written anew for files that hold what they did and have other times', async () => {
    await writeProtos();
    await read(kept());
    const before = await readFile(await cacheFile());
    const past = new Date(2020, 1, 1);
    for (const name of await readdir(path('in'))) await utimes(path(`in/${name}`), past, past);
    await read(kept());
    const after = await readFile(await cacheFile());
    expect(after.equals(before)).toBe(false);
    await read(kept());
    expect((await readFile(await cacheFile())).equals(after)).toBe(true);
  });

  it.each<[string, (file: string, bytes: Buffer) => Promise<void>]>([
    ['is cut off', (file, bytes) => writeFile(file, bytes.subarray(0, bytes.length / 2))],
    ['is empty', (file) => writeFile(file, '')],
    ['is something else', (file) => writeFile(file, 'syntax = "proto3";'.repeat(1000))],
    [
      'has one other byte',
      (file, bytes) => {
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
        return writeFile(file, bytes);
      },
    ],
  ])('is as good as nothing when it %s, and is written anew', async (_, damage) => {
    await writeProtos();
    const first = await read(kept());
    const file = await cacheFile();
    await damage(file, await readFile(file));
    const second = await read(kept());
    expect(second.isCached).toBe(false);
    expect(plain(second)).toEqual(plain(first));
    expect((await read(kept())).isCached).toBe(true);
  });

  it('counts for what differs little, without a copy', async () => {
    await writeProtos();
    await write({ 'shop/a.proto': 'syntax = "proto3"; message Shop { }' });
    const reader = new TreeReader(kept());
    const both = { protos: [path('in'), path('shop')], importPaths: [], cwd: path() };
    const never = new AbortController().signal;
    await reader.read({ ...both, protos: [path('in')] }, never, () => {});
    const first = await reader.read(both, never, () => {});
    await reader.close();
    const names = await readdir(path('cache'));
    const files = await Promise.all(names.map((name) => stat(path(join('cache', name)))));
    expect(files.map(({ ino }) => ino)).toEqual([files[0]?.ino, files[0]?.ino]);
    const second = await new TreeReader(kept()).read(both, never, () => {});
    expect(plain(second)).toEqual(plain(first));
  });

  it('is as good as nothing for another version, and where nothing can be written', async () => {
    await writeProtos();
    await read(kept());
    expect((await read(kept('two'))).isCached).toBe(false);
    expect((await read(kept('two'))).isCached).toBe(true);
    await writeFile(path('file'), '');
    const nowhere = { folder: path('file/cache'), version: 'one' };
    expect((await read(nowhere)).files.length).toBe(120);
  });

  it('is let go when there is too much of it, and is not there for few files', async () => {
    await write({ 'few/a.proto': '' });
    await read(kept(), 'few');
    await expect(readdir(path('cache'))).rejects.toThrow('ENOENT');
    await writeProtos();
    for (let index = 0; index < 10; index += 1) {
      const reader = new TreeReader(kept());
      const options = {
        protos: [path('in')],
        importPaths: [path(), path('in')].slice(index % 2),
        cwd: `/${index}`,
      };
      await reader.read(options, new AbortController().signal, () => {});
      await reader.close();
    }
    expect((await readdir(path('cache'))).length).toBe(8);
  });
});
