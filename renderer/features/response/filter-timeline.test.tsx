import { cleanup, act as drawn, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundNews } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
import { isEnabled } from '#renderer/shell/commands.ts';
import { sessionOf } from '#renderer/shell/session.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { Answer } from './Answer.tsx';

// jsdom lays nothing out: the list is told that it is ten rows tall.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(240);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const rowOf = (seq: number): TimelineRow =>
  fakeRow(seq, 'received', { index: seq, bytes: 12, preview: `{"n":${seq}}` });
const rowsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => rowOf(from + place));
/** Every thousandth event matches. */
const matchesFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, place) => rowOf((from + place) * 1000));

async function stream(events = 100_000) {
  standInForBrowser();
  const bridge = createFakeBridge({
    ...wellAnswers,
    'calls.rows': ({ from, count }) => ok(rowsFrom(from, count)),
    'calls.foundRows': ({ from, count }) => ok(matchesFrom(from, count)),
  });
  const store = createAppStore(bridge);
  await store.getState().connectTo('localhost:1');
  store.getState().openMethod(methodNamed('SayManyHellos'));
  const tabId = store.getState().activeTab ?? '';
  await store.getState().startCall(tabId);
  const callOf = () => store.getState().calls[tabId];
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const tell = (change: Parameters<typeof fakeSummary>[1]) =>
    drawn(() =>
      bridge.emit('calls.progress', {
        summary: fakeSummary(callOf()?.callId ?? '', { phase: 'streaming', events, ...change }),
        tail: rowsFrom(events - 100, 100),
      }),
    );
  tell({});
  render(
    <AppStoreProvider store={store}>
      <Answer tabId={tabId} />
    </AppStoreProvider>,
  );
  const filterId = () => bridge.asked('calls.filter').at(-1)?.filterId ?? '';
  const find = (news: Partial<FoundNews>) =>
    drawn(() =>
      bridge.emit('calls.found', {
        ...{ callId: callOf()?.callId ?? '', filterId: filterId() },
        ...{ looked: events, of: events, matches: 0, newest: [], isDone: false, ...news },
      }),
    );
  return { bridge, store, tabId, callId, call: callOf, tell, find, filterId };
}

// By label, not by role: of a whole window that takes its time, over and over.
const field = () => screen.getByLabelText('Filter timeline');
const type = async (text: string) => {
  fireEvent.change(field(), { target: { value: text } });
  // Enter is at once: nobody waits for the typing to come to rest.
  await drawn(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
};
const rows = () => [...document.querySelectorAll('[role="option"]')];
const names = () => rows().map((row) => Number(row.getAttribute('aria-label')?.match(/\d+/)));
const selected = () =>
  rows()
    .find((row) => row.getAttribute('aria-selected') === 'true')
    ?.getAttribute('aria-label');
const press = (name: string) => drawn(async () => fireEvent.click(screen.getByText(name)));

test('what is typed is asked for once the typing has come to rest, and its matches are listed', async () => {
  const { bridge, find, callId, filterId } = await stream();
  fireEvent.change(field(), { target: { value: 'pri' } });
  fireEvent.change(field(), { target: { value: 'price > 10' } });
  expect(bridge.asked('calls.filter')).toEqual([]);
  await waitFor(() => expect(bridge.asked('calls.filter')).toHaveLength(1));
  expect(bridge.asked('calls.filter')[0]).toEqual({
    callId,
    filterId: filterId(),
    filter: { fields: [{ path: 'price', comparison: '>', value: '10' }] },
  });
  find({ looked: 50_000, matches: 50, newest: matchesFrom(0, 50) });
  expect(screen.getByText('50 of 100 000 · 50 000 looked at')).toBeTruthy();
  expect(screen.getByLabelText('Looking through the timeline')).toBeTruthy();
  expect(names().at(-1)).toBe(49_000);
  // Only the newest are told; what comes into view is asked for.
  find({ matches: 100_000, newest: matchesFrom(99_950, 50) });
  expect(names().at(-1)).toBe(99_999_000);
  fireEvent.keyDown(screen.getByLabelText('Events that match'), { key: 'Home' });
  await waitFor(() => expect(names()[0]).toBe(0));
  expect(selected()).toBe('Received 0, 12 B, {"n":0}');
});

test('the selected event stays, and can be gone to among all', async () => {
  const { call, find, bridge, store, tabId } = await stream();
  await type('ACME');
  find({ matches: 40, newest: matchesFrom(0, 40), isDone: false });
  await drawn(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
  expect(call()?.selected).toBe(0);
  await drawn(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
  expect(call()?.selected).toBe(1000);
  await drawn(async () => fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true }));
  await drawn(async () => fireEvent.keyDown(field(), { key: 'Enter' }));
  expect(selected()).toBe('Received 1000, 12 B, {"n":1000}');
  // Another filter that has the same event.
  await type('ACM');
  find({ matches: 2, newest: [rowOf(500), rowOf(1000)] });
  expect(selected()).toBe('Received 1000, 12 B, {"n":1000}');
  await press('Go to it in the timeline');
  await waitFor(() => expect(selected()).toBe('Received 1000, 12 B, {"n":1000}'));
  expect(names()).toContain(1003);
  // What was typed and found stays: one goes on from match to match, and comes back.
  expect((field() as HTMLInputElement).value).toBe('ACM');
  await drawn(async () => store.getState().stepMatch(tabId, -1));
  await waitFor(() => expect(selected()).toBe('Received 500, 12 B, {"n":500}'));
  expect(names()).toContain(503);
  const asked = bridge.asked('calls.filter').length;
  await press('Back to the filter');
  expect(names()).toEqual([500, 1000]);
  expect(selected()).toBe('Received 500, 12 B, {"n":500}');
  expect(bridge.asked('calls.filter')).toHaveLength(asked);
});

test('a match that is not there yet is selected once it is', async () => {
  const { call, find, store, tabId } = await stream();
  await type('ACME');
  find({ matches: 90_000, newest: matchesFrom(89_900, 100) });
  await drawn(async () => store.getState().stepMatch(tabId, 1));
  await waitFor(() => expect(call()?.selected).toBe(0));
  await drawn(async () => store.getState().selectMatch(tabId, 45_000));
  await waitFor(() => expect(call()?.selected).toBe(45_000_000));
});

test('what is not understood is told under the field, and the filter before goes on', async () => {
  const { bridge, find } = await stream();
  await type('price > 10');
  find({ matches: 1, newest: [rowOf(7)] });
  await type('price >');
  expect(screen.getByText(/price > what\?/)).toBeTruthy();
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(names()).toEqual([7]);
  expect(screen.getByText('Below is what the filter before finds: price > 10')).toBeTruthy();
  bridge.answer({
    'calls.filter': () => fail({ code: 'usage', message: 'There is no field prize' }),
  });
  await type('prize > 10');
  expect(screen.getByText('There is no field prize')).toBeTruthy();
  expect(names()).toEqual([7]);
  // News of the filter before are still news.
  drawn(() => {
    const { callId, filterId } = bridge.asked('calls.filter')[0] ?? { callId: '', filterId: '' };
    const newest = [rowOf(8)];
    bridge.emit('calls.found', {
      ...{ callId, filterId, looked: 100_001, of: 100_001, matches: 2, newest, isDone: true },
    });
  });
  expect(names()).toEqual([7, 8]);
});

test('nothing found says what was looked for; Stop keeps what was found', async () => {
  const { bridge, find } = await stream();
  await type('is:sent ACME');
  find({});
  expect(screen.getByText('Nothing found in 100 000 events')).toBeTruthy();
  expect(screen.getByText(/Looked for “ACME”, sent\. What comes is looked at too\./)).toBeTruthy();
  find({ matches: 3, newest: matchesFrom(0, 3) });
  await press('Stop');
  expect(bridge.asked('calls.stopFilter').at(-1)).toMatchObject({ keepsFound: true });
  expect(screen.getByText('3 of 100 000 · stopped after 100 000')).toBeTruthy();
  find({ matches: 4, newest: matchesFrom(3, 1) });
  expect(names()).toEqual([0, 1000, 2000]);
  await press('Look on');
  expect(bridge.asked('calls.filter')).toHaveLength(2);
});

test('a filter that fails says why, and is tried again', async () => {
  const { bridge, find } = await stream();
  await type('ACME');
  find({ fault: 'The log of this call cannot be read: EIO' });
  expect(screen.getByRole('alert').textContent).toContain('EIO');
  await press('Look again');
  expect(bridge.asked('calls.filter')).toHaveLength(2);
});

test('what is read aloud is not each match', async () => {
  const { find } = await stream();
  const status = () => screen.getByLabelText('Matches').textContent;
  await type('ACME');
  find({ looked: 5, matches: 1, newest: [rowOf(1)] });
  expect(status()).toBe('');
  for (let matches = 2; matches < 9; matches += 1) {
    find({ matches, newest: [rowOf(matches)] });
    expect(status()).toBe('2 events match so far');
  }
  find({ matches: 9, newest: [rowOf(9)], isDone: true });
  expect(status()).toBe('9 events match');
});

test('the filter stays with the tab: for the next call, and for the next start', async () => {
  const { bridge, store, tabId, tell, find, call } = await stream();
  await type('ACME');
  find({ matches: 1, newest: [rowOf(1)] });
  expect(sessionOf(store.getState()).requests[0]?.timelineFilter).toBe('ACME');
  tell({ phase: 'ended', end: { code: 0, status: 'OK', message: '', details: [], trailers: [] } });
  await drawn(() => store.getState().startCall(tabId));
  expect(bridge.asked('calls.filter').at(-1)).toMatchObject({
    callId: call()?.callId,
    filter: { text: 'ACME' },
  });
  const asked = bridge.asked('calls.filter').length;
  tell({ events: 7 });
  expect(bridge.asked('calls.filter')).toHaveLength(asked);
});

test('with a match can be done what can be with any event', async () => {
  const { find, store } = await stream();
  await type('ACME');
  find({ matches: 40, newest: matchesFrom(0, 40), isDone: true });
  fireEvent.contextMenu(rows().at(-1) ?? document.body);
  const menu = store.getState().contextMenu?.commands ?? [];
  const offered = menu.filter((id) => isEnabled(id, store.getState()));
  expect(offered).toEqual(
    expect.arrayContaining(['copyJson', 'copyHex', 'copyBase64', 'saveMessage']),
  );
});

test('a filter that begins anew, with types that are known since, lists what it finds now', async () => {
  const { find } = await stream();
  await type('ACME');
  find({ matches: 3, newest: [rowOf(1), rowOf(2), rowOf(3)] });
  find({ looked: 10, matches: 2, newest: [rowOf(5), rowOf(6)] });
  find({ matches: 3, newest: [rowOf(7)] });
  expect(names()).toEqual([5, 6, 7]);
});
