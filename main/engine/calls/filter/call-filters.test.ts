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
  return vi.waitFor(() => {
    const news = last(filterId);
    expect(news?.isDone).toBe(true);
    return news as FoundNews;
  });
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
      field: { path: 'sequence', comparison: '>', value: '2990' },
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
    const filter = { field: { path: 'sequence', comparison: '>', value: '20' } } as const;
    await held.calls.filters.begin({ callId: 'live', filterId: 'live', filter });
    await vi.waitFor(() => expect(last('live')?.matches).toBeGreaterThan(50));
    expect(last('live')?.isDone).toBe(false);
    const told = held.found.filter(({ filterId }) => filterId === 'live');
    const seqs = told.flatMap(({ newest }) => newest.map(({ index }) => index));
    expect(seqs).toEqual(Array.from({ length: last('live')?.matches ?? 0 }, (_, at) => 21 + at));
    const text = { text: 'no such text' };
    await held.calls.filters.begin({ callId: 'live', filterId: 'other', filter: text });
    const before = last('live')?.matches;
    await vi.waitFor(() => expect(last('other')?.looked).toBeGreaterThan((before ?? 0) + 20));
    expect(last('live')?.matches).toBe(before);
    const first = { callId: 'live', filterId: 'live', from: 0, count: 1 };
    await expect(held.calls.filters.rows(first)).rejects.toThrow('This filter is over');
    held.calls.get('live').call.cancel();
    await vi.waitFor(() => expect(last('other')?.isDone).toBe(true));
    expect(last('other')).toMatchObject({ matches: 0, looked: last('other')?.of });
  });

  it('refuses what the messages cannot be compared by, and the filter before goes on', async () => {
    await watch('refused', { count: 3 });
    await ended('refused');
    const good = await find('refused', { types: ['received'] });
    const refuse = (field: NonNullable<TimelineFilter['field']>) =>
      held.calls.filters.begin({ callId: 'refused', filterId: 'bad', filter: { field } });
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
});
