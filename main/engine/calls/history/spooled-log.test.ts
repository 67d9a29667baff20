import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isSame, keepLog, keptEnd, keptStart, openHistory } from '#engine/testing/kept-log.ts';
import { Random } from '#engine/testing/random.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import type { CallEvent } from '../call-event.ts';
import { StoredLog } from '../log/stored-log.ts';
import { CallFiles } from './call-files.ts';

const MB = 1024 * 1024;
const folders = new TestFolders();
afterAll(() => folders.delete());

async function stored(folder: string, callId = 'call'): Promise<StoredLog> {
  const files = new CallFiles(folder);
  const head = await files.readHead(callId);
  return StoredLog.read(head, await files.open(callId, head));
}

/** Of all kinds, with payloads of all sizes that can be told from one another. */
function randomEvents(random: Random, count: number): CallEvent[] {
  const events: CallEvent[] = [keptStart];
  const indices = { sent: 0, received: 0 };
  while (events.length < count - 1) {
    const at = events.length / 8;
    const kind = random.below(20);
    if (kind === 0) events.push({ at, type: 'warning', text: `ü ${events.length}` });
    else if (kind === 1) events.push({ at, type: 'headers', metadata: [['a', String(at)]] });
    else {
      const type = kind < 6 ? 'sent' : 'received';
      const size = random.below(500) === 0 ? random.below(3 * MB) : random.below(2000);
      const payload = Buffer.alloc(size, `${events.length} `);
      const index = ++indices[type];
      events.push({ at, type, index, payload, ...(kind % 2 === 0 && { wireBytes: size + 1 }) });
    }
  }
  events.push({ at: count, ...keptEnd });
  return events;
}

describe('a log on the disk', () => {
  it('gives any range as it was written, while it grows and after', async () => {
    const folder = folders.make();
    const random = new Random(3);
    const events = randomEvents(random, 20_000);
    const history = openHistory(folder);
    const kept = keepLog(history, 'call');
    const compare = async (log: typeof kept.log | StoredLog, most: number) => {
      const from = random.below(log.count);
      const read = await log.read(from, 1 + random.below(60));
      expect(read.length).toBeGreaterThan(0);
      for (const [offset, event] of read.entries()) {
        const wanted = events[from + offset];
        if (wanted === undefined || !isSame(event, wanted)) expect(event).toEqual(wanted);
      }
      const [row] = await log.read(from, 1, most);
      if (row === undefined || !('payload' in row) || !Buffer.isBuffer(row.payload)) return;
      const wanted = events[from];
      const whole = wanted !== undefined && 'payload' in wanted ? wanted.payload : Buffer.alloc(0);
      expect(row.bytes).toBe(whole.length);
      expect(row.payload.length).toBeGreaterThanOrEqual(Math.min(most, whole.length));
      expect(row.payload.equals(whole.subarray(0, row.payload.length))).toBe(true);
    };
    for (const [place, event] of events.entries()) {
      kept.take(event);
      if (place % 200 === 0) await compare(kept.log, 100);
    }
    await history.finish('call');
    expect(kept.log.recent(0)).toBeUndefined();
    for (let round = 0; round < 200; round += 1) await compare(kept.log, 100);
    const after = await stored(folder);
    expect(after.count).toBe(events.length);
    for (let round = 0; round < 200; round += 1) await compare(after, 100);
    expect(await after.read(events.length - 1, 5)).toEqual([events.at(-1)]);
    expect(await after.read(events.length, 5)).toEqual([]);
    expect(kept.refusals).toEqual([]);
  });

  it('is in the head where it is short, and in no other file', async () => {
    const folder = folders.make();
    const history = openHistory(folder);
    const kept = keepLog(history, 'call');
    const events: CallEvent[] = [
      keptStart,
      { at: 1, type: 'received', index: 1, payload: Buffer.from('abc') },
      { at: 2, ...keptEnd },
    ];
    for (const event of events) kept.take(event);
    await history.finish('call');
    expect(readdirSync(folder).filter((name) => !name.endsWith('.binpb'))).toEqual(['call.json']);
    for (const log of [kept.log, await stored(folder)]) {
      const read = await log.read(0, 5);
      expect(read.map((event, at) => isSame(event, events[at] ?? keptStart))).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('is in many files once it is large, of which the oldest go, but not the first', async () => {
    const folder = folders.make();
    const history = openHistory(folder);
    const kept = keepLog(history, 'call', { memory: MB, disk: 8 * MB });
    kept.take(keptStart);
    const payload = (index: number) => Buffer.alloc(1000, `${index} `);
    const count = 20_000;
    for (let index = 1; index <= count; index += 1) {
      kept.take({ at: index, type: 'received', index, payload: payload(index) });
      if (index % 200 === 0) await kept.spool.flush();
    }
    kept.take({ at: count + 1, ...keptEnd });
    await history.finish('call');
    const size = readdirSync(folder).reduce(
      (sum, name) => sum + statSync(join(folder, name)).size,
      0,
    );
    expect(size).toBeLessThan(9 * MB);
    for (const log of [kept.log, await stored(folder)]) {
      expect(log.count).toBe(count + 2);
      expect((await log.read(0, 1))[0]).toEqual(keptStart);
      const read = await log.read(1, count);
      const whole = read.flatMap((event) =>
        'payload' in event && Buffer.isBuffer(event.payload) ? [event] : [],
      );
      expect(whole.length).toBeGreaterThan(4000);
      expect(whole.every(({ index, payload: has }) => payload(index).equals(has as Buffer))).toBe(
        true,
      );
      expect(whole[0]?.index).toBe(1);
      expect(whole.at(-1)?.index).toBe(count);
      const letGo = 'letGo' in log ? log.letGo : await log.countLetGo();
      expect(letGo).toBe(count - whole.length);
      expect(read[10_000]).toMatchObject({ index: 10_001, bytes: 1000, payload: 'let go' });
    }
  });

  it('holds up the call while the disk lags far behind, and no longer', async () => {
    const history = openHistory(folders.make());
    const kept = keepLog(history, 'call', { memory: MB });
    kept.take(keptStart);
    const payload = Buffer.alloc(MB, 1);
    // In one turn, in which nothing can be written.
    for (let index = 1; index <= 15; index += 1)
      kept.take({ at: index, type: 'received', index, payload });
    expect(kept.lags).toEqual([]);
    for (let index = 16; index <= 40; index += 1)
      kept.take({ at: index, type: 'received', index, payload });
    expect(kept.lags).toEqual([true]);
    await history.finish('call');
    expect(kept.lags).toEqual([true, false]);
    expect(kept.spool.pending).toBe(0);
    expect(
      (await kept.log.read(1, 40)).every(
        (event) => 'payload' in event && Buffer.isBuffer(event.payload),
      ),
    ).toBe(true);
  });
});

describe('files that are cut or damaged', () => {
  const events = randomEvents(new Random(5), 40).map((event) =>
    'payload' in event ? { ...event, payload: event.payload.subarray(0, 300) } : event,
  );
  const files = ['call.0.contents', 'call.0.records', 'call.json'] as const;

  /** The files of a call that has ended, or that was being written. */
  async function make(isOver: boolean): Promise<string> {
    const folder = folders.make();
    const history = openHistory(folder);
    const kept = keepLog(history, 'call');
    for (const event of events.slice(0, 10)) kept.take(event);
    await kept.spool.flush();
    for (const event of events.slice(10, isOver ? undefined : -1)) kept.take(event);
    // The head is written once a second: it has ten events of those that were cut.
    if (isOver) await history.finish('call');
    else await kept.spool.flush();
    await kept.spool.stop();
    return folder;
  }

  function copyOf(folder: string): string {
    const copy = folders.make();
    mkdirSync(copy);
    for (const name of files) copyFileSync(join(folder, name), join(copy, name));
    return copy;
  }

  /** Each event is as it was or said to be missing, and the last is an end. */
  async function check(folder: string): Promise<number> {
    const log = await stored(folder);
    const read = await log.read(0, log.count);
    expect(read).toHaveLength(log.count);
    const [last, ...before] = [...read].reverse();
    expect(last?.type).toBe('end');
    const isTold = before.reverse().every((event, place) => {
      const wanted = events[place];
      if (wanted !== undefined && isSame(event, wanted)) return true;
      const isMissing = 'payload' in event && event.payload === 'unreadable';
      return isMissing || (event.type === 'warning' && event.text.includes('cannot be read'));
    });
    expect(isTold).toBe(true);
    return before.filter((event, place) => {
      const wanted = events[place];
      return wanted !== undefined && isSame(event, wanted);
    }).length;
  }

  describe.each([
    ['of a call that has ended', true],
    ['of a call that was cut off', false],
  ] as const)('%s', (_, isOver) => {
    it.each(['call.0.contents', 'call.0.records'] as const)('at any length: %s', async (name) => {
      const folder = await make(isOver);
      expect(await check(folder)).toBe(events.length - 1);
      const whole = statSync(join(folder, name)).size;
      const copy = copyOf(folder);
      let most = events.length;
      for (let length = whole - 1; length >= 0; length -= 7) {
        truncateSync(join(copy, name), length);
        const left = await check(copy);
        expect(left).toBeLessThanOrEqual(most);
        most = left;
      }
      expect(most).toBeLessThan(2);
    });

    it('with wrong bytes anywhere', async () => {
      const folder = await make(isOver);
      const random = new Random(11);
      const copy = copyOf(folder);
      for (let round = 0; round < 300; round += 1) {
        const records = readFileSync(join(folder, 'call.0.records'));
        for (let flips = 1 + random.below(4); flips > 0; flips -= 1)
          records[random.below(records.length)] = random.below(256);
        writeFileSync(join(copy, 'call.0.records'), records);
        await check(copy);
      }
    });

    it('with the head cut at any length', async () => {
      const folder = await make(isOver);
      const copy = copyOf(folder);
      const text = readFileSync(join(folder, 'call.json'));
      for (let length = 0; length < text.length; length += 11) {
        writeFileSync(join(copy, 'call.json'), text.subarray(0, length));
        await expect(openHistory(copy).open('call')).rejects.toThrow('cannot be read back');
      }
    });
  });

  it('a folder or another file in place of a file is told', async () => {
    const folder = await make(true);
    mkdirSync(join(folder, 'call.5000000.records'));
    const wrong = expect(openHistory(folder).open('call')).rejects;
    await wrong.toThrow('call.5000000.records is not a file');
    const other = copyOf(await make(true));
    writeFileSync(join(other, 'call.80.records'), 'within the other');
    await expect(openHistory(other).open('call')).rejects.toThrow(
      'call.80.records begins within the file before it',
    );
  });

  it('a call that was cut off is INTERRUPTED, with all that was written', async () => {
    const log = await stored(await make(false));
    expect(log.totals.end).toMatchObject({ code: null, status: 'INTERRUPTED' });
    const { totals } = log;
    const last = (type: 'sent' | 'received') =>
      events.findLast((event) => event.type === type) as { index: number } | undefined;
    expect([totals.sent, totals.received]).toEqual([last('sent')?.index, last('received')?.index]);
  });

  it('one that was cut off right behind its end has that end', async () => {
    const folder = await make(true);
    const head = join(folder, 'call.json');
    const before = await make(false);
    const text = readFileSync(join(before, 'call.json'), 'utf8');
    expect(JSON.parse(text)).not.toHaveProperty('end');
    writeFileSync(head, text);
    const log = await stored(folder);
    expect(log.count).toBe(events.length);
    expect(log.totals.end).toMatchObject({ code: 0, status: 'OK' });
    expect(existsSync(head)).toBe(true);
  });
});
