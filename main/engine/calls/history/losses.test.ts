import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { holdCalls } from '#engine/testing/held-calls.ts';
import { keepLog, keptStart, openHistory } from '#engine/testing/kept-log.ts';
import { Random } from '#engine/testing/random.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { fillDisk, mayMount, mountDisk, works } from '#engine/testing/small-disk.ts';
import { sampleSet } from '#engine/testing/sources.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { RecordedEvents } from '../log/event-log.ts';
import { recordBytes } from '../log/event-record.ts';
import { SegmentFiles } from '../log/segment-files.ts';

const base = mkdtempSync(join(tmpdir(), 'duplex-spool-'));
const method = 'sample.market.v1.Market/Watch';
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

async function writer(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('#engine/testing/spool-loop/main.ts'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: join(base, 'writer'),
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(base, 'writer', 'main.mjs');
}

it('a process that is killed in mid-stream leaves what it had written', {
  timeout: 120_000,
}, async () => {
  const program = await writer();
  const random = new Random(9);
  for (let kill = 0; kill < 5; kill += 1) {
    const folder = join(base, `killed ${kill}`);
    const records = join(folder, 'endless.0.records');
    const child = spawn(process.execPath, [program, folder, server.address]);
    const wanted = 2000 + random.below(20_000);
    let told = 0;
    for await (const line of createInterface(child.stdout)) {
      told = Number(line);
      if (told >= wanted && existsSync(records) && statSync(records).size > 500 * recordBytes)
        break;
    }
    const written = Math.floor(statSync(records).size / recordBytes);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { calls } = holdCalls(engine, folder);
    const { items } = await calls.list({ from: 0, count: 1 });
    const [summary] = await calls.resume(['endless']);
    expect(summary).toMatchObject({ phase: 'ended', end: { code: null, status: 'INTERRUPTED' } });
    const { events = 0, received = 0, bytesReceived = 0 } = summary ?? {};
    // As the list has it, though the head is older.
    const elapsed = summary?.elapsed;
    expect(items[0]?.call).toMatchObject({ status: 'INTERRUPTED', events, received, elapsed });
    expect(events).toBeGreaterThan(written);
    expect(written).toBeGreaterThan(0);
    const call = calls.get('endless');
    const last = await call.rows(events - 100, 100);
    expect(last.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, at) => events - 100 + at),
    );
    expect(last.at(-1)).toMatchObject({
      type: 'end',
      preview: 'INTERRUPTED: Duplex ended before this call did',
    });
    const messages = last.filter(({ type }) => type === 'received');
    expect(messages.at(-1)?.index).toBe(received);
    expect(messages.every(({ preview }) => preview.includes('"symbol":"DPX"'))).toBe(true);
    expect(bytesReceived).toBeGreaterThan(received * 300);
    const first = (await call.rows(0, 10)).find(({ type }) => type === 'received');
    const sequence = async (seq = 0) =>
      Number((JSON.parse((await call.detail(seq)).text) as { sequence: string }).sequence);
    expect((await sequence(messages.at(-1)?.seq)) - (await sequence(first?.seq))).toBe(
      received - 1,
    );
    await calls.close();
  }
});

describe.skipIf(!mayMount)('a full disk', () => {
  const schema = () => ({ target: { address: server.address }, sources: sampleSet });

  it('lets the call go on, says so, and comes back with what it has', async () => {
    const disk = join(base, 'full');
    mkdirSync(disk);
    // With what may wait to be written it is less than the call: the disk refuses before that ends, however slow it is.
    mountDisk(disk, '20m');
    try {
      const folder = join(disk, 'history');
      const held = holdCalls(engine, folder);
      const message = '{"symbol":"DPX","count":50000,"payloadBytes":1000}';
      await held.start('large', { schema: schema(), method, message });
      const { summary } = await held.until('large', ({ phase }) => phase === 'ended');
      expect(summary).toMatchObject({ received: 50_000, end: { code: 0 } });
      const call = held.calls.get('large');
      const rows: Awaited<ReturnType<typeof call.rows>>[number][] = [];
      for (let from = 0; from < summary.events; from += 500)
        rows.push(...(await call.rows(from, 500)));
      const warnings = rows.filter(({ type }) => type === 'warning');
      expect(warnings.map(({ preview }) => preview)).toEqual([
        `What follows is not kept in ${folder}: the disk is full. The newest 256 MB stay in memory`,
      ]);
      expect(rows.filter(({ at }, seq) => at < (rows[seq - 1]?.at ?? 0))).toEqual([]);
      const messages = rows.filter(({ type }) => type === 'received');
      expect(messages).toHaveLength(50_000);
      const odd = messages.filter(({ preview }) => !preview.includes('"symbol":"DPX"'));
      expect([odd.length, odd[0], odd.at(-1)]).toEqual([0, undefined, undefined]);
      await held.calls.close();

      const again = quietEngine();
      const after = holdCalls(again, folder);
      const back = await after.calls.open('large');
      expect(back).toMatchObject({ received: 50_000, end: { code: 0 } });
      expect(back.events).toBeLessThan(25_000);
      const last = await after.calls.get('large').rows(back.events - 3, 3);
      expect(last.map(({ type }) => type).slice(1)).toEqual(['warning', 'end']);
      expect(last[0]?.preview).toContain('"symbol":"DPX"');
      const lacking = summary.events - (back.events - 2);
      const told = `What follows is not kept in ${folder}: the disk is full: ${lacking} events of this call`;
      expect([last[1]?.preview, back.cutOff]).toEqual([told, told]);
      await again.close();
    } finally {
      works('umount', disk);
    }
  });

  it('keeps of one large piece what it took, up to about its last MB', async () => {
    const disk = join(base, 'piece');
    mkdirSync(disk);
    mountDisk(disk, '8m');
    try {
      const folder = join(disk, 'history');
      const history = openHistory(folder);
      const call = keepLog(history, 'large');
      call.take(keptStart);
      const payload = Buffer.alloc(1000, 7);
      for (let index = 1; index <= 12_000; index += 1)
        call.take({ at: index, type: 'received', index, payload });
      await call.spool.flush();
      expect(call.refusals).toHaveLength(1);
      await call.spool.finish();
      const { log } = call;
      expect(log.contents.written).toBeGreaterThan(6 * 1024 * 1024);
      const parts = ['records', 'contents'].map((part) =>
        SegmentFiles.found(folder, 'large', part),
      );
      const [records, contents] = await Promise.all(parts);
      if (records === undefined || contents === undefined) throw new Error('nothing is there');
      const count = Math.floor(records.end / recordBytes);
      expect(count * payload.length).toBeGreaterThan(5 * 1024 * 1024);
      const events = await new RecordedEvents(records, contents).read(1, count - 1, 1000);
      const whole = { type: 'received', bytes: 1000, payload };
      expect(events[0]).toMatchObject(whole);
      expect(events.at(-1)).toMatchObject({ ...whole, index: count - 1 });
    } finally {
      works('umount', disk);
    }
  });

  it('does not let a call that ended OK pass for interrupted, in the list nor after a restart', async () => {
    const disk = join(base, 'ended');
    mkdirSync(disk);
    mountDisk(disk, '2m');
    try {
      const folder = join(disk, 'history');
      const held = holdCalls(engine, folder);
      const message = '{"symbol":"DPX","count":40000,"payloadBytes":20}';
      await held.start('large', { schema: schema(), method, message });
      await held.until('large', ({ phase, cutOff }) => phase === 'ended' && cutOff !== undefined);
      const wanted = { status: 'OK', code: 0, received: 40_000, cutOff: expect.any(String) };
      const listed = async () => (await held.calls.list({ from: 0, count: 10 })).items;
      expect(await listed()).toMatchObject([{ callId: 'large', call: wanted }]);
      await held.calls.close();
      expect(await listed()).toMatchObject([{ callId: 'large', call: wanted }]);

      const again = quietEngine();
      const after = holdCalls(again, folder);
      const { items } = await after.calls.list({ from: 0, count: 10 });
      expect(items).toMatchObject([{ callId: 'large', call: wanted }]);
      const back = await after.calls.open('large');
      expect(back).toMatchObject({ received: 40_000, end: { code: 0 } });
      const lacking = 40_005 - (back.events - 2);
      expect(back.cutOff).toMatch(/the disk is full: \d+ events of this call$/);
      expect(back.cutOff).toContain(`full: ${lacking} events`);
      expect(lacking).toBeGreaterThan(1000);
      // What is left of it is whole.
      expect(back.letGo).toBeUndefined();
      expect(back.events).toBeGreaterThan(5000);
      const last = await after.calls.get('large').rows(back.events - 3, 3);
      expect(last.map(({ type }) => type)).toEqual(['received', 'warning', 'end']);
      expect(last[0]?.preview).toContain('"symbol":"DPX"');
      await again.close();
    } finally {
      works('umount', disk);
    }
  });

  it('with no room at all has the calls in the list as long as they are held, as not kept', async () => {
    const disk = join(base, 'none');
    mkdirSync(disk);
    mountDisk(disk, '64k');
    try {
      const folder = join(disk, 'history');
      fillDisk(disk);
      const held = holdCalls(engine, folder);
      const drip = '{"symbol":"DPX","rate":50}';
      await held.start('running', { schema: schema(), method, message: drip });
      await held.start('short', { schema: schema(), method, message: '{"symbol":"X","count":1}' });
      for (const callId of ['running', 'short'])
        await held.until(callId, ({ cutOff }) => cutOff !== undefined);
      await held.until('short', ({ phase }) => phase === 'ended');
      const cutOff = `This call is not kept in ${folder}: the disk is full`;
      const listed = async () => {
        const { items } = await held.calls.list({ from: 0, count: 10 });
        return new Map(items.map(({ callId, call, bytes }) => [callId, { ...call, bytes }]));
      };
      const both = await listed();
      expect(both.get('running')).toMatchObject({ status: 'running', cutOff, bytes: 0 });
      expect(both.get('short')).toMatchObject({ status: 'OK', cutOff, bytes: 0 });
      held.calls.get('running').call.cancel();
      await held.until('running', ({ phase }) => phase === 'ended');
      expect((await listed()).get('running')).toMatchObject({ status: 'CANCELLED', cutOff });
      await held.calls.clear();
      expect([...(await listed()).keys()]).toEqual([]);
      await held.calls.close();
    } finally {
      works('umount', disk);
    }
  });

  it('that has room again keeps the calls after it', async () => {
    const disk = join(base, 'small');
    mkdirSync(disk);
    mountDisk(disk, '512k');
    try {
      const folder = join(disk, 'history');
      const held = holdCalls(engine, folder);
      const large = '{"symbol":"DPX","count":1,"payloadBytes":1000000}';
      await held.start('large', { schema: schema(), method, message: large });
      const { summary } = await held.until('large', ({ cutOff }) => cutOff !== undefined);
      expect(summary.cutOff).toBe(`What follows is not kept in ${folder}: the disk is full`);
      await held.start('small', { schema: schema(), method, message: '{"symbol":"X","count":1}' });
      await held.until('small', ({ phase }) => phase === 'ended');
      await vi.waitFor(() => expect(readdirSync(folder)).toContain('small.json'));
      await held.calls.close();
      const { items } = await held.calls.list({ from: 0, count: 10 });
      expect(items.map(({ callId, call }) => [callId, call?.status])).toContainEqual([
        'small',
        'OK',
      ]);
    } finally {
      works('umount', disk);
    }
  });
});
