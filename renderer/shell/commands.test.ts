import { expect, test } from 'vitest';
import { commandEntry, commandIds } from '#app/contract/command-table.ts';
import { accelerator } from '#app/contract/shortcut.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { commandWords, enabledCommands, runCommand } from './commands.ts';
import { reportEnabled } from './report-enabled.ts';

test('no two commands have the same keys or the same name', () => {
  const keys = commandIds.flatMap((id) => {
    const { shortcut, alsoKeys = [] } = commandEntry(id);
    return [...(shortcut ? [shortcut] : []), ...alsoKeys].map(accelerator);
  });
  expect(new Set(keys).size).toBe(keys.length);
  const titles = commandIds.map((id) => commandEntry(id).title);
  expect(new Set(titles).size).toBe(titles.length);
});

test.each([
  ['proto', 'addSchema'],
  ['import', 'addSchema'],
  ['import', 'addImportPath'],
  ['reload', 'refreshSchema'],
  ['reflection', 'refreshSchema'],
  ['auth', 'addMetadata'],
  ['bearer', 'addMetadata'],
  ['header', 'addMetadata'],
  ['environment', 'chooseEnvironment'],
  ['collection', 'save'],
  ['format', 'formatMessage'],
  ['beautify', 'formatMessage'],
  ['disconnect', 'disconnect'],
  ['stop', 'cancel'],
  ['url', 'goToAddress'],
] as const)('who looks for %s finds %s', (word, id) => {
  expect(commandWords(id).toLowerCase()).toContain(word);
});

test('disconnecting lets go of the open request’s server', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const { getState: act } = createAppStore(bridge);
  expect(enabledCommands(act())).not.toContain('disconnect');
  await act().connectTo('localhost:50051');
  runCommand('disconnect', act());
  expect(bridge.asked('targets.disconnect')).toEqual([{ target: { address: 'localhost:50051' } }]);
});

test('what can be done follows what is there', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const { getState: act } = createAppStore(bridge);
  expect(enabledCommands(act())).not.toContain('call');
  expect(enabledCommands(act())).not.toContain('openMethod');
  act().openMethod(methodNamed('SayHello'));
  expect(enabledCommands(act())).toEqual(expect.arrayContaining(['call', 'closeTab', 'copyName']));
  expect(enabledCommands(act())).not.toContain('copyHex');
  act().openContextMenu({
    x: 0,
    y: 0,
    commands: [],
    method: methodNamed('Collect'),
    symbol: 'a.B',
  });
  runCommand('openMethod', act());
  expect(act().tabs.map(({ method }) => method.name)).toEqual(['SayHello', 'Collect']);
  runCommand('copyName', act());
  await Promise.resolve();
  expect(bridge.asked('clipboard.write')).toEqual([{ text: 'a.B' }]);
});

test('the menu hears of it once for each change', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const stop = reportEnabled(store, bridge);
  const told = () => bridge.asked('menu.enable').map(({ commands }) => commands.includes('call'));
  await expect.poll(told).toEqual([false]);
  store.getState().say('nothing that matters');
  store.getState().openMethod(methodNamed('SayHello'));
  await expect.poll(told).toEqual([false, true]);
  stop();
});

test('closing the others keeps an open stream; a duplicate is a request of its own', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const { getState: act } = createAppStore(bridge);
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('Converse'));
  await act().startCall(act().activeTab ?? '');
  act().openMethod(methodNamed('SayHello'));
  act().setMessage(act().activeTab ?? '', '{"copied": true}');
  runCommand('duplicateTab', act());
  expect(act().tabs).toHaveLength(3);
  const copy = act().activeTab ?? '';
  expect(act().drafts[copy]?.messages[0]).toBe('{"copied": true}');
  act().setMessage(copy, '{"changed": true}');
  runCommand('closeOtherTabs', act());
  expect(act().tabs.map(({ method }) => method.name)).toEqual(['Converse', 'SayHello']);
  expect(act().drafts[copy]?.messages[0]).toBe('{"changed": true}');
});
