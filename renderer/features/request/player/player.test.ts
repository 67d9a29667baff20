import { expect, test } from 'vitest';
import type { HistoryItem } from '#app/contract/history.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { whenText } from '#renderer/features/history/index.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { ofMessage } from '../of-message.ts';
import { changedForm, firstPlayForm, playedText, playingOf } from './play-form.ts';

async function openStream() {
  const bridge = createFakeBridge(wellAnswers);
  const { getState: act } = createAppStore(bridge);
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('Converse'));
  const tabId = act().activeTab ?? '';
  await act().startCall(tabId);
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'streaming', events: 2, halfClosed: false }),
    tail: [],
  });
  act().changeMessages(tabId, (list) => ({
    ...list,
    messages: ['{"text":"one"}', '{"text":"two"} {"text":"three"}'],
    shown: 0,
  }));
  return { bridge, act, tabId, callId };
}

test('all messages of a request are played as the form says', async () => {
  const { bridge, act, tabId, callId } = await openStream();
  act().showPlayer(tabId);
  act().changePlay(tabId, { interval: 20, jitter: 30, repeat: 4, thenFinish: true });
  await act().playMessages(tabId);
  expect(bridge.asked('calls.play')).toEqual([
    {
      callId,
      source: { kind: 'messages', text: '{"text":"one"}\n{"text":"two"} {"text":"three"}' },
      rhythm: { kind: 'interval', ms: 20, jitter: 0.3 },
      repeat: 4,
      thenFinish: true,
    },
  ]);
  expect(act().playerShown).toBe(null);
  await act().stopPlaying(tabId);
  expect(bridge.asked('calls.stopPlay')).toEqual([{ callId }]);
});

test('what a message generates is made by the engine, with the variables that it uses', async () => {
  const { bridge, act, tabId } = await openStream();
  const messages = ['{"text":"{{id}} of {{who}}"}', '{"text":"plain"}'];
  act().changeMessages(tabId, (list) => ({ ...list, messages, shown: 0 }));
  const variable = (name: string, value: string) => ({ name, value, type: 'text' }) as const;
  const [id, who] = [variable('id', '{{uuid}}'), variable('who', 'Ada')];
  act().setVariables(tabId, [id, who, variable('other', 'no')]);
  await act().playMessages(tabId);
  expect(bridge.asked('calls.play')[0]?.source).toEqual({
    kind: 'messages',
    text: messages.join('\n'),
    values: { variables: expect.arrayContaining([id, who]), secrets: [], env: [] },
  });
  act().setVariables(tabId, [variable('id', '7'), who]);
  await act().playMessages(tabId);
  expect(bridge.asked('calls.play')[1]?.source).toEqual({
    kind: 'messages',
    text: '{"text":"7 of Ada"}\n{"text":"plain"}',
  });
});

test('what is wrong with a message is shown at it, anything else in the player', async () => {
  const { bridge, act, tabId } = await openStream();
  const refuse = (code: 'message-invalid' | 'usage', message: string) =>
    bridge.answer({ 'calls.play': () => fail({ code, message }) });
  refuse('message-invalid', 'Message 3: $.text: expected string, got 3');
  act().showPlayer(tabId);
  await act().playMessages(tabId);
  expect(act().playerShown).toBe(null);
  expect(act().drafts[tabId]).toMatchObject({
    shown: 1,
    faults: { message: { message: 'Message 2: $.text: expected string, got 3' } },
  });
  refuse('usage', 'Messages are played already');
  act().showPlayer(tabId);
  await act().playMessages(tabId);
  expect(act().playerShown).toBe(tabId);
  expect(act().playForms[tabId]?.fault?.message).toBe('Messages are played already');
  act().changePlay(tabId, { repeat: 2 });
  expect(act().playForms[tabId]?.fault).toBe(null);
});

test('a past call is played in its own times, and into the request that is open', async () => {
  const { bridge, act, tabId, callId } = await openStream();
  const call = {
    method: 'chat.v1.Chat/Converse',
    target: 't',
    kind: 'bidi-streaming',
    ...{ sent: 7, received: 0, bytesSent: 1, bytesReceived: 0, events: 9, elapsed: 3 },
    ...{ status: 'OK', code: 0, isRunning: false },
  } as const;
  bridge.answer({
    'history.list': () =>
      ok({ items: [{ callId: 'past', startedAt: Date.now(), bytes: 1, call }], total: 1 }),
  });
  await act().readHistory();
  await act().playPast('past');
  expect(act()).toMatchObject({ activeTab: tabId, playerShown: tabId });
  await act().playMessages(tabId);
  expect(bridge.asked('calls.play')[0]).toMatchObject({
    callId,
    source: { kind: 'call', callId: 'past' },
    rhythm: { kind: 'recorded', speed: 1 },
  });
});

test('the past calls of the method that sent something are offered to choose from', async () => {
  const { bridge, act, tabId } = await openStream();
  const at = new Date(2026, 10, 26, 14, 3, 22).getTime();
  const past = (callId: string, change: Partial<NonNullable<HistoryItem['call']>>) => {
    const counts = { sent: 7, received: 0, bytesSent: 1, bytesReceived: 0, events: 9, elapsed: 3 };
    const call = { method: 'chat.v1.Chat/Converse', target: 't', ...counts, ...ended, ...change };
    return { callId, startedAt: at, bytes: 1, call };
  };
  const ended = { status: 'OK', code: 0, isRunning: false };
  const items = [
    past('runs', { isRunning: true, status: 'running', code: null }),
    past('whole', {}),
    past('silent', { sent: 0 }),
    past('cut', { sent: 1, status: 'INTERRUPTED', code: null }),
    { callId: 'odd', startedAt: at, bytes: 1, fault: 'cannot be read' },
  ];
  bridge.answer({ 'history.list': () => ok({ items, total: items.length }) });
  act().showPlayer(tabId);
  await expect.poll(() => act().pastToPlay).not.toBe(null);
  expect(bridge.asked('history.list')).toEqual([
    { from: 0, count: 200, method: 'chat.v1.Chat/Converse' },
  ]);
  const when = whenText(at, Date.now());
  expect(act().pastToPlay).toEqual([
    { callId: 'whole', name: `${when}, OK 0`, sent: 7 },
    { callId: 'cut', name: `${when}, INTERRUPTED`, sent: 1 },
  ]);
  act().changePlay(tabId, { from: 'past' });
  expect(act().playForms[tabId]?.rhythm).toBe('recorded');
  act().changePlay(tabId, { past: act().pastToPlay?.[1] ?? null, rhythm: 'fast' });
  await act().playMessages(tabId);
  expect(bridge.asked('calls.play')[0]).toMatchObject({
    source: { kind: 'call', callId: 'cut' },
    rhythm: { kind: 'fast' },
  });
});

test('messages of a request have no recorded times, and a past call must be chosen', () => {
  const past = { callId: 'c', name: 'n', sent: 1 };
  const recorded = changedForm(firstPlayForm, { from: 'past', past, rhythm: 'recorded' });
  expect(recorded.rhythm).toBe('recorded');
  expect(changedForm(recorded, { from: 'request' }).rhythm).toBe('interval');
  expect(() => playingOf({ ...recorded, past: null }, '')).toThrow('No past call is chosen');
});

test.each([
  [['{}'], '$.a: wrong', 0, '$.a: wrong'],
  [['{}', '{}'], 'Message 2: $.a: wrong', 1, '$.a: wrong'],
  [['{} {}', '{} {}'], 'Message 3: $.a: wrong', 1, 'Message 1: $.a: wrong'],
  [['{}', '{}'], 'Message 9: $.a: wrong', undefined, 'Message 9: $.a: wrong'],
])('of %s, “%s” is told where it is', (messages, message, at, told) => {
  const found = ofMessage(messages, { code: 'message-invalid', message });
  expect([found.at, found.error.message]).toEqual([at, told]);
});

test('how far it came is told in words', () => {
  const played = { sent: 12, skipped: 0, of: 300, isPlaying: true };
  expect(playedText(played)).toBe('Playing 12 of 300');
  expect(playedText({ ...played, isPlaying: false })).toBe('Stopped after 12 of 300');
  expect(playedText({ ...played, skipped: 288, isPlaying: false })).toBe(
    'Played 12 of 300, 288 left out',
  );
});
