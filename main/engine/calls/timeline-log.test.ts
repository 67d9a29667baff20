import { describe, expect, it } from 'vitest';
import { PayloadLog } from './payload-log.ts';
import { TimelineLog } from './timeline-log.ts';

describe('TimelineLog', () => {
  it('gives back each event by seq, messages among others', () => {
    const log = new TimelineLog(64 * 1024 * 1024);
    log.append({ at: 0, type: 'start', method: 'a/B', target: 't', metadata: [] });
    for (let index = 1; index <= 100_000; index += 1) {
      log.append({
        at: index,
        type: index % 3 === 0 ? 'sent' : 'received',
        index,
        payload: Buffer.from(String(index)),
      });
    }
    log.append({ at: 100_001, type: 'half-close' });
    expect(log.count).toBe(100_002);
    expect(log.get(0)).toMatchObject({ type: 'start' });
    expect(log.get(100_001)).toEqual({ at: 100_001, type: 'half-close' });
    for (const seq of [1, 2, 3, 65_535, 65_536, 65_537, 99_999, 100_000]) {
      expect(log.get(seq)).toEqual({
        at: seq,
        type: seq % 3 === 0 ? 'sent' : 'received',
        index: seq,
        bytes: String(seq).length,
        payload: Buffer.from(String(seq)),
      });
    }
    expect(log.get(-1)).toBeUndefined();
    expect(log.get(100_002)).toBeUndefined();
  });
});

describe('PayloadLog', () => {
  it('lets the oldest go beyond its limit and keeps the newest', () => {
    const log = new PayloadLog(10 * 1024 * 1024);
    const positions = Array.from({ length: 30 }, (_, index) =>
      log.append(Buffer.alloc(1024 * 1024, index)),
    );
    expect(log.read(positions[0] ?? -1, 1024)).toBeUndefined();
    const last = log.read(positions[29] ?? -1, 1024 * 1024);
    expect(last?.every((byte) => byte === 29)).toBe(true);
  });

  it('keeps empty payloads and ones larger than a block', () => {
    const log = new PayloadLog(64 * 1024 * 1024);
    const empty = log.append(Buffer.alloc(0));
    const large = log.append(Buffer.alloc(9 * 1024 * 1024, 7));
    const small = log.append(Buffer.from('x'));
    expect(log.read(empty, 0)).toHaveLength(0);
    expect(log.read(large, 9 * 1024 * 1024)?.at(-1)).toBe(7);
    expect(log.read(small, 1)?.toString()).toBe('x');
  });
});
