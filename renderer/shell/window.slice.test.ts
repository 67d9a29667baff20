import { afterEach, expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { fakeStart, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

afterEach(() => vi.useRealTimers());

async function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  await store.getState().startApp();
  return { bridge, act: store.getState };
}

async function withOpenStream() {
  const app = await setUp();
  const { act } = app;
  await act().connectTo('localhost:50051');
  act().openMethod(methodNamed('Converse'));
  await act().startCall(act().activeTab ?? '');
  return app;
}

test('without an open stream the window is kept and goes', async () => {
  const { bridge } = await setUp();
  bridge.emit('window.closing', { ask: true });
  await vi.waitFor(() => expect(bridge.asked('window.close')).toHaveLength(1));
  expect(bridge.asked('session.save')).toHaveLength(1);
  expect(bridge.asked('window.ask')).toHaveLength(0);
});

test('with one the person is asked first', async () => {
  const { bridge, act } = await withOpenStream();
  bridge.emit('window.closing', { ask: true });
  await vi.waitFor(() => expect(bridge.asked('window.ask')).toHaveLength(1));
  expect(act().dialog).toBe('closing');
  expect(bridge.asked('session.save')).toHaveLength(1);
  await act().stayOpen();
  expect(bridge.asked('window.stay')).toHaveLength(1);
  expect(act().dialog).toBeNull();
  expect(bridge.asked('window.close')).toHaveLength(0);
  await act().closeWindow();
  expect(bridge.asked('window.close')).toHaveLength(1);
});

test('with a call that is partly in memory alone too', async () => {
  const { bridge, act } = await withOpenStream();
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const summary = fakeSummary(callId, { phase: 'ended', events: 2, inMemory: true });
  bridge.emit('calls.progress', { summary, tail: [] });
  bridge.emit('window.closing', { ask: true });
  await vi.waitFor(() => expect(bridge.asked('window.ask')).toHaveLength(1));
  expect(act().dialog).toBe('closing');
});

test('what cannot be kept is not lost without a word', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({ 'session.save': () => fail({ code: 'internal', message: 'the disk is full' }) });
  bridge.emit('window.closing', { ask: true });
  await vi.waitFor(() => expect(bridge.asked('window.ask')).toHaveLength(1));
  expect(act().dialog).toBe('closing');
  expect(bridge.asked('window.close')).toHaveLength(0);
  // The system does not wait for an answer.
  bridge.emit('window.closing', { ask: false });
  await vi.waitFor(() => expect(bridge.asked('window.close')).toHaveLength(1));
});

test('a wish of the system is not asked about', async () => {
  const { bridge, act } = await withOpenStream();
  bridge.emit('window.closing', { ask: false });
  await vi.waitFor(() => expect(bridge.asked('window.close')).toHaveLength(1));
  expect(act().dialog).toBeNull();
});

test('a stream that has ended is no reason to ask', async () => {
  const { bridge, act } = await withOpenStream();
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  act().callProgressed(fakeSummary(callId, { phase: 'ended', events: 5 }), []);
  bridge.emit('window.closing', { ask: true });
  await vi.waitFor(() => expect(bridge.asked('window.close')).toHaveLength(1));
});

test('a note goes by itself, the newest last', async () => {
  vi.useFakeTimers();
  const { act } = await setUp();
  act().say('first');
  await vi.advanceTimersByTimeAsync(3000);
  act().say('second');
  await vi.advanceTimersByTimeAsync(3000);
  expect(act().note).toBe('second');
  await vi.advanceTimersByTimeAsync(2000);
  expect(act().note).toBeNull();
});

test('what was shown before comes back where it is to be had', async () => {
  const { bridge, act } = await setUp();
  act().openMethod(methodNamed('SayHello'));
  const tabId = act().activeTab ?? '';
  const summary = fakeSummary('a-call', { phase: 'ended', events: 3, received: 1 });
  bridge.answer({ 'calls.resume': () => ok([summary]) });
  await act().resumeCalls([
    { tabId, callId: 'a-call', kind: 'unary' },
    { tabId: 'gone', callId: 'another', kind: 'unary' },
  ]);
  expect(act().calls[tabId]?.summary).toEqual(summary);
  expect(act().calls['gone']).toBeUndefined();
});

test('a sample server that does not start is told', async () => {
  const { bridge, act } = await setUp();
  bridge.answer({
    'app.start': () => ok({ ...fakeStart, hasSample: true }),
    'samples.start': () => fail({ code: 'internal', message: 'no port is free' }),
  });
  await act().startApp();
  expect(act().hasSample()).toBe(true);
  await act().trySample();
  expect(act().fault?.message).toBe('no port is free');
  bridge.answer({ 'samples.start': () => ok('grpc://127.0.0.1:4') });
  await act().trySample();
  expect(act().workspaceTarget.address).toBe('grpc://127.0.0.1:4');
});
