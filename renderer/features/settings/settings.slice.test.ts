import { expect, test } from 'vitest';
import { fail } from '#app/contract/result.ts';
import { defaultSettings } from '#app/contract/settings.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  return { bridge, act: createAppStore(bridge).getState };
}

test('a choice holds at once and is kept whole', () => {
  const { bridge, act } = setUp();
  act().changeSettings({ theme: 'dark' });
  expect(act().settings.theme).toBe('dark');
  expect(bridge.asked('settings.save')).toEqual([
    { settings: { ...defaultSettings, theme: 'dark' } },
  ]);
});

test('one that cannot be kept is told', async () => {
  const { bridge, act } = setUp();
  bridge.answer({ 'settings.save': () => fail({ code: 'internal', message: 'the disk is full' }) });
  act().changeSettings({ theme: 'dark' });
  await expect.poll(() => act().fault?.message).toBe('the disk is full');
});

test('zooming goes in steps, back to where it was, and never out of bounds', () => {
  const { act } = setUp();
  act().zoom(1);
  expect(act().settings.zoom).toBeCloseTo(1.2);
  act().zoom(-1);
  expect(act().settings.zoom).toBeCloseTo(1);
  for (let step = 0; step < 20; step += 1) act().zoom(1);
  expect(act().settings.zoom).toBe(3);
  for (let step = 0; step < 40; step += 1) act().zoom(-1);
  expect(act().settings.zoom).toBe(0.5);
  act().zoom(0);
  expect(act().settings.zoom).toBe(1);
});

test('the default deadline is of requests that name none', async () => {
  const { act } = setUp();
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('SayHello'));
  const tab = act().activeTab ?? '';
  const deadline = () => act().composeRequest(tab)?.input?.deadline;
  expect(deadline()).toBe('');
  act().changeSettings({ deadline: '3s' });
  expect(deadline()).toBe('3s');
  act().setDeadline(tab, '250ms');
  expect(deadline()).toBe('250ms');
  act().setDeadline(tab, 'none');
  expect(deadline()).toBe('');
});

test('what another window chose holds here', () => {
  const { bridge, act } = setUp();
  bridge.emit('settings.changed', { ...defaultSettings, dataSize: 16 });
  expect(act().settings.dataSize).toBe(16);
});
