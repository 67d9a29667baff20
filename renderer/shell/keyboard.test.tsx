import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fakeRow, fakeSummary } from '#renderer/bridge/fake-answers.ts';
import { later } from '#renderer/bridge/fake-bridge.ts';
import { okEnd, renderApp, renderConnected } from './render-app.tsx';

afterEach(cleanup);

test('Ctrl+T, then a method that is open already, is a new request', async () => {
  const { user } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.keyboard('{Control>}t{/Control}');
  const filter = screen.getByRole('searchbox', { name: 'Filter services' });
  expect(document.activeElement).toBe(filter);
  expect(filter.getAttribute('placeholder')).toBe('New request for…');
  await user.keyboard('sayhello{Enter}');
  expect(screen.getByRole('tab', { name: 'SayHello 2', selected: true })).toBeTruthy();
});

test('Ctrl+T, then Esc or a press elsewhere, puts back what was', async () => {
  const { user } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  const filter = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter services' });
  await user.type(filter, 'hello');
  await user.keyboard('{Control>}t{/Control}');
  await user.clear(filter);
  await user.type(filter, 'conv');
  await user.keyboard('{Escape}');
  expect(filter.placeholder).toBe('Filter');
  expect(filter.value).toBe('hello');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  await user.keyboard('{Control>}t{/Control}');
  expect(filter.placeholder).toBe('New request for…');
  await user.click(screen.getByRole('tab', { name: 'Metadata' }));
  expect(filter.placeholder).toBe('Filter');
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  expect(screen.queryByRole('tab', { name: 'SayHello 2' })).toBeNull();
});

test('a method found by keyboard opens with its message ready to type, and the tree whole', async () => {
  const { user } = await renderConnected();
  await user.keyboard('{Control>}t{/Control}conv{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  const found = await screen.findByRole('treeitem', { name: /^Converse/, current: true });
  expect(found.tabIndex).toBe(0);
  await screen.findByRole('treeitem', { name: /^SayHello/ });
});

test('the keyboard is never left nowhere: Invoke, Cancel, Finish sending, closing', async () => {
  const { user, bridge } = await renderConnected();
  const focused = () => document.activeElement?.textContent;
  const lastCall = () => bridge.asked('calls.start').at(-1)?.callId ?? '';
  await user.keyboard('{Control>}t{/Control}sayhello{Enter}');
  screen.getByRole('button', { name: 'Invoke' }).focus();
  await user.keyboard('{Enter}');
  expect(focused()).toContain('Invoke');
  (await screen.findByRole('button', { name: 'Cancel' })).focus();
  await user.keyboard('{Enter}');
  bridge.emit('calls.progress', {
    summary: fakeSummary(lastCall(), { phase: 'ended', end: okEnd }),
    tail: [],
  });
  await waitFor(() => expect(focused()).toContain('Invoke'));

  await user.keyboard('{Control>}t{/Control}conv{Enter}{Control>}{Enter}{/Control}');
  (await screen.findByRole('button', { name: 'Finish sending' })).focus();
  await user.keyboard('{Enter}');
  const halfClosed = { phase: 'streaming', events: 2, halfClosed: true } as const;
  bridge.emit('calls.progress', { summary: fakeSummary(lastCall(), halfClosed), tail: [] });
  await waitFor(() => expect(focused()).toContain('Start'));
  bridge.emit('calls.progress', {
    summary: fakeSummary(lastCall(), { phase: 'ended', events: 3, end: okEnd }),
    tail: [],
  });

  await user.keyboard('{Control>}w{/Control}');
  expect(screen.getByRole('tab', { name: 'SayHello', selected: true })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  await user.keyboard('{Control>}w{/Control}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Filter services' }));
});

test('Esc stops connecting', async () => {
  const { user } = renderApp({ 'targets.connect': later<'targets.connect'>().answer });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'slow:1{Enter}');
  const status = screen.getByRole('status', { name: 'Connection' });
  expect(status.textContent).toMatch(/^Connecting to slow:1/);
  expect(screen.getByRole('progressbar', { name: 'Connecting to slow:1…' })).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(status.textContent).toMatch(/^Not connected/);
});

test('Esc stops connecting to another address before it cancels the call that goes on', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await screen.findByRole('button', { name: 'Send' });
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.answer({ 'targets.connect': later<'targets.connect'>().answer });
  await user.keyboard('{Control>}l{/Control}slow:1{Enter}');
  const status = screen.getByRole('status', { name: 'Connection' });
  expect(status.textContent).toMatch(/^Connecting to slow:1/);
  await user.click(screen.getByRole('textbox', { name: 'Message' }));
  await user.keyboard('{Escape}');
  expect(status.textContent).toMatch(/^Not connected/);
  expect(bridge.asked('calls.cancel')).toEqual([]);
  await user.keyboard('{Escape}');
  expect(bridge.asked('calls.cancel')).toEqual([{ callId }]);
});

test('Esc in the address puts it back and leaves the call alone; the next one goes on to the request', async () => {
  const { user, bridge, store } = await renderConnected();
  const address = screen.getByRole<HTMLInputElement>('combobox', { name: 'Server address' });
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await screen.findByRole('button', { name: 'Send' });
  const { tabs } = store.getState();
  await user.keyboard('{Control>}l{/Control}grpc://half-typed{Escape}');
  expect(address.value).toBe('grpc://localhost:50051');
  // It inherits its address again, as before.
  expect(store.getState().tabs).toEqual(tabs);
  expect(document.activeElement).toBe(address);
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  expect(bridge.asked('calls.cancel')).toEqual([]);
  await user.keyboard('{Escape}');
  expect(bridge.asked('calls.cancel')).toHaveLength(1);
});

test('Esc in the address puts back what was used last', async () => {
  const { user } = await renderConnected();
  const address = screen.getByRole<HTMLInputElement>('combobox', { name: 'Server address' });
  await user.clear(address);
  await user.type(address, 'used:1{Enter}');
  await user.keyboard('23{Escape}');
  expect(address.value).toBe('used:1');
});

test('the keyboard alone opens, calls, cancels and closes', async () => {
  const { user, bridge } = await renderConnected();
  await user.keyboard('{Control>}t{/Control}conv');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: /^SayHello/ })).toBeNull());
  screen.getByRole('treeitem', { name: /^chat.v1/ }).focus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(screen.getByRole('tab', { name: 'Converse', selected: true })).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByRole('button', { name: 'Send' });
  await user.keyboard('{Escape}');
  expect(bridge.asked('calls.cancel')).toHaveLength(1);
  await user.keyboard('{Control>}w{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'End the open stream?' });
  expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep open' }));
  await user.click(within(dialog).getByRole('button', { name: 'End and close' }));
  expect(screen.queryByRole('tab', { name: 'Converse' })).toBeNull();
  await user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}');
  expect(screen.getByRole('tab', { name: 'Converse' })).toBeTruthy();
});

test('before what is in memory alone is lost with its tab, that is said', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const summary = fakeSummary(callId, { phase: 'ended', events: 3, inMemory: true });
  bridge.emit('calls.progress', { summary, tail: [] });
  await user.keyboard('{Control>}w{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Lose a part of this call?' });
  expect(dialog.textContent).toContain(
    'The disk did not take all of Converse. The rest is in memory alone',
  );
  await user.click(within(dialog).getByRole('button', { name: 'Close anyway' }));
  expect(screen.queryByRole('tab', { name: 'Converse' })).toBeNull();
});

test('before what is in memory alone is lost to another call, that is said', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const summary = fakeSummary(callId, { phase: 'ended', events: 3, inMemory: true });
  bridge.emit('calls.progress', { summary, tail: [] });
  await user.keyboard('{Control>}{Enter}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Lose a part of the call before?' });
  expect(dialog.textContent).toContain('another call in its tab loses that');
  expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep it' }));
  await user.click(within(dialog).getByRole('button', { name: 'Call anyway' }));
  await waitFor(() => expect(bridge.asked('calls.release')).toEqual([{ callId }]));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('Ctrl+F finds in the answer from anywhere; Esc ends that and not the call', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'streaming', events: 3, received: 1 }),
    tail: [fakeRow(2, 'received', { index: 1 })],
  });
  const message = screen.getByRole('textbox', { name: 'Message' });
  message.focus();
  // Nothing is shown yet that could be looked through.
  await user.keyboard('{Control>}f{/Control}');
  expect(screen.queryByRole('search')).toBeNull();
  await user.click(screen.getByRole('tab', { name: 'Response' }));
  await screen.findByRole('textbox', { name: 'Response as JSON' });
  message.focus();
  await user.keyboard('{Control>}f{/Control}event');
  expect(within(screen.getByRole('search')).getByRole('status').textContent).toBe('1 of 1');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('search')).toBeNull();
  expect(document.activeElement).toBe(message);
  // Open, with the focus elsewhere: Esc is for what is open first.
  await user.keyboard('{Control>}f{/Control}');
  screen.getByRole('textbox', { name: 'Deadline' }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('search')).toBeNull();
  expect(bridge.asked('calls.cancel')).toEqual([]);
  await user.keyboard('{Escape}');
  expect(bridge.asked('calls.cancel')).toEqual([{ callId }]);
});
