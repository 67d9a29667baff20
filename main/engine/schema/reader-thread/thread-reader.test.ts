import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { builtThread } from '#engine/testing/built-thread.ts';
import { protoFolder } from '../proto-files/proto-folder.ts';
import { TreeReader } from '../proto-files/proto-reader.ts';
import type { ReadTree } from '../proto-files/proto-tree.ts';
import { ThreadReader } from './thread-reader.ts';

const { path, write } = protoFolder();
const never = new AbortController().signal;
const options = () => ({ protos: [path()], importPaths: [], cwd: path() });
const code = await builtThread('schema/reader-thread');
const readers: ThreadReader[] = [];

function reader(start: () => Worker = () => new Worker(code, { eval: true })): ThreadReader {
  const made = new ThreadReader(start);
  readers.push(made);
  return made;
}

afterEach(async () => {
  for (const one of readers.splice(0)) await one.close();
});

function plain({ files, ms: _, ...tree }: ReadTree): unknown {
  return { ...tree, files: files.map(({ bytes, index }) => [Buffer.from(bytes), index]) };
}

describe('a thread that reads proto files', () => {
  it('gives what reading them here gives, and again only what has changed', async () => {
    const texts = Array.from({ length: 250 }, (_, index) => [
      `f${index}.proto`,
      `syntax = "proto3"; package p; /* ${index} */ message M${index} { Gone gone = 1; }`,
    ]);
    await write(Object.fromEntries(texts));
    const thread = reader();
    const first = await thread.read(options(), never, () => {});
    expect(plain(first)).toEqual(plain(await new TreeReader().read(options(), never, () => {})));
    await write({ 'f7.proto': 'syntax = "proto3"; package p; message Gone { }' });
    const second = await thread.read(options(), never, () => {});
    expect(plain(second)).toEqual(plain(await new TreeReader().read(options(), never, () => {})));
    expect(second.files.filter((file) => first.files.includes(file)).length).toBe(249);
    await write({ 'f8.proto': 'syntax = "proto3"; package p; message Other { }' });
    const third = await thread.read(options(), never, () => {});
    expect(third.files.filter((file) => second.files.includes(file)).length).toBe(249);
    await write({ 'f9.proto': 'syntax = "proto3"; package p; message Text { }' });
    const fourth = await thread.read(options(), never, () => {}, [path('f9.proto')]);
    const anew = await new TreeReader().read(options(), never, () => {});
    expect(plain(fourth)).toEqual(plain(anew));
    expect(fourth.files.filter((file) => third.files.includes(file)).length).toBe(249);
    expect(fourth.layout).toBe(third.layout);
  });

  it('sends again nothing of what was read with other options', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => [
      `tree/f${index}.proto`,
      `syntax = "proto3"; package p; message M${index} { }`,
    ]);
    await write({ ...Object.fromEntries(texts), 'shop/a.proto': 'syntax = "proto3";' });
    const thread = reader();
    const readBoth = async (...names: string[]) => {
      const other = { ...options(), protos: names.map(path) };
      const tree = await thread.read(other, never, () => {});
      expect(plain(tree)).toEqual(plain(await new TreeReader().read(other, never, () => {})));
      return tree.files;
    };
    const tree = await readBoth('tree');
    await readBoth('shop');
    const both = await readBoth('shop', 'tree');
    expect(both.filter((file) => tree.includes(file)).length).toBe(150);
    await write({ 'tree/f7.proto': 'syntax = "proto3"; message Changed { }' });
    const changed = await readBoth('shop', 'tree');
    expect(changed.filter((file) => tree.includes(file)).length).toBe(149);
    await readBoth('tree');
  });

  it('stops when nobody waits any more, and reads on afterwards', async () => {
    await write({ 'a.proto': 'syntax = "proto3"; message A { }' });
    const thread = reader();
    const controller = new AbortController();
    const stopped = thread.read(options(), controller.signal, () => {});
    controller.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    const { files } = await thread.read(options(), never, () => {});
    expect(files.map(({ name }) => name)).toEqual(['a.proto']);
  });

  it.each([
    ['fails', 'throw new Error("broken")', 'internal'],
    [
      'ends by itself',
      'require("node:worker_threads").parentPort.once("message", () => process.exit(3))',
      'internal',
    ],
    [
      'wants too much memory',
      'const all = []; for (;;) all.push(new Array(1e5).fill("x".repeat(10) + all.length));',
      'schema-invalid',
    ],
  ])('is a failure when it %s, and the next reading has another', async (_, broken, failure) => {
    await write({ 'a.proto': 'syntax = "proto3"; message A { }' });
    let started = 0;
    const thread = reader(() => {
      started += 1;
      const limits = started === 1 ? { resourceLimits: { maxOldGenerationSizeMb: 16 } } : {};
      return new Worker(started === 1 ? broken : code, { eval: true, ...limits });
    });
    await expect(thread.read(options(), never, () => {})).rejects.toMatchObject({
      error: { code: failure },
    });
    expect((await thread.read(options(), never, () => {})).files.length).toBe(1);
    expect(started).toBe(2);
  });
});
