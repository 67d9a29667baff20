import { cleanup, act as drawn, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { CallSummary, EventDetail } from '#app/contract/calls.ts';
import { ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { Answer } from './Answer.tsx';
import { CallTraffic } from './CallStatus.tsx';
import type { ResponsePart } from './tab-call.ts';

afterEach(cleanup);

async function setUp(part: ResponsePart, change: Partial<CallSummary>, detail?: EventDetail) {
  standInForBrowser();
  const bridge = createFakeBridge(wellAnswers);
  if (detail !== undefined) bridge.answer({ 'calls.event': () => ok(detail) });
  const store = createAppStore(bridge);
  await store.getState().connectTo('localhost:1');
  store.getState().openMethod(methodNamed('SayHello'));
  const tabId = store.getState().activeTab ?? '';
  await store.getState().startCall(tabId);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const tail = [fakeRow(1, 'received', { index: 1, bytes: 5_000, wireBytes: 40 })];
  bridge.emit('calls.progress', { summary: fakeSummary(callId, { events: 2, ...change }), tail });
  store.getState().setResponsePart(tabId, part);
  render(
    <AppStoreProvider store={store}>
      <Answer tabId={tabId} />
      <CallTraffic />
    </AppStoreProvider>,
  );
  return { store, tabId };
}

test('headers are those that were really sent, and those that came', async () => {
  await setUp('headers', {
    request: [[':path', '/greeter.v1.Greeter/SayHello']],
    headers: [['x-server', 'a']],
  });
  const table = (name: string) => within(screen.getByRole('table', { name }));
  expect(table('Request headers').getByText('/greeter.v1.Greeter/SayHello')).toBeTruthy();
  expect(table('Headers').getByText('x-server')).toBeTruthy();
});

test('what a message holds and its JSON leaves out is told beside it', async () => {
  const note = 'The message holds what its type does not define';
  const row = fakeRow(1, 'received');
  await setUp('timeline', { phase: 'ended' }, { row, text: '{}', omitted: 0, note });
  expect(await screen.findByText(note)).toBeTruthy();
});

test.each([
  ['a message of any size can be saved from its detail', 5_000, 1],
  ['what is no message cannot', undefined, 0],
])('%s', async (_, bytes, buttons) => {
  const row = fakeRow(1, bytes === undefined ? 'headers' : 'received', {
    index: 1,
    ...(bytes !== undefined && { bytes }),
  });
  const { store, tabId } = await setUp('timeline', {}, { row, text: '{}', omitted: 0 });
  await drawn(async () => store.getState().selectEvent(tabId, 1));
  const detail = within(screen.getByRole('region', { name: 'Message detail' }));
  expect(detail.getByRole('button', { name: 'Copy as JSON' })).toBeTruthy();
  const found = detail.queryAllByRole('button', { name: 'Save message to file…' });
  expect(found).toHaveLength(buttons);
  for (const button of found) fireEvent.click(button);
  expect(store.getState().messageToSave?.seq).toBe(buttons === 0 ? undefined : 1);
});

test('timing says where the time went', async () => {
  await setUp('timing', {
    phase: 'ended',
    elapsed: 20,
    timing: { steps: { connect: 4, total: 5 }, connected: 6, headers: 18 },
  });
  const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
  expect(rows).toEqual([
    'Connecting6.0 ms',
    'TCP connection4.0 ms',
    'To the headers12.0 ms',
    'To the end2.0 ms',
    'In all20.0 ms',
  ]);
});

test('the time to the deadline is shown while the call goes on', async () => {
  await setUp('timing', { deadline: 100_000, elapsed: 20_000 });
  expect(screen.getByTitle('Until the deadline').textContent).toMatch(/1 min (19|20) s left$/);
});

test('line breaks of a status message are shown, other controls are told', async () => {
  const message = 'Näme\nline2\u001b[31m';
  const end = { code: 3, status: 'INVALID_ARGUMENT', message, details: [], trailers: [] };
  await setUp('timeline', { phase: 'ended', end });
  expect(screen.getByRole('alert').textContent).toContain('Näme\nline2\\u001b[31m');
});
