import type { ExportNews, FoundNews } from '#app/contract/call-filter.ts';
import { fail, ok } from '#app/contract/result.ts';
import type { Answers } from '#renderer/bridge/fake-bridge.ts';
import { floodScript, marketAnswers, tickAt, ticks } from '../market-flood.ts';
import { okEnd, play } from '../scripted-call.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const fields = ['symbol', 'price', 'volume'].map((name, place) => ({
  ...{ name, jsonName: name, number: place + 1, type: 'string' },
  ...({ kind: 'scalar', repeated: false, rules: [] } as const),
}));

/** Prices over 1,900: they come round every 977 ticks. */
const matchAt = (place: number) =>
  tickAt(3 + ((900 - 3 + 977) % 977) + Math.floor(place / 76) * 977 + (place % 76)).row;

const answers: Answers = {
  ...marketAnswers,
  'calls.foundRows': ({ from, count }) =>
    ok(Array.from({ length: count }, (_, index) => matchAt(from + index))),
  'schema.message': ({ type }) => ok({ name: type, fields }),
};

/** A flood, over by now, with a text in its filter and what was found by it. */
async function filtered(stage: Stage, text: string, news: Partial<FoundNews> = {}) {
  await connect(stage);
  const { summary } = floodScript;
  const isOver = news.isDone ?? true;
  const over = isOver ? ({ phase: 'ended', end: okEnd } as const) : {};
  const tabId = await play(stage, { ...floodScript, summary: { ...summary, ...over } });
  const { setFilterText, applyFilter } = stage.store.getState();
  setFilterText(tabId, text);
  applyFilter(tabId);
  await settled();
  const { callId = '', filterId = '' } = stage.bridge.asked('calls.filter').at(-1) ?? {};
  const of = ticks + 3;
  stage.bridge.emit('calls.found', {
    ...{ callId, filterId, looked: of, of, matches: 0, newest: [], isDone: isOver },
    ...news,
  });
  await settled();
  return tabId;
}

const matches = 77_789;
const newest = Array.from({ length: 100 }, (_, index) => matchAt(matches - 100 + index));

async function exporting(stage: Stage, news: Partial<ExportNews>): Promise<void> {
  const tabId = await filtered(stage, 'price > 1900', { matches, newest });
  const path = '/home/ada/Market-Watch.ndjson';
  const wish = { path, form: 'ndjson', onlyFound: true, overwrite: false } as const;
  await stage.store.getState().exportTimeline(tabId, wish);
  const { callId = '', exportId = '' } = stage.bridge.asked('calls.export').at(-1) ?? {};
  const of = ticks + 3;
  stage.bridge.emit('calls.exported', {
    ...{ callId, exportId, path, done: of, of, bytes: 21_400_000, isDone: true },
    ...news,
  });
}

/** Events found in the timeline of a stream, and taken along. */
export const filterStates: readonly WindowState[] = [
  {
    name: 'filter-looking',
    answers,
    async prepare(stage) {
      const news = { looked: 412_000, matches: 32_049, newest, isDone: false };
      await filtered(stage, 'price > 1900', news);
    },
  },
  {
    name: 'filter-match',
    answers,
    async prepare(stage) {
      const tabId = await filtered(stage, 'price > 1900', { matches, newest });
      stage.store.getState().stepMatch(tabId, -1);
    },
  },
  {
    name: 'filter-aside',
    answers,
    async prepare(stage) {
      const tabId = await filtered(stage, 'price > 1900', { matches, newest });
      stage.store.getState().stepMatch(tabId, -1);
      stage.store.getState().goToSelected(tabId);
    },
  },
  {
    name: 'filter-fault',
    answers: {
      ...answers,
      'calls.filter': ({ filter }) =>
        filter.fields?.[0]?.path === 'prize'
          ? fail({
              code: 'usage',
              message: 'market.v1.WatchReply has no field prize, at column 1 of the path',
              hint: 'Did you mean "price"?',
            })
          : ok(null),
    },
    async prepare(stage) {
      const tabId = await filtered(stage, 'price > 1900', { matches, newest });
      stage.store.getState().setFilterText(tabId, 'prize > 1900');
      stage.store.getState().applyFilter(tabId);
    },
  },
  {
    name: 'filter-none',
    answers,
    prepare: async (stage) => void (await filtered(stage, 'is:received "ACME Corp" 1s..5s')),
  },
  {
    name: 'filter-failed',
    answers,
    async prepare(stage) {
      const fault = 'The timeline of this call cannot be read any more: EIO: i/o error, read';
      await filtered(stage, 'ACME', { looked: 3_000, fault });
    },
  },
  {
    name: 'filter-help',
    answers,
    async prepare(stage) {
      await filtered(stage, 'price > 1900', { matches, newest });
      document.querySelector<HTMLElement>('[aria-label="Filter help"]')?.click();
    },
  },
  {
    name: 'filter-offers',
    answers,
    async prepare(stage) {
      await filtered(stage, 'price > 1900 and s', { matches, newest });
      const field = document.querySelector<HTMLInputElement>('input[aria-label="Filter timeline"]');
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
      field?.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
    },
  },
  {
    name: 'export',
    answers,
    async prepare(stage) {
      const tabId = await filtered(stage, 'price > 1900', { matches, newest });
      stage.store.getState().openExport(tabId);
    },
  },
  {
    name: 'export-filter-fault',
    answers,
    async prepare(stage) {
      const tabId = await filtered(stage, 'price > 1900', { matches, newest });
      stage.store.getState().setFilterText(tabId, 'price >');
      stage.store.getState().openExport(tabId);
    },
  },
  {
    name: 'export-running',
    answers,
    prepare: (stage) => exporting(stage, { done: 412_000, bytes: 8_800_000, isDone: false }),
  },
  { name: 'export-done', answers, prepare: (stage) => exporting(stage, {}) },
  {
    name: 'export-failed',
    answers,
    prepare: (stage) =>
      exporting(stage, {
        done: 412_000,
        fault: '/home/ada/Market-Watch.ndjson cannot be written: the disk is full. Make room there',
      }),
  },
];
