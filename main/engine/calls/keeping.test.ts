import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { type HeldCalls, holdCalls } from '../testing/held-calls.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { mayMount, mountDisk, works } from '../testing/small-disk.ts';
import { sampleSet } from '../testing/sources.ts';

const MB = 1024 * 1024;
const base = mkdtempSync(join(tmpdir(), 'duplex-keeping-'));
const engine = quietEngine();
let server: SampleServer;
beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(async () => {
  await engine.close();
  await server.close();
  rmSync(base, { recursive: true });
});
afterEach(() => engine.configure({ maxReceiveBytes: 4 * MB, keptBytes: 64 * MB }));

async function begin(held: HeldCalls, callId: string, count: number, isSecret = false) {
  await held.start(callId, {
    schema: { target: { address: server.address }, sources: sampleSet },
    method: 'sample.market.v1.Market/Watch',
    message: `{"symbol":"DPX","count":${count},"payloadBytes":1000}`,
    ...(isSecret && { secrets: 'unkept' }),
  });
}

async function watch(held: HeldCalls, callId: string, count: number, isSecret = false) {
  await begin(held, callId, count, isSecret);
  return (await held.until(callId, ({ phase }) => phase === 'ended')).summary;
}

async function allRows(held: HeldCalls, callId: string): Promise<readonly TimelineRow[]> {
  const call = held.calls.get(callId);
  const rows: TimelineRow[] = [];
  for (let from = 0; from < call.summary().events; from += 500)
    rows.push(...(await call.rows(from, 500)));
  return rows;
}

const isLetGo = ({ preview }: TimelineRow) => preview.startsWith('no longer kept');

it('of a call that is larger than may be, how much is gone is told exactly, once all is written', async () => {
  engine.configure({ maxReceiveBytes: 4 * MB, keptBytes: 64 * MB, diskBytes: 16 * MB });
  const held = holdCalls(engine, mkdtempSync(join(base, 'gone-')));
  await watch(held, 'large', 60_000);
  const gone = async () => (await allRows(held, 'large')).filter(isLetGo).length;
  await expect
    .poll(async () => held.calls.get('large').summary().letGo === (await gone()), {
      timeout: 20_000,
      interval: 1000,
    })
    .toBe(true);
  await held.calls.close();
});

describe('of a call of which the newest events are kept', () => {
  it.each([
    ['on the disk', false],
    ['in memory', true],
  ])('those are there %s, and how it began, and few others', async (_, isSecret) => {
    const newestEvents = 5000;
    engine.configure({ maxReceiveBytes: 4 * MB, keptBytes: 64 * MB, newestEvents });
    const folder = mkdtempSync(join(base, 'newest-'));
    const held = holdCalls(engine, folder);
    const summary = await watch(held, 'long', 40_000, isSecret);
    expect(summary).toMatchObject({ received: 40_000, end: { code: 0 } });
    expect(summary).not.toHaveProperty('inMemory');
    const rows = await allRows(held, 'long');
    expect(rows).toHaveLength(summary.events);
    expect(rows.slice(-newestEvents).some(isLetGo)).toBe(false);
    expect(rows[0]).toMatchObject({ type: 'start' });
    const kept = rows.filter((row) => !isLetGo(row));
    // Blocks and files are let go whole.
    expect(kept.length).toBeLessThan(newestEvents + 15_000);
    await held.calls.close();
    if (isSecret) return;
    const files = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(files.reduce((sum, size) => sum + size, 0)).toBeLessThan(24 * MB);
    const after = holdCalls(engine, folder);
    await after.calls.open('long');
    expect((await allRows(after, 'long')).slice(-newestEvents).some(isLetGo)).toBe(false);
  });
});

describe('a call that comes to as much as is kept of one', () => {
  it.each([
    ['on the disk', false, { keptBytes: 64 * MB, diskBytes: 4 * MB }],
    ['in memory', true, { keptBytes: 4 * MB }],
  ])('ends where that is wanted, and all of it is there, %s', async (_, isSecret, limits) => {
    engine.configure({ maxReceiveBytes: 4 * MB, ...limits, whenFull: 'end' });
    const held = holdCalls(engine, mkdtempSync(join(base, 'full-')));
    const summary = await watch(held, 'large', 1_000_000, isSecret);
    expect(summary.end).toMatchObject({
      code: 1,
      message: expect.stringContaining('it came to as much as is kept of a call'),
    });
    const rows = await allRows(held, 'large');
    expect(rows.filter(isLetGo)).toEqual([]);
    expect(rows.filter(({ type }) => type === 'received')).toHaveLength(summary.received);
    const kept = summary.bytesReceived + summary.events * 40;
    expect(kept).toBeGreaterThan(3 * MB);
    expect(kept).toBeLessThan(8 * MB);
    await held.calls.close();
  });
});

describe('a call that waits when it has come to as much as is kept of one', () => {
  const limits = { keptBytes: 64 * MB, diskBytes: 4 * MB };
  const isFull = ({ full }: CallSummary) => full !== undefined;

  it.each([
    ['on the disk', 'disk', limits],
    ['in memory', 'memory', { keptBytes: 4 * MB }],
  ] as const)('goes on as is chosen, with all of it or the newest, %s', async (_, place, kept) => {
    engine.configure({ maxReceiveBytes: 4 * MB, ...kept, whenFull: 'ask' });
    const held = holdCalls(engine, mkdtempSync(join(base, 'asked-')));
    await begin(held, 'asked', 30_000, place === 'memory');
    const { summary } = await held.until('asked', isFull);
    expect(summary).toMatchObject({
      paused: 'full',
      full: { place },
    });
    expect(summary.received).toBeLessThan(10_000);
    const { bytes = 0, next = 0 } = summary.full ?? {};
    expect([bytes >= 4 * MB, bytes > summary.bytesReceived]).toEqual([true, true]);
    expect(next).toBe(bytes + 4 * MB);
    const call = held.calls.get('asked');
    call.whenFull('keepAll');
    await held.until('asked', ({ full }) => (full?.bytes ?? 0) >= next);
    const before = await allRows(held, 'asked');
    expect(before.filter(isLetGo)).toEqual([]);
    expect(before.filter(({ type }) => type === 'received').length).toBeGreaterThan(
      summary.received,
    );
    call.whenFull('keepNewest');
    const ended = await held.until('asked', ({ phase }) => phase === 'ended');
    expect(ended.summary).toMatchObject({ received: 30_000, end: { code: 0 } });
    expect(ended.summary).not.toHaveProperty('full');
    const rows = await allRows(held, 'asked');
    const stayed = rows.filter((row) => !isLetGo(row)).length;
    expect(stayed).toBeLessThan(20_000);
    expect(rows.slice(-1000).some(isLetGo)).toBe(false);
    await held.calls.close();
  });

  it('ends where that is chosen, and still waits when it is paused besides', async () => {
    engine.configure({ maxReceiveBytes: 4 * MB, ...limits, whenFull: 'ask' });
    const held = holdCalls(engine, mkdtempSync(join(base, 'asked-')));
    await begin(held, 'asked', 1_000_000);
    await held.until('asked', isFull);
    const call = held.calls.get('asked');
    call.pause(true);
    expect(call.summary()).toMatchObject({ paused: 'asked', full: { place: 'disk' } });
    call.pause(false);
    expect(call.summary()).toMatchObject({ paused: 'full' });
    call.whenFull('end');
    const { summary } = await held.until('asked', ({ phase }) => phase === 'ended');
    expect(summary.end).toMatchObject({
      code: 1,
      message: expect.stringContaining('because it came to as much as is kept of a call'),
    });
    await held.calls.close();
  });
});

describe.skipIf(!mayMount)('a disk that is full', () => {
  it('has the call wait with all of it, and says no less than what has come', async () => {
    const disk = join(base, 'asks');
    mkdirSync(disk);
    mountDisk(disk, '20m');
    try {
      engine.configure({ maxReceiveBytes: 4 * MB, keptBytes: MB, whenFull: 'ask' });
      const held = holdCalls(engine, join(disk, 'history'));
      await begin(held, 'asked', 60_000);
      const isFull = ({ full }: CallSummary) => full?.place === 'memory';
      const { summary } = await held.until('asked', isFull);
      const { full, bytesReceived } = summary;
      expect(full?.bytes).toBeGreaterThan(Math.max(bytesReceived, 10 * MB));
      expect(full?.next).toBe((full?.bytes ?? 0) + MB);
      const call = held.calls.get('asked');
      call.whenFull('keepAll');
      const more = ({ full: now }: CallSummary) => (now?.bytes ?? 0) >= (full?.next ?? 0);
      await held.until('asked', more);
      const rows = await allRows(held, 'asked');
      expect(rows.filter(isLetGo)).toEqual([]);
      expect(call.summary().inMemory).toBe(true);
      const warning = rows.find(({ type }) => type === 'warning');
      expect(warning?.preview).toContain('the disk is full. It stays in memory');
      call.whenFull('end');
      await held.until('asked', ({ phase }) => phase === 'ended');
      await held.calls.close();
      const after = await held.calls.open('asked');
      expect([after.cutOff !== undefined, after.inMemory]).toEqual([true, undefined]);
    } finally {
      works('umount', disk);
    }
  });

  it('ends the call where that is wanted, and says so', async () => {
    const disk = join(base, 'disk');
    mkdirSync(disk);
    mountDisk(disk, '4m');
    try {
      engine.configure({ maxReceiveBytes: 4 * MB, keptBytes: 64 * MB, endsWithoutDisk: true });
      const held = holdCalls(engine, join(disk, 'history'));
      const summary = await watch(held, 'large', 1_000_000);
      expect(summary.end).toMatchObject({
        code: 1,
        message: expect.stringContaining('the disk does not take it'),
      });
      expect(summary.cutOff).toContain('the disk is full');
      await held.calls.close();
    } finally {
      works('umount', disk);
    }
  });
});
