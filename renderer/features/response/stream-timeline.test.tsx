import { cleanup, act as drawn, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
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

/** A stream that goes on, with so many events so far. */
async function stream(count: number) {
  standInForBrowser();
  const bridge = createFakeBridge({
    ...wellAnswers,
    'calls.rows': ({ from, count: most }) => ok(rowsFrom(from, most)),
  });
  const store = createAppStore(bridge);
  await store.getState().connectTo('localhost:1');
  store.getState().openMethod(methodNamed('SayManyHellos'));
  const tabId = store.getState().activeTab ?? '';
  await store.getState().startCall(tabId);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const tell = (events: number, change: Partial<CallSummary> = {}) =>
    drawn(() => {
      bridge.emit('calls.progress', {
        summary: fakeSummary(callId, { phase: 'streaming', events, received: events, ...change }),
        tail: rowsFrom(events - 100, 100),
      });
    });
  tell(count);
  render(
    <AppStoreProvider store={store}>
      <Answer tabId={tabId} />
    </AppStoreProvider>,
  );
  const ended = { code: 0, status: 'OK', message: '', details: [], trailers: [] };
  return {
    bridge,
    tell,
    callId,
    call: () => store.getState().calls[tabId],
    /** Calls once more, after the end. */
    async restart() {
      tell(count + 1, { phase: 'ended', end: ended });
      await drawn(() => store.getState().startCall(tabId));
    },
  };
}

const rows = () => [...document.querySelectorAll('[role="option"]')];
const places = () => rows().map((row) => Number(row.getAttribute('aria-posinset')) - 1);
const names = () => rows().map((row) => row.getAttribute('aria-label'));
const rightNames = () => places().map((seq) => `Received ${seq}, 12 B, {"n":${seq}}`);
const press = (key: string) => fireEvent.keyDown(screen.getByLabelText('Events'), { key });

test('two million growing rows: what is drawn is what stands there, wherever one looks', async () => {
  const { tell, call } = await stream(2_000_000);
  expect(names()).toEqual(rightNames());
  expect(places().at(-1)).toBe(1_999_999);
  press('Home');
  expect(call()?.following).toBe(false);
  for (const [step, key] of ['Home', 'PageDown', 'PageDown', 'End', 'PageUp', 'Home'].entries()) {
    press(key);
    tell(2_000_000 + step * 700);
    // A row is not drawn before it is there, and then as it is.
    for (const [place, name] of names().entries())
      expect([`Event ${places()[place]}, loading`, rightNames()[place]]).toContain(name);
    await waitFor(() => expect(names()).toEqual(rightNames()));
  }
  expect(places()[0]).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: 'Jump to newest' }));
  tell(2_100_000);
  expect(names()).toEqual(rightNames());
  expect(places().at(-1)).toBe(2_099_999);
  expect(call()?.rows.size).toBeLessThanOrEqual(2000);
});

test('Pause asks for it, and what holds the server back is told until it goes on', async () => {
  const { bridge, tell, callId } = await stream(1_000);
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(bridge.asked('calls.pause')).toEqual([{ callId, isPaused: true }]);
  tell(1_000, { paused: 'asked' });
  expect(screen.getByRole('status', { name: 'Receiving' }).textContent).toBe(
    'Paused: the server is held back by flow control',
  );
  expect(screen.getByRole('status', { name: 'Call status' }).textContent).toBe('Streaming, paused');
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(bridge.asked('calls.pause')[1]).toEqual({ callId, isPaused: false });
  tell(1_001);
  expect(screen.getByRole('status', { name: 'Receiving' }).textContent).toBe('');
  tell(1_001, { paused: 'disk' });
  expect(screen.getByText('Held back until the disk has caught up')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
  tell(1_002, {
    phase: 'ended',
    end: { code: 0, status: 'OK', message: '', details: [], trailers: [] },
  });
  expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
});

test('a call that is full waits for a choice, and says how far it would go', async () => {
  const { bridge, tell, callId } = await stream(1_000);
  const full = { place: 'disk', bytes: 2_147_500_000, next: 4_295_000_000 } as const;
  tell(1_000, { paused: 'full', full });
  expect(screen.getByRole('status', { name: 'Call status' }).textContent).toBe('Streaming, paused');
  expect(screen.getByRole('status', { name: 'Full call' }).textContent).toContain(
    'Paused: this call has come to 2.1 GB, and no more of it is kept on the disk',
  );
  // Whatever part of the answer is in view.
  fireEvent.click(screen.getByRole('tab', { name: 'Headers' }));
  for (const name of ['Keep the newest', 'Keep all, up to 4.3 GB', 'End the call'])
    fireEvent.click(screen.getByRole('button', { name }));
  expect(bridge.asked('calls.whenFull').map(({ choice }) => choice)).toEqual([
    'keepNewest',
    'keepAll',
    'end',
  ]);
  expect(bridge.asked('calls.whenFull')[0]?.callId).toBe(callId);
  tell(1_001);
  expect(screen.queryByRole('button', { name: 'End the call' })).toBeNull();
});

test('that it could not be paused is told', async () => {
  const { bridge } = await stream(1_000);
  bridge.answer({
    'calls.pause': () => fail({ code: 'no-such-call', message: 'This call has ended' }),
  });
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('This call has ended')).toBeTruthy();
});

test('Count only draws no row and asks for none', async () => {
  const { bridge, tell } = await stream(1_000);
  fireEvent.click(screen.getByRole('switch', { name: 'Count only' }));
  expect(rows()).toEqual([]);
  const asked = bridge.asked('calls.rows').length;
  tell(41_233);
  expect(screen.getByRole('region', { name: 'Counts' }).textContent).toContain('41\u202f233');
  expect(bridge.asked('calls.rows')).toHaveLength(asked);
  fireEvent.click(screen.getByRole('switch', { name: 'Count only' }));
  expect(places().at(-1)).toBe(41_232);
});

test('Follow newest is a switch that scrolling turns off', async () => {
  const { tell } = await stream(1_000);
  const follow = screen.getByRole('switch', { name: 'Follow newest' }) as HTMLInputElement;
  expect(follow.checked).toBe(true);
  press('PageUp');
  press('PageUp');
  expect(follow.checked).toBe(false);
  const before = places();
  tell(1_700);
  expect(places()).toEqual(before);
  fireEvent.click(follow);
  expect(places().at(-1)).toBe(1_699);
});

test('a stream stays in view when the next one is not started', async () => {
  const { bridge, restart } = await stream(1_000);
  bridge.answer({ 'calls.start': () => fail({ code: 'usage', message: 'The deadline is none' }) });
  await restart();
  expect(screen.getByText('The call was not started: this is the one before')).toBeTruthy();
  expect(screen.getAllByRole('switch').length).toBeGreaterThan(0);
});

test('why the history lacks the end is told', async () => {
  const { tell } = await stream(1_000);
  const cutOff = 'What follows is not kept in /home/ada/history: the disk is full';
  tell(1_001, { cutOff });
  expect(screen.getByText(cutOff)).toBeTruthy();
});
