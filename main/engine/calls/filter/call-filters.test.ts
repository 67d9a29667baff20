import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FoundNews, TimelineFilter } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import { type HeldCalls, holdCalls } from '#engine/testing/held-calls.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { sampleSet } from '#engine/testing/sources.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
let server: SampleServer;
let held: HeldCalls;

beforeAll(async () => {
  server = await startSampleServer();
  held = holdCalls(engine, folders.make());
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});

const schema = () => ({ target: { address: server.address }, sources: sampleSet });
const watch = (callId: string, request: object) =>
  held.start(callId, {
    schema: schema(),
    method: 'sample.market.v1.Market/Watch',
    message: JSON.stringify({ symbol: 'ACME', ...request }),
  });
const ended = (callId: string) => held.until(callId, ({ end }) => end !== undefined);
const last = (filterId: string): FoundNews | undefined =>
  held.found.findLast((news) => news.filterId === filterId);
let filters = 0;

/** What a filter finds in a call that has ended. */
async function find(callId: string, filter: TimelineFilter): Promise<FoundNews> {
  filters += 1;
  const filterId = `filter-${filters}`;
  await held.calls.filters.begin({ callId, filterId, filter });
  return held.untilFound(filterId, ({ isDone }) => isDone);
}

async function rowsOf({ callId, filterId, matches }: FoundNews) {
  const rows: TimelineRow[] = [];
  while (rows.length < matches) {
    const more = await held.calls.filters.rows({ callId, filterId, from: rows.length, count: 500 });
    rows.push(...more);
  }
  return rows;
}

describe('a filter over a timeline', () => {
  it('finds messages by their fields, numbers, times and texts, and other events by theirs', async () => {
    await watch('many', { count: 3000 });
    await ended('many');
    const shown = async (filter: TimelineFilter) => rowsOf(await find('many', filter));
    const of = held.calls.get('many').summary().events;
    const some = await find('many', {
      fields: [{ path: 'sequence', comparison: '>', value: '2990' }],
    });
    expect(some).toMatchObject({ callId: 'many', looked: of, of, matches: 10, isDone: true });
    expect((await rowsOf(some)).map(({ index }) => index)).toEqual(
      Array.from({ length: 10 }, (_, at) => 2991 + at),
    );
    const numbered = await find('many', { types: ['received'], index: { from: 5, to: 2000 } });
    expect((await rowsOf(numbered)).map(({ index }) => index)).toEqual(
      Array.from({ length: 1996 }, (_, at) => 5 + at),
    );
    expect(await shown({ text: '"sequence":"77"' })).toMatchObject([{ index: 77 }]);
    expect(await shown({ text: 'acme', types: ['sent'] })).toMatchObject([
      { type: 'sent', index: 1 },
    ]);
    expect((await find('many', { text: 'Acme', isCaseSensitive: true })).matches).toBe(0);
    const others = await shown({ types: ['other'] });
    expect(others.map(({ type }) => type)).toEqual(['start', 'connected', 'headers', 'end']);
    expect(await shown({ text: 'ok', types: ['other'] })).toMatchObject([{ type: 'end' }]);
    const end = others.at(-1)?.at ?? 0;
    expect((await shown({ at: { from: end } })).at(-1)?.type).toBe('end');
  });

  it('goes on with what comes, until it is stopped or another takes its place', async () => {
    await watch('live', { rate: 400 });
    const filter = { fields: [{ path: 'sequence', comparison: '>', value: '20' }] } as const;
    await held.calls.filters.begin({ callId: 'live', filterId: 'live', filter });
    await held.untilFound('live', ({ matches }) => matches > 50);
    expect(last('live')?.isDone).toBe(false);
    const told = held.found.filter(({ filterId }) => filterId === 'live');
    const seqs = told.flatMap(({ newest }) => newest.map(({ index }) => index));
    expect(seqs).toEqual(Array.from({ length: last('live')?.matches ?? 0 }, (_, at) => 21 + at));
    const text = { text: 'no such text' };
    await held.calls.filters.begin({ callId: 'live', filterId: 'other', filter: text });
    const before = last('live')?.matches;
    await held.untilFound('other', ({ looked }) => looked > (before ?? 0) + 20);
    expect(last('live')?.matches).toBe(before);
    const first = { callId: 'live', filterId: 'live', from: 0, count: 1 };
    await expect(held.calls.filters.rows(first)).rejects.toThrow('This filter is over');
    held.calls.get('live').call.cancel();
    await held.untilFound('other', ({ isDone }) => isDone);
    expect(last('other')).toMatchObject({ matches: 0, looked: last('other')?.of });
  });

  it('looks no further when that is stopped, and keeps what was found where it is wanted', async () => {
    await watch('halted', { rate: 400 });
    const filter = { types: ['received'] } as const;
    const halted = { callId: 'halted', filterId: 'halted' };
    await held.calls.filters.begin({ ...halted, filter });
    await held.untilFound('halted', ({ matches }) => matches > 5);
    held.calls.filters.stop({ ...halted, keepsFound: true });
    const told = last('halted');
    await held.until('halted', ({ received }) => received > (told?.matches ?? 0) + 50);
    expect(last('halted')).toBe(told);
    const rows = await held.calls.filters.rows({ ...halted, from: 0, count: 3 });
    expect(rows.map(({ index }) => index)).toEqual([1, 2, 3]);
    held.calls.filters.stop(halted);
    await expect(held.calls.filters.rows({ ...halted, from: 0, count: 3 })).rejects.toThrow(
      'This filter is over',
    );
    held.calls.get('halted').call.cancel();
  });

  it('refuses what the messages cannot be compared by, and the filter before goes on', async () => {
    await watch('refused', { count: 3 });
    await ended('refused');
    const good = await find('refused', { types: ['received'] });
    const refuse = (field: NonNullable<TimelineFilter['fields']>[number]) =>
      held.calls.filters.begin({ callId: 'refused', filterId: 'bad', filter: { fields: [field] } });
    await expect(refuse({ path: 'prise', comparison: '=', value: '1' })).rejects.toMatchObject({
      error: {
        code: 'usage',
        message: 'sample.market.v1.Tick has no field prise, at column 1 of the path',
        hint: 'Did you mean "price"?',
      },
    });
    await expect(refuse({ path: 'price', comparison: '<', value: 'x' })).rejects.toThrow(
      'price is compared with a number, and "x" is none',
    );
    expect(await rowsOf(good)).toHaveLength(3);
  });

  it('finds what was sent in a client stream by the type that goes that way', async () => {
    const method = 'sample.telemetry.v1.Telemetry/Upload';
    await held.start('upload', { schema: schema(), method });
    const { call } = held.calls.get('upload');
    for (let index = 1; index <= 50; index += 1)
      await call.send(JSON.stringify({ sensor: `s${index % 5}`, events: String(index) }));
    call.halfClose();
    await ended('upload');
    const sensor = await find('upload', {
      fields: [{ path: 'sensor', comparison: '=', value: 's3' }],
      types: ['sent'],
    });
    expect((await rowsOf(sensor)).map(({ type, index }) => [type, index])).toEqual(
      Array.from({ length: 10 }, (_, at) => ['sent', 3 + 5 * at]),
    );
    const summary = { path: 'readingsBySensor.s3', comparison: '=', value: '10' } as const;
    expect(await rowsOf(await find('upload', { fields: [summary] }))).toMatchObject([
      { type: 'received', index: 1 },
    ]);
    const wrong = { path: 'sensor', comparison: 'exists', value: '' } as const;
    await expect(find('upload', { fields: [wrong], types: ['received'] })).rejects.toThrow(
      'UploadSummary has no field sensor',
    );
    await expect(find('upload', { fields: [wrong], types: ['other'] })).rejects.toThrow(
      'Only messages have fields',
    );
  });

  it('finds in a call of the history what it found while it went on', async () => {
    await watch('kept', { count: 500 });
    await ended('kept');
    const filter = { fields: [{ path: 'price', comparison: '>', value: '100' }] } as const;
    const rows = await rowsOf(await find('kept', filter));
    held.calls.release('kept');
    await vi.waitFor(() => held.calls.open('kept'));
    expect(await rowsOf(await find('kept', filter))).toEqual(rows);
  });

  it.each([
    ['its call is let go of', () => held.calls.release('over')],
    ['the page begins anew', () => void held.calls.resume(['over', 'many'])],
  ])('is over when %s', async (_, end) => {
    await watch('over', { rate: 200 });
    await held.calls.filters.begin({ callId: 'over', filterId: 'over', filter: {} });
    await held.untilFound('over', ({ matches }) => matches > 0);
    end();
    const wanted = { callId: 'over', filterId: 'over', from: 0, count: 1 };
    await expect(held.calls.filters.rows(wanted)).rejects.toThrow('This filter is over');
    const told = held.found.length;
    await watch('after', { rate: 200, count: 30 });
    await ended('after');
    expect(held.found.slice(told).filter(({ filterId }) => filterId === 'over')).toEqual([]);
    held.calls.release('over');
    held.calls.release('after');
  });

  it('of those asked for at once, the last one holds', async () => {
    await watch('typed', { count: 5 });
    await ended('typed');
    const texts = ['a', 'ac', 'acm', 'acme'];
    await Promise.all(
      texts.map((text) =>
        held.calls.filters.begin({ callId: 'typed', filterId: text, filter: { text } }),
      ),
    );
    await held.untilFound('acme', ({ isDone }) => isDone);
    const rows = (filterId: string) =>
      held.calls.filters.rows({ callId: 'typed', filterId, from: 0, count: 10 });
    expect(await rows('acme')).toHaveLength(6);
    await expect(rows('acm')).rejects.toThrow('This filter is over');
  });
});
