import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SchemaRef } from '#app/contract/schema.ts';
import { type HeldCalls, holdCalls, shown } from '#engine/testing/held-calls.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection } from '#engine/testing/sources.ts';
import { keptHead, TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
let server: SampleServer;
let schema: SchemaRef;
beforeAll(async () => {
  server = await startSampleServer();
  schema = { target: { address: server.address }, sources: reflection };
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});

const MB = 1024 * 1024;
const memory = { maxReceiveBytes: 64 * MB, keptBytes: 64 * MB };
const watch = 'sample.market.v1.Market/Watch';
const converse = 'sample.chat.v1.Chat/Converse';
const hello = 'sample.greeter.v1.Greeter/SayHello';

async function greet(held: HeldCalls, ...callIds: readonly string[]): Promise<void> {
  for (const callId of callIds) {
    await held.start(callId, { schema, method: hello, message: `{"name":"${callId}"}` });
    await held.until(callId, ({ phase }) => phase === 'ended');
  }
}

/** A folder with ended calls, and the file of their schema. */
async function folderWith(...callIds: readonly string[]): Promise<[string, string]> {
  const folder = folders.make();
  const held = holdCalls(engine, folder);
  await greet(held, ...callIds);
  await held.calls.close();
  const name = readdirSync(folder).find((one) => one.endsWith('.binpb'));
  if (name === undefined) throw new Error('there is no schema');
  return [folder, name];
}

describe('a call that goes on', () => {
  it('comes back as interrupted, with what was said until a moment before', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    await before.start('talk', { schema, method: converse });
    await before.calls.get('talk').call.send('{"room":"cut","author":"Ada","text":"still here"}');
    const soon = { timeout: 8000 };
    await vi.waitFor(() => expect(keptHead(folder, 'talk')?.received).toBeGreaterThan(0), soon);
    const after = holdCalls(engine, folders.asAfterKill(folder));
    const [summary] = await after.calls.resume(['talk']);
    const end = {
      code: null,
      status: 'INTERRUPTED',
      message: 'Duplex ended before this call did',
      details: [],
      trailers: [],
    };
    expect(summary).toMatchObject({ phase: 'ended', sent: 1, halfClosed: true, end });
    expect((await shown(after.calls, 'talk')).at(-1)?.row).toMatchObject({ type: 'end' });
    expect(JSON.stringify(await shown(after.calls, 'talk'))).toContain('still here');
    const gone = { error: { code: 'no-such-call', message: 'This call has ended' } };
    expect(() => after.calls.get('talk').call).toThrow(expect.objectContaining(gone));
    await expect(after.start('talk', { schema, method: converse })).rejects.toThrow(
      'already a call talk',
    );
    before.calls.release('talk');
  });

  it('is told anew, with a full tail, to a listener that begins anew', async () => {
    const held = holdCalls(engine, folders.make());
    await held.start('feed', { schema, method: watch, message: '{"symbol":"DPX","count":30}' });
    await held.start('talk', { schema, method: converse });
    const { call } = held.calls.get('talk');
    await call.send('{"room":"anew","author":"Ada","text":"one"}');
    await held.until('talk', ({ received }) => received === 2);
    await held.until('feed', ({ phase }) => phase === 'ended');
    expect(held.calls.openStreams).toBe(1);

    const summaries = await held.calls.resume(['talk', 'feed']);
    expect(summaries.map(({ callId, phase }) => [callId, phase])).toEqual([
      ['talk', 'streaming'],
      ['feed', 'ended'],
    ]);
    held.progress.length = 0;
    await call.send('{"room":"anew","author":"Ada","text":"two"}');
    const { summary } = await held.until('talk', ({ received }) => received === 3);
    expect(held.progress[0]?.tail[0]?.seq).toBe(0);
    expect(held.progress.flatMap(({ tail }) => tail.map(({ seq }) => seq))).toEqual(
      Array.from({ length: summary.events }, (_, seq) => seq),
    );
    held.calls.release('talk');
    expect(await call.ended).toMatchObject({ code: 1 });
    expect(held.calls.openStreams).toBe(0);
  });

  it('is cancelled by closing, and comes back with that end', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    await before.start('talk', { schema, method: converse });
    await before.until('talk', ({ phase }) => phase === 'streaming');
    await before.calls.close();
    const after = holdCalls(engine, folder);
    const [summary] = await after.calls.resume(['talk']);
    const message = 'Cancelled because its window was closed';
    expect(summary?.end).toMatchObject({ code: 1, status: 'CANCELLED', message });
    expect((await shown(after.calls, 'talk')).map(({ row }) => row.type)).toContain('cancel');
  });
});

describe('a long call', () => {
  it('comes back whole', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    const message = '{"symbol":"DPX","count":3000,"payloadBytes":10000}';
    await before.start('long', { schema, method: watch, message });
    const { summary } = await before.until('long', ({ phase }) => phase === 'ended');
    const looked = async (calls: HeldCalls['calls']) => [
      ...(await calls.get('long').rows(0, 20)),
      ...(await calls.get('long').rows(1500, 20)),
      ...(await calls.get('long').rows(summary.events - 20, 20)),
      await calls.get('long').detail(1510),
    ];
    const seen = await looked(before.calls);
    await before.calls.close();
    const after = holdCalls(engine, folder);
    expect(await after.calls.resume(['long'])).toEqual([summary]);
    expect(await looked(after.calls)).toEqual(seen);
  });

  it('keeps how it began and the newest on the disk, within the limit', async () => {
    engine.configure({ ...memory, diskBytes: 16 * MB });
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    const message = '{"symbol":"DPX","count":4000,"payloadBytes":10000}';
    await before.start('long', { schema, method: watch, message });
    const { summary } = await before.until('long', ({ phase }) => phase === 'ended');
    await before.calls.close();
    engine.configure(memory);
    const after = holdCalls(engine, folder);
    // What is written last makes more go.
    const { letGo = 0, ...ended } = summary;
    const [resumed] = await after.calls.resume(['long']);
    expect(resumed).toMatchObject(ended);
    expect(resumed?.letGo).toBeGreaterThanOrEqual(letGo);
    const { items } = await after.calls.list({ from: 0, count: 1 });
    expect(items[0]?.bytes).toBeLessThan(17 * MB);
    expect(items[0]?.bytes).toBeGreaterThan(8 * MB);
    const rows = await after.calls.get('long').rows(0, 5000);
    const whole = rows.flatMap(({ type, index, preview }) =>
      type === 'received' && !preview.startsWith('no longer kept') ? [index] : [],
    );
    expect(rows[0]).toMatchObject({ type: 'start' });
    expect(whole[0]).toBe(1);
    expect(whole.at(-1)).toBe(4000);
    expect(resumed?.letGo).toBe(4000 - whole.length);
    expect(whole.length).toBeGreaterThan(800);
    expect(whole.length).toBeLessThan(1300);
  });
});

describe('the history', () => {
  const all = { from: 0, count: 200 };

  it('lists calls, the newest first, in pages, also those that nobody has open', async () => {
    const [folder] = await folderWith('one', 'two', 'three');
    const { calls } = holdCalls(engine, folder);
    expect(await calls.resume(['two'])).toHaveLength(1);
    const { items, total } = await calls.list(all);
    expect(total).toBe(3);
    expect(items.map(({ callId }) => callId)).toEqual(['three', 'two', 'one']);
    expect(items[1]?.call).toMatchObject({
      method: hello,
      target: server.address,
      status: 'OK',
      code: 0,
      sent: 1,
      received: 1,
      isRunning: false,
    });
    expect(Date.now() - (items[1]?.startedAt ?? 0)).toBeLessThan(60_000);
    const [last] = (await calls.list({ from: 2, count: 1 })).items;
    expect(last?.callId).toBe('one');
    expect((await calls.list({ from: 3, count: 1 })).items).toEqual([]);
  });

  it('opens a call, which is then held as any other', async () => {
    const [folder] = await folderWith('one');
    const { calls } = holdCalls(engine, folder);
    const summary = await calls.open('one');
    expect(summary).toMatchObject({ callId: 'one', phase: 'ended', received: 1, end: { code: 0 } });
    expect(JSON.stringify(await shown(calls, 'one'))).toContain('one');
    calls.release('one');
    expect(() => calls.get('one')).toThrow('no longer held');
    expect(await calls.list(all)).toMatchObject({ total: 1 });
    await expect(calls.open('two')).rejects.toMatchObject({
      error: {
        code: 'usage',
        message: `The call two cannot be read back from ${folder}: two.json is not there`,
        hint: 'Delete it from the history',
      },
    });
  });

  it('keeps what one of two listeners still has open', async () => {
    const [folder] = await folderWith('one', 'two');
    const [first, second] = [holdCalls(engine, folder), holdCalls(engine, folder)];
    await first.calls.open('one');
    await second.calls.open('one');
    engine.configure({ ...memory, history: { calls: 200, bytes: 0, ageMs: 0 } });
    for (const callId of ['one', 'one', 'two']) first.calls.release(callId);
    await first.calls.close();
    expect(await second.calls.list(all)).toMatchObject({ total: 2 });
    second.calls.release('one');
    await second.calls.close();
    expect(await second.calls.list(all)).toMatchObject({ total: 1, items: [{ callId: 'two' }] });
    engine.configure(memory);
  });

  it('lists what goes on, and deletes only what is over', async () => {
    const [folder] = await folderWith('over');
    const held = holdCalls(engine, folder);
    await held.start('talk', { schema, method: converse, title: 'small' });
    await vi.waitFor(() => expect(keptHead(folder, 'talk')?.title).toBe('small'));
    const { items } = await held.calls.list(all);
    expect(items[0]).toMatchObject({
      callId: 'talk',
      call: { title: 'small', status: 'running', code: null, isRunning: true },
    });
    const { items: greeted, total } = await held.calls.list({ ...all, method: hello });
    expect([greeted.map(({ callId }) => callId), total]).toEqual([['over'], 1]);
    await expect(holdCalls(engine, folder).calls.open('talk')).rejects.toThrow('has not ended');
    await held.calls.delete(['talk', 'over', 'never']);
    expect(await held.calls.list(all)).toMatchObject({ total: 1, items: [{ callId: 'talk' }] });
    held.calls.get('talk').call.cancel();
    await held.until('talk', ({ phase }) => phase === 'ended');
    await vi.waitFor(() => expect(keptHead(folder, 'talk')?.end).toBeDefined());
    await held.calls.delete(['talk']);
    await held.calls.close();
    await held.calls.list(all);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lists calls at once, as they stand, before and after the disk has them', async () => {
    const held = holdCalls(engine, folders.make());
    await held.start('talk', { schema, method: converse });
    const { items, total } = await held.calls.list(all);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      callId: 'talk',
      call: { method: converse, kind: 'bidi-streaming', isRunning: true, sent: 0 },
    });
    const { call } = held.calls.get('talk');
    await call.send('{"room":"now","author":"Ada","text":"one"}');
    await held.until('talk', ({ received }) => received === 2);
    expect((await held.calls.list(all)).items[0]?.call).toMatchObject({ sent: 1, received: 2 });
    call.cancel();
    await held.until('talk', ({ phase }) => phase === 'ended');
    expect((await held.calls.list(all)).items[0]?.call).toMatchObject({
      status: 'CANCELLED',
      code: 1,
      isRunning: false,
    });
  });

  it('deletes its files and schemas that no call needs, and nothing else', async () => {
    const [folder, schemaFile] = await folderWith('one', 'two');
    writeFileSync(join(folder, `${'0'.repeat(64)}.binpb`), 'an old schema');
    writeFileSync(join(folder, 'notes.txt'), 'not ours');
    const { calls } = holdCalls(engine, folder);
    await calls.delete(['one']);
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', schemaFile, 'two.json'].sort());
    await calls.delete(['two']);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('is bounded in calls, in size and in age; those that are held stay, listed or not', async () => {
    const bounds = { calls: 100, bytes: 100 * MB, ageMs: 60 * 60 * 1000 };
    const [folder] = await folderWith('one', 'two', 'three', 'four', 'five');
    const { calls } = holdCalls(engine, folder);
    const left = async (history: Partial<typeof bounds>) => {
      engine.configure({ ...memory, history: { ...bounds, ...history } });
      return (await calls.list(all)).items.map(({ callId }) => callId);
    };
    await calls.resume(['one']);
    expect(await left({ calls: 4 })).toEqual(['five', 'four', 'three', 'two']);
    expect(await left({ calls: 3 })).toEqual(['five', 'four', 'three']);
    expect((await calls.list(all)).total).toBe(3);
    expect(await left({})).toEqual(['five', 'four', 'three', 'one']);
    const { bytes } = (await calls.list(all)).items[1] ?? { bytes: 0 };
    // The newest costs the others nothing.
    expect(await left({ bytes: bytes + 100 })).toEqual(['five', 'four', 'one']);
    const head = join(folder, 'four.json');
    const text = readFileSync(head, 'utf8');
    writeFileSync(head, text.replace(/"startedAt":\d+/, '"startedAt":1000'));
    expect(await left({})).toEqual(['five', 'one']);
    expect(await left({ bytes: 0, calls: 0 })).toEqual(['five']);
    expect(await left({ bytes: 0 })).toEqual(['five', 'one']);
    engine.configure(memory);
  });
});

describe('a folder that is not as it was', () => {
  const damage: readonly [string, (text: string) => string][] = [
    ['empty', () => ''],
    ['cut', (text) => text.slice(0, text.length - 30)],
    ['not JSON', () => '\0\n\0'],
    ['of another version', (text) => text.replace('"duplex":1', '"duplex":2')],
    ['of another method', (text) => text.replace(/"method":"[^"]*"/, '"method":"a.B/C"')],
    ['with a schema elsewhere', (text) => text.replace(/"schema":"/, '"schema":"../../')],
    ['with a schema that is not there', (text) => text.replace(/[0-9a-f]{64}/, 'a'.repeat(64))],
    ['with endless numbers', (text) => text.replace(/"elapsed":[\d.]+/, '"elapsed":1e999')],
    [
      'nested without end',
      (text) => text.replace('"details":[', `"details":[${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    ],
    ['too large', (text) => text + ' '.repeat(17 * 1024 * 1024)],
  ];
  it.each(damage)(
    'tells of a call whose head is %s, and gives the others back',
    async (_, damaged) => {
      const [folder] = await folderWith('bad', 'good');
      const file = join(folder, 'bad.json');
      const text = readFileSync(file, 'utf8');
      expect(damaged(text)).not.toBe(text);
      writeFileSync(file, damaged(text));
      const { calls } = holdCalls(engine, folder);
      expect((await calls.resume(['bad', 'good'])).map(({ callId }) => callId)).toEqual(['good']);
      expect((await calls.list({ from: 0, count: 10 })).total).toBe(2);
      await expect(calls.open('bad')).rejects.toThrow(`bad cannot be read back from ${folder}: `);
      await calls.delete(['bad']);
      expect(readdirSync(folder).filter((name) => name.startsWith('bad'))).toEqual([]);
    },
  );

  it('tells what is wrong with a head in the list', async () => {
    const [folder] = await folderWith('bad');
    writeFileSync(join(folder, 'bad.json'), '{}');
    const { items } = await holdCalls(engine, folder).calls.list({ from: 0, count: 10 });
    expect(items).toEqual([
      {
        callId: 'bad',
        startedAt: expect.any(Number),
        bytes: expect.any(Number),
        fault: expect.stringMatching(/^bad.json is not what Duplex writes: .*"duplex"/),
      },
    ]);
  });

  it('gives no call back whose schema is another one', async () => {
    const [folder, schemaFile] = await folderWith('one');
    writeFileSync(join(folder, schemaFile), '\0');
    const { calls } = holdCalls(engine, folder);
    expect(await calls.resume(['one'])).toEqual([]);
    await expect(calls.open('one')).rejects.toThrow('schema is not the one it was');
  });

  it('is looked at by ids alone, and a folder in place of a file hinders nobody', async () => {
    const [folder] = await folderWith('good');
    mkdirSync(join(folder, 'bad.json'));
    const { calls } = holdCalls(engine, folder);
    const outside = `../${folder.split('/').at(-1)}/good`;
    expect((await calls.resume(['bad', outside, 'good'])).map(({ callId }) => callId)).toEqual([
      'good',
    ]);
    await expect(calls.open('bad')).rejects.toThrow('bad.json is not a file of ours');
    expect((await calls.list({ from: 0, count: 10 })).items).toMatchObject([{ callId: 'good' }]);
  });

  it('disturbs no call when nothing can be written', async () => {
    const folder = folders.make();
    writeFileSync(folder, 'a file in its place');
    const held = holdCalls(engine, folder);
    await greet(held, 'one');
    expect(held.calls.get('one').summary().end).toMatchObject({ code: 0 });
    expect(await held.calls.list({ from: 0, count: 9 })).toMatchObject({
      obstacle: `${folder} is not a folder`,
    });
    expect(await held.calls.resume(['one', 'two'])).toHaveLength(1);
    await held.calls.close();
    expect(readFileSync(folder, 'utf8')).toBe('a file in its place');
  });

  it('writes over no other call of the same id', async () => {
    const [folder] = await folderWith('one');
    const text = readFileSync(join(folder, 'one.json'), 'utf8');
    const again = holdCalls(engine, folder);
    await greet(again, 'one');
    await again.calls.close();
    expect(readFileSync(join(folder, 'one.json'), 'utf8')).toBe(text);
  });
});
