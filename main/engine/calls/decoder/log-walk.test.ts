import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { TimelineFilter } from '#app/contract/call-filter.ts';
import type { TimelineEvent } from '#app/contract/calls.ts';
import { healthSchema } from '#engine/health/health-schema.ts';
import { keepLog, keptEnd, keptStart, openHistory } from '#engine/testing/kept-log.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import type { CallTimeline } from '../call-timeline.ts';
import { type Exported, LogExport } from '../export/log-export.ts';
import { type Found, LogFilter } from '../filter/log-filter.ts';
import { CallLog } from '../log/call-log.ts';
import type { EventLog } from '../log/event-log.ts';
import { recordBytes } from '../log/event-record.ts';
import { TimelineView } from '../timeline-view.ts';
import { Decoder } from './decoder.ts';

const KB = 1024;
const folders = new TestFolders();
const folder = folders.make();
mkdirSync(folder);
const decoder = new Decoder();
afterAll(async () => {
  await decoder.close();
  folders.delete();
});

const schema = healthSchema();
const method = schema.method('grpc.health.v1.Health/Watch');
const serving = schema.codecs(method).received.encode('{"status":"SERVING"}');
/** With a field that its type does not know, and so many bytes in it. */
const padded = (bytes: number) =>
  Buffer.concat([
    serving,
    Buffer.from([0xfa, 0x07, 0x80 | (bytes & 0x7f), bytes >> 7]),
    Buffer.alloc(bytes),
  ]);
const odd = Buffer.from([0x08]);

function timelineOf(log: EventLog): CallTimeline {
  const view = new TimelineView(log, schema, method, () => ({}));
  return { log, view, schema, method, isOver: true, onGrown: () => () => {} };
}

async function find(timeline: CallTimeline, filter: TimelineFilter): Promise<Found> {
  let done: (found: Found) => void = () => {};
  const over = new Promise<Found>((resolve) => {
    done = resolve;
  });
  const tell = (found: Found) => {
    if (found.isDone || found.fault !== undefined) done(found);
  };
  const begun = await LogFilter.begin(timeline, decoder, filter, tell);
  const found = await over;
  begun.stop();
  return found;
}

async function write(timeline: CallTimeline) {
  const path = join(folder, 'export');
  const input = { callId: 'a', exportId: 'a', path, form: 'ndjson', overwrite: true } as const;
  let last: Exported | undefined;
  const begun = await LogExport.begin(timeline, decoder, input, (exported) => {
    last = exported;
  });
  await begun.over;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return { ...last, events: lines.map((line): TimelineEvent => JSON.parse(line)) };
}

const isServing = { fields: [{ path: 'status', comparison: '=', value: 'SERVING' }] } as const;

describe('a log that is gone through', () => {
  it('is found whole in pieces of every kind: many events, large ones, and none that fit', async () => {
    const log = new CallLog(64 * KB * KB);
    log.append(keptStart);
    const sizes = [0, 100, 5000, 0, 16_000];
    const count = 10_000;
    for (let index = 1; index <= count; index += 1)
      log.append({ at: index, type: 'received', index, payload: padded(sizes[index % 5] ?? 0) });
    log.append({ at: count + 1, type: 'sent', index: 1, payload: Buffer.alloc(3 * KB * KB) });
    log.append({ at: count + 2, ...keptEnd });
    const timeline = timelineOf(log);
    expect(await find(timeline, isServing)).toMatchObject({ matches: count, looked: count + 3 });
    expect(await find(timeline, { text: 'serving' })).toMatchObject({ matches: count });
    expect(await find(timeline, {})).toMatchObject({ matches: count + 3 });
    expect(await find(timeline, { index: { from: 9000 } })).toMatchObject({ matches: 1001 });
    const { events } = await write(timeline);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: count + 3 }, (_, at) => at));
  });

  it('is found by texts wherever they are, as if one looked at each message', async () => {
    const names = ['Alpha', 'BETA 7', 'größe', 'x\u212ay', 'a"b', 'st', '', 'ALPHABET', 'service'];
    const log = new CallLog(KB * KB);
    const { sent } = schema.codecs(method);
    const wanted = names.flatMap((name) => [name, `${name}/${name}`, `long ${name}`.repeat(20)]);
    for (const [at, service] of wanted.entries()) {
      const payload = sent.encode(JSON.stringify({ service }));
      log.append({ at, type: 'sent', index: at + 1, payload });
    }
    const jsons = wanted.map((service) => JSON.stringify(service === '' ? {} : { service }));
    for (const text of [
      'alpha',
      'beta 7',
      'GRÖSSE',
      'größe',
      'K',
      'k',
      'a\\"b',
      's',
      '/',
      'LONG ALPHA',
    ]) {
      const small = jsons.filter((json) => json.toLowerCase().includes(text.toLowerCase()));
      const same = jsons.filter((json) => json.includes(text));
      const timeline = timelineOf(log);
      expect([text, (await find(timeline, { text })).matches]).toEqual([text, small.length]);
      const exact = await find(timeline, { text, isCaseSensitive: true });
      expect([text, exact.matches]).toEqual([text, same.length]);
    }
  });

  it('whose oldest was let go is found as far as it is left, and its file says what it lacks', async () => {
    const log = new CallLog(2 * KB * KB);
    const count = 200_000;
    log.append(keptStart);
    for (let index = 1; index <= count; index += 1)
      log.append({ at: index, type: 'received', index, payload: padded(20) });
    log.append({ at: count + 1, ...keptEnd });
    const timeline = timelineOf(log);
    const numbered = await find(timeline, { types: ['received'] });
    const there = await find(timeline, isServing);
    // Of records there is room for 2 MB, in blocks of 1 MB, of what they hold for more.
    expect(numbered.matches).toBeGreaterThan(10_000);
    expect(numbered.matches).toBeLessThan(60_000);
    expect(there.matches).toBe(numbered.matches);
    expect(there.newest.at(-1)).toMatchObject({ index: count, preview: '{"status":"SERVING"}' });
    const { events, note } = await write(timeline);
    const warnings = events.filter(({ type }) => type === 'warning');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({
      text: 'From here on, events are no longer kept: this call is larger than what Duplex keeps of one',
    });
    expect(events).toHaveLength(numbered.matches + 3);
    expect(note).toContain(`The file lacks ${count - numbered.matches} events`);
  });

  it('whose oldest messages alone were let go has their lines without them', async () => {
    const log = new CallLog(2 * KB * KB);
    const count = 10_000;
    log.append(keptStart);
    for (let index = 1; index <= count; index += 1)
      log.append({ at: index, type: 'received', index, payload: padded(1000) });
    const timeline = timelineOf(log);
    expect(await find(timeline, { types: ['received'] })).toMatchObject({ matches: count });
    const { matches } = await find(timeline, isServing);
    expect(matches).toBeGreaterThan(500);
    expect(matches).toBeLessThan(3000);
    const { events, note } = await write(timeline);
    const gone = events.filter((event) => event.type === 'received' && event.message === null);
    expect(gone).toHaveLength(count - matches);
    expect(gone[0]).toEqual({
      seq: expect.any(Number),
      at: expect.any(Number),
      type: 'received',
      index: expect.any(Number),
      bytes: padded(1000).length,
      message: null,
      warning: 'no longer kept: this call is larger than what Duplex keeps of one',
    });
    expect(note).toContain(`The file lacks ${count - matches} events`);
  });

  it('that holds what does not decode is found without it, and its file has the bytes', async () => {
    const log = new CallLog(KB * KB);
    for (const [at, payload] of [serving, odd, serving].entries())
      log.append({ at, type: 'received', index: at + 1, payload });
    const timeline = timelineOf(log);
    expect(await find(timeline, isServing)).toMatchObject({ matches: 2 });
    const other = { path: 'status', comparison: '!=', value: 'UNKNOWN' } as const;
    expect(await find(timeline, { fields: [other] })).toMatchObject({ matches: 2 });
    expect(await find(timeline, { text: 'status' })).toMatchObject({ matches: 2 });
    const { events, note } = await write(timeline);
    expect(events[1]).toMatchObject({ index: 2, message: null, raw: 'CA==' });
    expect(note).toBeUndefined();
  });

  it('whose files are damaged is found but for what is', async () => {
    const home = folders.make();
    const history = openHistory(home);
    const kept = keepLog(history, 'damaged');
    const count = 30_000;
    kept.take(keptStart);
    for (let index = 1; index <= count; index += 1) {
      kept.take({ at: index, type: 'received', index, payload: padded(100) });
      if (index % 100 === 0) await turn();
    }
    kept.take({ at: count + 1, ...keptEnd });
    await history.finish('damaged');
    history.release('damaged');
    const records = join(home, 'damaged.0.records');
    const bytes = readFileSync(records);
    bytes.fill(0xee, 1000 * recordBytes, 1010 * recordBytes);
    writeFileSync(records, bytes);
    const start = (name: string) => Number(name.split('.')[1]);
    const contents = readdirSync(home).filter((name) => name.endsWith('.contents'));
    const last = contents.sort((one, other) => start(one) - start(other)).at(-1) ?? '';
    const left = Math.floor(statSync(join(home, last)).size / 2);
    truncateSync(join(home, last), left);
    const whole = Math.floor((start(last) + left) / padded(100).length);
    const { timeline } = await openHistory(home).open('damaged');
    const numbered = await find(timeline, { types: ['received'] });
    expect(numbered.matches).toBe(count - 10);
    const { matches } = await find(timeline, isServing);
    expect(matches).toBeGreaterThan(whole - 20);
    expect(matches).toBeLessThanOrEqual(whole - 10);
    expect(await find(timeline, { types: ['other'], text: 'ok' })).toMatchObject({ matches: 1 });
    const { events, note } = await write(timeline);
    expect(events.filter(({ type }) => type === 'warning')[0]).toMatchObject({
      seq: 1000,
      text: 'From here on, events cannot be read: the file in which Duplex kept it is cut or damaged',
    });
    expect(note).toContain('The file lacks');
  });
});
