import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { keepLog, keptEnd } from '#engine/testing/kept-log.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { History, type HistoryBounds } from './history.ts';

const folders = new TestFolders();
afterAll(() => folders.delete());

const all = { from: 0, count: 1000 };
const wide = { calls: 1000, bytes: 1e9, ageMs: 1e9 };
const began = Date.now();
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `call-${at}`);

function openHistory(folder: string, bounds: HistoryBounds = wide): History {
  return new History(
    folder,
    () => bounds,
    () => ({}),
  );
}

/** Calls that end at the same time, the last of them the newest; nobody has them open. */
function makeCalls(history: History, callIds: readonly string[]): void {
  for (const [at, callId] of callIds.entries()) {
    const { take } = keepLog(history, callId, { startedAt: began + at });
    take({ at: 0, type: 'headers', metadata: [['name', callId]] });
    take({ at: 1, ...keptEnd });
    void history.finish(callId);
    history.release(callId);
  }
}

const filesIn = (folder: string) => readdirSync(folder).filter((name) => !name.endsWith('.binpb'));
const idsIn = async (history: History) =>
  (await history.list(all)).items.map(({ callId }) => callId);

/** A folder with so many calls, and their one file. */
async function sharedFolder(count: number): Promise<[string, string]> {
  const folder = folders.make();
  const history = openHistory(folder);
  makeCalls(history, numbered(count));
  await history.close();
  const [name = '', ...more] = filesIn(folder);
  expect(more).toEqual([]);
  return [folder, name];
}

it('calls that end together share a file, and each is listed and opened by itself', async () => {
  const [folder] = await sharedFolder(60);
  const history = openHistory(folder);
  expect(await idsIn(history)).toEqual(numbered(60).reverse());
  const [newest] = (await history.list(all)).items;
  expect(newest).toMatchObject({ startedAt: began + 59, call: { status: 'OK', events: 2 } });
  const call = await openHistory(folder).open('call-41');
  expect(await call.detail(0)).toMatchObject({ text: expect.stringContaining('call-41') });
  await expect(history.open('call-60')).rejects.toThrow('call-60.json is not there');
});

it('of those that share a file each is deleted by itself, also while others are', async () => {
  const [folder, name] = await sharedFolder(60);
  writeFileSync(join(folder, `${name}.new`), 'left by an earlier process');
  const history = openHistory(folder);
  await history.open('call-3');
  const others = numbered(60).slice(4);
  await Promise.all([history.delete(['call-0', 'call-3']), history.delete(others)]);
  expect(await idsIn(history)).toEqual(['call-2', 'call-1']);
  // Somebody has that one open: that it is deleted is said beside.
  expect(new Set(filesIn(folder))).toEqual(new Set([name, 'call-3.deleted']));
  history.release('call-3');
  await history.settle();
  expect(await idsIn(openHistory(folder))).toEqual(['call-2', 'call-1']);
  await history.clear();
  expect(readdirSync(folder)).toEqual([]);
});

it('few calls have a file each', async () => {
  const folder = folders.make();
  const history = openHistory(folder);
  makeCalls(history, numbered(3));
  await history.close();
  expect(filesIn(folder).sort()).toEqual(['call-0.json', 'call-1.json', 'call-2.json']);
});

it('calls are on the disk soon, though nobody asks for them', async () => {
  const folder = folders.make();
  const history = openHistory(folder);
  makeCalls(history, numbered(40));
  await vi.waitFor(async () => {
    const killed = openHistory(folders.asAfterKill(folder));
    expect(await idsIn(killed)).toEqual(numbered(40).reverse());
  }, 10_000);
  makeCalls(history, ['later']);
  await vi.waitFor(() => expect(filesIn(folder)).toContain('later.json'), 10_000);
  await history.close();
});

it('what newer calls leave no room for is not written, unless somebody has it open', async () => {
  const folder = folders.make();
  const history = openHistory(folder, { ...wide, calls: 20 });
  const { take } = keepLog(history, 'held', { startedAt: began - 1 });
  take({ at: 0, ...keptEnd });
  const finished = history.finish('held');
  makeCalls(history, numbered(100));
  await Promise.all([history.settle(), finished]);
  const unbounded = openHistory(folder);
  expect(await idsIn(unbounded)).toEqual([...numbered(100).slice(81).reverse(), 'held']);
});

it('of a file that was cut or changed all other calls come back', async () => {
  const [folder, name] = await sharedFolder(60);
  const text = readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, name), text.slice(0, -30));
  writeFileSync(join(folder, 'other.calls'), '../../outside {}\nodd {"duplex":2}\n\0');
  const history = openHistory(folder);
  const { items } = await history.list(all);
  expect(items.filter(({ call }) => call !== undefined)).toHaveLength(59);
  expect(items.filter(({ call }) => call === undefined)).toMatchObject([
    { callId: 'odd', fault: expect.stringMatching('^odd is not what Duplex writes: ') },
  ]);
  await expect(history.open('odd')).rejects.toThrow('not what Duplex writes');
});
