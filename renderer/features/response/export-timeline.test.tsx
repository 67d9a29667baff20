import { cleanup, act as drawn, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ExportNews } from '#app/contract/call-filter.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeStart, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { ExportState } from './ExportState.tsx';
import { ExportTimeline } from './ExportTimeline.tsx';
import { SaveMessage } from './SaveMessage.tsx';

afterEach(cleanup);

const thereAlready = fail({
  code: 'exists',
  message: '/home/ada/Greeter-SayManyHellos.ndjson is there already',
});

async function asked() {
  standInForBrowser();
  const bridge = createFakeBridge({
    ...wellAnswers,
    'app.start': () => ok({ ...fakeStart, home: '/home/ada' }),
  });
  const store = createAppStore(bridge);
  await store.getState().startApp();
  await store.getState().connectTo('localhost:1');
  store.getState().openMethod(methodNamed('SayManyHellos'));
  const tabId = store.getState().activeTab ?? '';
  await store.getState().startCall(tabId);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const method = 'greeter.v1.Greeter/SayManyHellos';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'streaming', events: 100, method }),
    tail: [],
  });
  render(
    <AppStoreProvider store={store}>
      <ExportTimeline />
      <SaveMessage />
      <ExportState tabId={tabId} />
    </AppStoreProvider>,
  );
  await drawn(async () => store.getState().openExport(tabId));
  const tell = (news: Partial<ExportNews>) =>
    drawn(() => {
      const { exportId = '', path = '' } = bridge.asked('calls.export').at(-1) ?? {};
      bridge.emit('calls.exported', {
        ...{ callId, exportId, path, done: 50, of: 100, bytes: 2000, isDone: false },
        ...news,
      });
    });
  return { bridge, store, tabId, tell };
}

const press = (name: string) =>
  drawn(async () => fireEvent.click(screen.getByRole('button', { name })));
const state = () => screen.getByRole('status', { name: 'Export' }).textContent;

test('it is begun with what was chosen, goes on by itself, and says where the file is', async () => {
  const { bridge, tell } = await asked();
  await drawn(async () => fireEvent.click(screen.getByRole('radio', { name: 'CSV' })));
  await press('Export');
  expect(bridge.asked('calls.export')[0]).toMatchObject({
    path: '/home/ada/Greeter-SayManyHellos.csv',
    form: 'csv',
    overwrite: false,
  });
  expect(screen.queryByRole('dialog')).toBeNull();
  tell({});
  const name = 'Exporting to Greeter-SayManyHellos.csv';
  expect(screen.getByRole('progressbar', { name }).getAttribute('value')).toBe('50');
  tell({ done: 100, isDone: true });
  expect(state()).toBe('Exported to /home/ada/Greeter-SayManyHellos.csv · 2.0 KB');
  await press('Dismiss the export');
  expect(screen.queryByRole('status')).toBeNull();
});

test('a file that is there is overwritten only when that is said', async () => {
  const { bridge } = await asked();
  bridge.answer({ 'calls.export': ({ overwrite }) => (overwrite ? ok(null) : thereAlready) });
  await press('Export');
  expect(screen.getByText(/is there already/)).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox', { name: 'File' }), { target: { value: '~/b' } });
  await press('Export');
  expect(bridge.asked('calls.export').at(-1)).toMatchObject({
    path: '/home/ada/b',
    overwrite: false,
  });
  await press('Overwrite');
  expect(bridge.asked('calls.export').at(-1)?.overwrite).toBe(true);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the system’s dialog asks by itself', async () => {
  const { bridge } = await asked();
  bridge.answer({ 'dialogs.choosePaths': () => ok(['/data/there.ndjson']) });
  await press('Browse… for the file');
  expect(bridge.asked('dialogs.choosePaths')).toEqual([
    { choose: 'export', path: '/home/ada/Greeter-SayManyHellos.ndjson' },
  ]);
  await press('Export');
  expect(bridge.asked('calls.export')[0]).toMatchObject({
    path: '/data/there.ndjson',
    overwrite: true,
  });
});

test('it goes on over another call of its tab, and ends with the tab', async () => {
  const { bridge, store, tabId, tell } = await asked();
  await press('Export');
  const { exportId } = bridge.asked('calls.export')[0] ?? {};
  const end = { code: 0, status: 'OK', message: '', details: [], trailers: [] };
  const { callId = '' } = store.getState().calls[tabId] ?? {};
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'ended', events: 101, end }),
    tail: [],
  });
  await drawn(() => store.getState().startCall(tabId));
  expect(store.getState().calls[tabId]?.callId).not.toBe(callId);
  tell({ done: 60 });
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('60');
  await drawn(async () => store.getState().closeTab(tabId));
  expect(bridge.asked('calls.stopExport')).toEqual([]);
  await drawn(async () => store.getState().confirmClose());
  expect(bridge.asked('calls.stopExport')).toEqual([{ exportId }]);
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('one message is written as a file of its own, of a size that nobody knows before', async () => {
  const { bridge, store, tabId, tell } = await asked();
  await drawn(async () => store.getState().closeExport());
  await drawn(async () => store.getState().openSaveMessage(tabId, 7));
  await drawn(async () => fireEvent.click(screen.getByRole('radio', { name: /Binary/ })));
  await press('Save');
  const { callId = '', exportId = '' } = bridge.asked('calls.saveMessage')[0] ?? {};
  expect(bridge.asked('calls.saveMessage')).toEqual([
    {
      ...{ callId, exportId, seq: 7, form: 'bytes', overwrite: false },
      path: '/home/ada/Greeter-SayManyHellos-7.binpb',
    },
  ]);
  expect(screen.queryByRole('dialog')).toBeNull();
  const path = '/home/ada/Greeter-SayManyHellos-7.binpb';
  tell({ exportId, path, done: 0, of: 0 });
  expect(screen.getByRole('progressbar').hasAttribute('value')).toBe(false);
  expect(screen.getByText('Exporting 2.0 KB · Greeter-SayManyHellos-7.binpb')).toBeTruthy();
  await press('Cancel export');
  expect(bridge.asked('calls.stopExport')).toEqual([{ exportId }]);
});

test('it can be cancelled, and a failure is told in words', async () => {
  const { bridge, store, tabId, tell } = await asked();
  await press('Export');
  await press('Cancel export');
  expect(bridge.asked('calls.stopExport')).toHaveLength(1);
  tell({ isDone: true, fault: 'The export was stopped' });
  expect(state()).toBe(
    'The export to Greeter-SayManyHellos.ndjson was cancelled: there is no file',
  );
  await drawn(async () => store.getState().openExport(tabId));
  await press('Export');
  tell({ isDone: true, fault: 'The disk is full' });
  expect(screen.getByRole('alert').textContent).toContain('The disk is full');
});

test('a filter that is not understood is no part of an export, and says so', async () => {
  const { bridge, store, tabId } = await asked();
  const { setFilterText, openExport, exportTimeline } = store.getState();
  const wish = { path: '/home/ada/a', form: 'csv', onlyFound: true, overwrite: false } as const;
  const exported = () => bridge.asked('calls.export');
  // As it was typed last, though nothing of it was told yet.
  await drawn(async () => {
    setFilterText(tabId, 'is:received');
    openExport(tabId);
  });
  await drawn(async () => void (await exportTimeline(tabId, wish)));
  expect(exported().at(-1)?.filter).toEqual({ types: ['received'] });
  await drawn(async () => {
    setFilterText(tabId, 'price >');
    openExport(tabId);
  });
  expect(await exportTimeline(tabId, wish)).toMatchObject({ code: 'usage' });
  expect(exported()).toHaveLength(1);
  const choice = screen.getByRole('switch', { name: 'Only what the filter finds' });
  expect(choice.hasAttribute('disabled')).toBe(true);
  expect((choice as HTMLInputElement).checked).toBe(false);
  expect(screen.getByText(/^All events are exported: .*price > what\?/)).toBeTruthy();
  await press('Export');
  expect(exported()).toHaveLength(2);
  expect(exported().at(-1)?.filter).toBeUndefined();
});

test('of messages both ways a binary file holds those received, unless others are chosen', async () => {
  const { bridge, store, tabId } = await asked();
  const { callId = '' } = store.getState().calls[tabId] ?? {};
  const choose = (name: string) =>
    drawn(async () => fireEvent.click(screen.getByRole('radio', { name })));
  expect(screen.queryByRole('radiogroup', { name: 'Messages' })).toBeNull();
  await choose('Binary (length-delimited messages)');
  expect(screen.queryByRole('radiogroup', { name: 'Messages' })).toBeNull();
  await drawn(() =>
    bridge.emit('calls.progress', {
      summary: fakeSummary(callId, { phase: 'streaming', events: 101, sent: 2, received: 3 }),
      tail: [],
    }),
  );
  await press('Export');
  expect(bridge.asked('calls.export').at(-1)?.filter).toEqual({ types: ['received'] });
  await drawn(async () => store.getState().openExport(tabId));
  await choose('Both');
  expect(screen.getByText(/nothing in the file tells which is which/)).toBeTruthy();
  await press('Export');
  expect(bridge.asked('calls.export').at(-1)?.filter).toBeUndefined();
});
