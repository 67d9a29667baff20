import { cpSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HeldCalls, holdCalls } from '#engine/testing/held-calls.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection } from '#engine/testing/sources.ts';
import { keptHead, TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
const all = { from: 0, count: 200 };
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});

const schema = () => ({ target: { address: server.address }, sources: reflection });
const converse = 'sample.chat.v1.Chat/Converse';
const hello = 'sample.greeter.v1.Greeter/SayHello';

async function greet(held: HeldCalls, ...callIds: readonly string[]): Promise<void> {
  for (const callId of callIds) {
    await held.start(callId, { schema: schema(), method: hello, message: '{}' });
    await held.until(callId, ({ phase }) => phase === 'ended');
  }
}

async function folderWith(...callIds: readonly string[]): Promise<string> {
  const folder = folders.make();
  const held = holdCalls(engine, folder);
  await greet(held, ...callIds);
  await held.calls.close();
  return folder;
}

describe('the history', () => {
  it('deletes a call that is open once it is open no more, and lists it no more at once', async () => {
    const folder = await folderWith('open', 'other');
    const held = holdCalls(engine, folder);
    const { events } = await held.calls.open('open');
    await greet(held, 'live');
    await held.calls.delete(['open', 'other', 'live']);
    expect(await held.calls.list(all)).toEqual({ items: [], total: 0 });
    expect(keptHead(folder, 'other')).toBeUndefined();
    // What a process finds that begins after this one was killed.
    const copy = folders.make();
    cpSync(folder, copy, { recursive: true });
    const after = holdCalls(engine, copy);
    expect(await after.calls.resume(['open', 'live'])).toEqual([]);
    expect(await after.calls.list(all)).toEqual({ items: [], total: 0 });
    expect(readdirSync(copy)).toEqual([]);
    // Those who have it open see all of it, also when their window begins anew.
    expect(await held.calls.get('open').rows(0, events)).toHaveLength(events);
    await held.calls.resume(['open', 'live']);
    expect(await held.calls.get('live').rows(0, 1)).toHaveLength(1);
    await held.calls.close();
    expect(await held.calls.list(all)).toEqual({ items: [], total: 0 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is cleared of all that is over', async () => {
    const folder = await folderWith('one', 'two');
    const held = holdCalls(engine, folder);
    await held.start('talk', { schema: schema(), method: converse });
    await vi.waitFor(() => expect(keptHead(folder, 'talk')).toBeDefined());
    await held.calls.clear();
    expect(await held.calls.list(all)).toMatchObject({ total: 1, items: [{ callId: 'talk' }] });
    await held.calls.close();
  });
});
