import { EventEmitter, once } from 'node:events';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { protoFolder } from '../proto-files/proto-folder.ts';
import { PathWatch } from './path-watch.ts';

const { path, write } = protoFolder();
const told = new EventEmitter();
let count = 0;
let watch: PathWatch;

beforeEach(async () => {
  count = 0;
  await write({ 'in/a.proto': 'one', 'in/deep/b.proto': 'one', 'set.bin': 'one' });
  watch = new PathWatch();
  watch.follow([{ folders: [path('in'), path('in/deep')], files: [path('set.bin')] }], () => {
    count += 1;
    told.emit('changed');
  });
});
afterEach(() => watch.close());

/** Does something and waits until it is told. */
async function toldOf(change: () => Promise<unknown>): Promise<void> {
  const changed = once(told, 'changed', { signal: AbortSignal.timeout(10_000) });
  await change();
  await changed;
}

describe('watched paths', () => {
  it('tell of a file that is written, replaced, added or removed', async () => {
    await toldOf(() => writeFile(path('in/a.proto'), 'two'));
    await toldOf(async () => {
      await writeFile(path('in/.a.swp'), 'three');
      await rename(path('in/.a.swp'), path('in/a.proto'));
    });
    await toldOf(() => writeFile(path('in/a.proto'), 'four'));
    await toldOf(() => writeFile(path('in/deep/c.proto'), 'one'));
    await toldOf(() => rm(path('in/deep/c.proto')));
    await toldOf(() => writeFile(path('set.bin'), 'two'));
  });

  it('tell of files in a folder that is added, and of one that comes back', async () => {
    await toldOf(() => mkdir(path('in/new')));
    await toldOf(() => writeFile(path('in/new/d.proto'), 'one'));
    await toldOf(() => rm(path('in/deep'), { recursive: true }));
    await toldOf(() => write({ 'in/deep/b.proto': 'two' }));
    await toldOf(() => writeFile(path('in/deep/b.proto'), 'three'));
    await toldOf(() => rm(path('in'), { recursive: true }));
    await toldOf(() => write({ 'in/a.proto': 'five' }));
    await toldOf(() => writeFile(path('in/a.proto'), 'six'));
  });

  it('tell once of many changes, and of nothing else', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `in/deep/f${index}.proto`);
    await toldOf(() => Promise.all(names.map((name) => writeFile(path(name), 'one'))));
    expect(count).toBe(1);
    await writeFile(path('in/notes.txt'), 'one');
    await writeFile(path('other.bin'), 'one');
    // What is not told can only be seen not to come while something else does.
    await pause(300);
    expect(count).toBe(1);
    await toldOf(() => writeFile(path('in/a.proto'), 'last'));
    expect(count).toBe(2);
  });

  it('say in how many folders they see nothing, since those are too many', () => {
    const few = new PathWatch(2);
    const paths = { folders: [path('in'), path('in/deep'), path('set.bin')], files: [] };
    few.follow([paths], () => {});
    expect(few.unwatched(paths)).toBe(2);
    few.follow([{ folders: [], files: [path('set.bin')] }], () => {});
    expect(few.unwatched(paths)).toBe(0);
    few.close();
    expect(watch.unwatched({ folders: [path('in')], files: [path('set.bin')] })).toBe(0);
  });
});
