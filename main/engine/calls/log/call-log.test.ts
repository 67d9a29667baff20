import { describe, expect, it } from 'vitest';
import { CallLog } from './call-log.ts';

const MB = 1024 * 1024;

describe('a log in memory', () => {
  it('gives back each event by seq, messages among others', async () => {
    const log = new CallLog(64 * MB);
    log.append({ at: 0, type: 'start', method: 'a/B', target: 't', metadata: [['x', 'ü']] });
    for (let index = 1; index <= 100_000; index += 1) {
      log.append({
        at: index,
        type: index % 3 === 0 ? 'sent' : 'received',
        index,
        payload: Buffer.from(String(index)),
        ...(index % 2 === 0 && { wireBytes: index }),
      });
    }
    log.append({ at: 100_001, type: 'half-close' });
    expect(log.count).toBe(100_002);
    const [start, ...more] = await log.read(0, 200_000);
    expect(start).toEqual({
      at: 0,
      type: 'start',
      method: 'a/B',
      target: 't',
      metadata: [['x', 'ü']],
    });
    expect(more.at(-1)).toEqual({ at: 100_001, type: 'half-close' });
    for (const seq of [1, 2, 3, 101, 102, 65_536, 99_999, 100_000]) {
      const event = {
        at: seq,
        type: seq % 3 === 0 ? 'sent' : 'received',
        index: seq,
        bytes: String(seq).length,
        payload: Buffer.from(String(seq)),
        ...(seq % 2 === 0 && { wireBytes: seq }),
      };
      expect(log.recent(seq)).toEqual(event);
      expect(more[seq - 1]).toEqual(event);
    }
    expect(log.recent(-1)).toBeUndefined();
    expect(log.recent(100_002)).toBeUndefined();
    expect(await log.read(100_002, 3)).toEqual([]);
  });

  it('lets the oldest go beyond its limit, and keeps how it began and the newest', async () => {
    const log = new CallLog(4 * MB);
    log.append({ at: 0, type: 'start', method: 'a/B', target: 't', metadata: [] });
    for (let index = 1; index <= 30; index += 1)
      log.append({ at: index, type: 'received', index, payload: Buffer.alloc(MB, index) });
    const events = await log.read(0, 31);
    expect(events[0]).toMatchObject({ type: 'start' });
    expect(events[1]).toMatchObject({ index: 1, bytes: MB, payload: 'let go' });
    const kept = events.flatMap((event) => ('payload' in event ? [event.payload] : []));
    expect(kept.filter((payload) => payload !== 'let go')).toHaveLength(3);
    expect(await log.countLetGo()).toBe(27);
    const last = kept.at(-1);
    expect(Buffer.isBuffer(last) && last.equals(Buffer.alloc(MB, 30))).toBe(true);
    expect(log.recent(1)).toBeUndefined();
  });

  it('lets whole events go when even their records are too many', async () => {
    const log = new CallLog(2 * MB);
    log.append({ at: 0, type: 'start', method: 'a/B', target: 't', metadata: [] });
    for (let index = 1; index <= 200_000; index += 1)
      log.append({ at: index, type: 'received', index, payload: Buffer.alloc(1) });
    expect((await log.read(0, 1))[0]).toMatchObject({ type: 'start' });
    const all = await log.read(0, log.count);
    const isGone = (event: (typeof all)[number]) =>
      'isLost' in event || ('payload' in event && event.payload === 'let go');
    expect(await log.countLetGo()).toBe(all.filter(isGone).length);
    expect((await log.read(50_000, 1))[0]).toMatchObject({
      type: 'warning',
      isLost: true,
      text: 'no longer kept: this call is larger than what Duplex keeps of one',
    });
    expect((await log.read(200_000, 1))[0]).toMatchObject({ index: 200_000, bytes: 1 });
  });

  it('keeps empty payloads and ones larger than a block', async () => {
    const log = new CallLog(64 * MB);
    const payloads = [Buffer.alloc(0), Buffer.alloc(9 * MB, 7), Buffer.from('x'), Buffer.alloc(0)];
    for (const [at, payload] of payloads.entries())
      log.append({ at, type: 'received', index: at + 1, payload });
    const read = await log.read(0, 4);
    const isSame = read.map((event, at) => {
      const payload = 'payload' in event && event.payload;
      return Buffer.isBuffer(payload) && payload.equals(payloads[at] ?? Buffer.of(0));
    });
    expect(isSame).toEqual([true, true, true, true]);
  });

  it('gives events that stay as they were when their memory is used again', async () => {
    const log = new CallLog(2 * MB);
    const add = (index: number) =>
      log.append({ at: index, type: 'received', index, payload: Buffer.alloc(1000, `${index} `) });
    for (let index = 1; index <= 3000; index += 1) add(index);
    const events = await log.read(2900, 100);
    for (let index = 3001; index <= 20_000; index += 1) add(index);
    expect(log.recent(2950)).toBeUndefined();
    for (const [offset, event] of events.entries())
      expect(event).toMatchObject({ payload: Buffer.alloc(1000, `${2901 + offset} `) });
    const newest = await log.read(19_900, 100);
    expect(newest.at(-1)).toMatchObject({ payload: Buffer.alloc(1000, '20000 ') });
  });
});
