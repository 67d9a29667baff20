import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { HistoryItem } from '#app/contract/history.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary } from '#renderer/bridge/fake-answers.ts';
import type { Answers } from '#renderer/bridge/fake-bridge.ts';
import { okEnd, renderApp, renderConnected } from './render-app.tsx';

afterEach(cleanup);

const converse = 'chat.v1.Chat/Converse';

function pastCall(
  place: number,
  change: Partial<NonNullable<HistoryItem['call']>> = {},
): HistoryItem {
  return {
    callId: `past-${place}`,
    startedAt: Date.now() - place * 60_000,
    bytes: 100,
    call: {
      method: converse,
      target: 'grpc://elsewhere:50052',
      kind: 'bidi-streaming',
      sent: 2,
      received: 2,
      bytesSent: 20,
      bytesReceived: 20,
      events: 8,
      elapsed: 12.3,
      status: 'OK',
      code: 0,
      isRunning: false,
      ...change,
    },
  };
}

/** A history of so many calls, each of two messages sent and two received. */
function historyOf(count: number): Answers {
  const all = Array.from({ length: count }, (_, place) => pastCall(place));
  const types = ['start', 'sent', 'headers', 'received', 'sent', 'received', 'end'] as const;
  const texts = new Map([
    [0, '{"method":"m","target":"t","metadata":[["x-who","ada"]]}'],
    [1, '{"text":"one"}'],
    [4, '{"text":"two"}'],
  ]);
  return {
    'history.list': ({ from, count: most }) =>
      ok({ items: all.slice(from, from + most), total: all.length }),
    'history.open': ({ callId }) =>
      ok(
        fakeSummary(callId, {
          method: converse,
          target: 'grpc://elsewhere:50052',
          phase: 'ended',
          events: types.length,
          sent: 2,
          received: 2,
          deadline: 1500,
          end: okEnd,
        }),
      ),
    'calls.rows': ({ from, count: most }) =>
      ok(
        types
          .map((type, seq) => fakeRow(seq, type, type === 'sent' ? { index: seq, bytes: 10 } : {}))
          .slice(from, from + most),
      ),
    'calls.text': ({ seq }) => ok(texts.get(seq) ?? '{}'),
  };
}

async function list() {
  return within(await screen.findByRole('listbox', { name: 'History' }, { timeout: 5000 }));
}

test('a past call opens as it went, beside its request as it was made', async () => {
  const { user, store, bridge } = renderApp(historyOf(3));
  await user.click(
    (await (await list()).findAllByRole('option', { name: /^Converse, OK 0/ }))[1] as HTMLElement,
  );
  expect(await screen.findByRole('tab', { name: 'Converse', selected: true })).toBeTruthy();
  await waitFor(() =>
    expect(screen.getByRole('status', { name: 'Call status' }).textContent).toBe('OK 0'),
  );
  const { tabs, drafts, calls } = store.getState();
  const tab = tabs[0];
  expect(tab).toMatchObject({
    method: { path: converse, kind: 'bidi-streaming' },
    target: { address: 'grpc://elsewhere:50052' },
  });
  expect(drafts[tab?.id ?? '']).toMatchObject({
    messages: ['{"text":"one"}', '{"text":"two"}'],
    metadata: [
      // What the workspace would add now, and the call did not have.
      { name: 'x-team', value: 'payments', disabled: true },
      { name: 'x-who', value: 'ada' },
    ],
    deadline: '1500ms',
    typed: true,
  });
  expect(calls[tab?.id ?? '']?.callId).toBe('past-1');
  // All that was sent is among the first events: no more of them are read than those, and the newest.
  expect(bridge.asked('calls.rows')).toEqual([
    { callId: 'past-1', from: 0, count: 60 },
    { callId: 'past-1', from: 0, count: 16 },
  ]);
  await user.click((await list()).getAllByRole('option')[1] as HTMLElement);
  expect(store.getState().tabs).toHaveLength(1);
  expect(bridge.asked('history.open')).toHaveLength(1);
});

test('Call again opens the request alone, and lets go of the call', async () => {
  const { user, store, bridge } = renderApp(historyOf(1));
  const call = await (await list()).findByRole('option');
  await user.pointer({ keys: '[MouseRight]', target: call });
  await user.click(await screen.findByRole('menuitem', { name: 'Call again' }));
  await waitFor(() => expect(bridge.asked('calls.release')).toEqual([{ callId: 'past-0' }]));
  expect(store.getState().tabs).toHaveLength(1);
  expect(store.getState().calls).toEqual({});
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await waitFor(() =>
    expect(bridge.asked('calls.start')[0]).toMatchObject({
      method: converse,
      deadline: '1500ms',
      metadata: [['x-who', 'ada']],
    }),
  );
});

test('by keyboard: arrows, Enter opens, Delete deletes and says so', async () => {
  const { user, store, bridge } = renderApp(historyOf(3));
  await (await list()).findAllByRole('option');
  screen.getByRole('listbox', { name: 'History' }).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Delete}');
  expect(bridge.asked('history.delete')).toEqual([{ callIds: ['past-1'] }]);
  const note = screen.getByRole('status', { name: 'Note' });
  await waitFor(() => expect(note.textContent).toBe('Deleted Converse from the history'));
  await user.keyboard('{End}{Enter}');
  await waitFor(() => expect(Object.values(store.getState().calls)[0]?.callId).toBe('past-2'));
});

test('of a call that goes on Delete says why it stays, and its time goes on', async () => {
  const { user, bridge } = renderApp({
    'history.list': () =>
      ok({ items: [pastCall(3, { isRunning: true, status: 'running', code: null })], total: 1 }),
  });
  // Nothing came for three minutes, as it seems from its events.
  const row = await (await list()).findByRole('option', { name: /, 180.\d{3}\.\d ms,/ });
  await user.click(row);
  await user.keyboard('{Delete}');
  const note = screen.getByRole('status', { name: 'Note' });
  await waitFor(() =>
    expect(note.textContent).toBe('Converse goes on: it can be deleted once it has ended'),
  );
  expect(bridge.asked('history.delete')).toEqual([]);
});

test('the keyboard stays in the list when the row that was clicked goes', async () => {
  const { user } = renderApp(historyOf(2));
  const rows = await (await list()).findAllByRole('option');
  await user.pointer({ keys: '[MouseLeft]', target: rows[1] as HTMLElement });
  expect(document.activeElement).toBe(screen.getByRole('listbox', { name: 'History' }));
});

test('older calls are asked for once the newer have been looked at', async () => {
  const { bridge, store } = renderApp(historyOf(450));
  await (await list()).findAllByRole('option');
  const last = () => store.getState().pastCalls.length;
  await waitFor(() => expect(last()).toBe(450));
  expect(new Set(store.getState().pastCalls.map(({ callId }) => callId)).size).toBe(450);
  expect(bridge.asked('history.list')[0]).toEqual({ from: 0, count: 100 });
});

test('the list follows the calls that are made', async () => {
  const { user, bridge } = await renderConnected();
  expect(await screen.findByText('No calls yet')).toBeTruthy();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  const running = pastCall(0, {
    method: 'greeter.v1.Greeter/SayHello',
    isRunning: true,
    status: 'running',
    code: null,
  });
  bridge.answer({ 'history.list': () => ok({ items: [running], total: 1 }) });
  await user.click(screen.getByRole('button', { name: 'Invoke' }));
  expect(await (await list()).findByRole('option', { name: /^SayHello, running/ })).toBeTruthy();
  const ended = pastCall(0, {
    method: 'greeter.v1.Greeter/SayHello',
    status: 'NOT_FOUND',
    code: 5,
  });
  bridge.answer({ 'history.list': () => ok({ items: [ended], total: 1 }) });
  const { callId = '' } = bridge.asked('calls.start')[0] ?? {};
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, {
      phase: 'ended',
      end: { ...okEnd, code: 5, status: 'NOT_FOUND' },
    }),
    tail: [],
  });
  expect(
    await (await list()).findByRole('option', { name: /^SayHello, NOT_FOUND 5/ }),
  ).toBeTruthy();
});

test('a closed tab comes back with its call, or says that it is gone', async () => {
  const { user, store, bridge } = renderApp(historyOf(2));
  await user.click((await (await list()).findAllByRole('option'))[1] as HTMLElement);
  await screen.findByRole('tab', { name: 'Converse', selected: true });
  await waitFor(() => expect(Object.values(store.getState().calls)).toHaveLength(1));
  const closeAndReopen = async () => {
    await user.keyboard('{Control>}w{/Control}');
    expect(store.getState().tabs).toHaveLength(0);
    await user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}');
  };
  await closeAndReopen();
  await waitFor(() => expect(Object.values(store.getState().calls)[0]?.callId).toBe('past-1'));
  bridge.answer({ 'history.open': () => fail({ code: 'usage', message: 'It was deleted' }) });
  await closeAndReopen();
  expect(await screen.findByText('The call that was here is gone')).toBeTruthy();
  expect(screen.queryByText('Nothing has happened yet')).toBeNull();
});

test('where no call can be kept, that is said', async () => {
  renderApp({
    'history.list': () =>
      ok({ items: [], total: 0, obstacle: '/home/ada/history is not a folder' }),
  });
  expect(
    await screen.findByText(/^\/home\/ada\/history is not a folder\. Move it away/),
  ).toBeTruthy();
  expect(screen.queryByText('No calls yet')).toBeNull();
});

test('what cannot be opened is told where it was asked for', async () => {
  const { user } = renderApp({
    ...historyOf(1),
    'history.open': () =>
      fail({
        code: 'usage',
        message: 'The call past-0 cannot be read back',
        hint: 'Delete it from the history',
      }),
  });
  await user.click(await (await list()).findByRole('option'));
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be read back');
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('Call again has the options that the call had', async () => {
  const { user, store, bridge } = renderApp(historyOf(1));
  bridge.answer({
    'history.open': ({ callId }) =>
      ok({
        ...fakeSummary(callId, { method: converse, phase: 'ended', end: okEnd }),
        options: { compression: 'gzip', maxReceiveBytes: 1024 * 1024 },
      }),
  });
  const call = await (await list()).findByRole('option');
  await user.pointer({ keys: '[MouseRight]', target: call });
  await user.click(await screen.findByRole('menuitem', { name: 'Call again' }));
  await waitFor(() =>
    expect(Object.values(store.getState().drafts)[0]?.options).toEqual({
      compression: 'gzip',
      maxReceiveBytes: '1 MB',
    }),
  );
});

test('the history is cleared once that is confirmed', async () => {
  const { user, bridge } = renderApp(historyOf(2));
  await (await list()).findAllByRole('option');
  await user.click(screen.getByRole('button', { name: 'Clear history…' }));
  const question = await screen.findByRole('dialog', { name: 'Clear the history?' });
  expect(question.textContent).toContain('2 calls are deleted for good');
  await user.click(within(question).getByRole('button', { name: 'Keep it' }));
  expect(bridge.asked('history.clear')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Clear history…' }));
  bridge.answer(historyOf(0));
  await user.click(await screen.findByRole('button', { name: 'Clear history' }));
  expect(await screen.findByText('No calls yet')).toBeTruthy();
  expect(bridge.asked('history.clear')).toHaveLength(1);
});
