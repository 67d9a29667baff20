import { expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeSummary, methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { rowsHeld } from './row-cache.ts';
import { canSend, isRunning } from './tab-call.ts';

async function setUp(method: string) {
  const bridge = createFakeBridge(wellAnswers);
  const act = createAppStore(bridge).getState;
  act().setAddress('localhost:50051');
  await act().connect();
  act().openMethod(methodNamed(method));
  const tab = act().activeTab ?? '';
  const call = () => act().calls[tab];
  const callId = () => bridge.asked('calls.start').at(-1)?.callId ?? '';
  return { bridge, act, tab, call, callId };
}

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

const okEnd = { code: 0, status: 'OK', message: '', details: [], trailers: [] };

test('a unary call shows its answer by itself', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  const started = act().startCall(tab);
  expect(isRunning(call())).toBe(true);
  await started;
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'ended', events: 5, received: 1, end: okEnd }),
    tail: [fakeRow(3, 'received', { index: 1 }), fakeRow(4, 'end')],
  });
  await settled();
  expect(isRunning(call())).toBe(false);
  expect(call()?.selected).toBe(3);
  expect(call()?.detail?.text).toContain('"event": 3');
});

test('a unary call that fails shows its end', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  await act().startCall(tab);
  const end = { ...okEnd, code: 3, status: 'INVALID_ARGUMENT' };
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'ended', events: 2, end }),
    tail: [fakeRow(0, 'start'), fakeRow(1, 'end')],
  });
  expect(call()?.selected).toBe(1);
});

test('the answer to a start that comes after newer news changes nothing', async () => {
  const { bridge, act, tab, call, callId } = await setUp('Converse');
  const answer = later<'calls.start'>();
  bridge.answer({ 'calls.start': answer.answer });
  const started = act().startCall(tab);
  await settled();
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events: 1, elapsed: 2 }),
    tail: [],
  });
  answer.resolve(ok(fakeSummary(callId(), { phase: 'connecting', events: 1, elapsed: 1 })));
  await started;
  expect(call()?.summary?.phase).toBe('streaming');
});

test('a call that began before its method was known is the stream that the engine says it is', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  await act().startCall(tab);
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events: 4, received: 1 }),
    tail: [fakeRow(3, 'received', { index: 1 })],
  });
  expect(call()).toMatchObject({ kind: 'server-streaming', selected: null });
});

test('a stream selects nothing by itself and keeps what was selected', async () => {
  const { bridge, act, tab, call, callId } = await setUp('Converse');
  await act().startCall(tab);
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events: 3, received: 1 }),
    tail: [fakeRow(2, 'received', { index: 1 })],
  });
  expect(call()?.selected).toBeNull();
  act().selectEvent(tab, 2);
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events: 4, received: 2 }),
    tail: [fakeRow(3, 'received', { index: 2 })],
  });
  expect(call()?.selected).toBe(2);
});

test('sends what the editor holds, finishes, and is then told it may not send', async () => {
  const { bridge, act, tab, call, callId } = await setUp('Converse');
  expect(bridge.asked('calls.start')).toEqual([]);
  await act().startCall(tab);
  expect(bridge.asked('calls.start')[0]).not.toHaveProperty('message');
  act().setMessage(tab, '{"text":"hi"}');
  await act().sendMessage(tab);
  expect(bridge.asked('calls.send')).toEqual([{ callId: callId(), message: '{"text":"hi"}' }]);
  expect(act().drafts[tab]?.messages[0]).toBe('{"text":"hi"}');
  await act().finishSending(tab);
  expect(bridge.asked('calls.finish')).toEqual([{ callId: callId() }]);
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events: 3, halfClosed: true }),
    tail: [],
  });
  expect(canSend(call())).toBe(false);
});

test('a message that is refused is told at the message, and the stream goes on', async () => {
  const { bridge, act, tab, call } = await setUp('Converse');
  await act().startCall(tab);
  bridge.answer({
    'calls.send': () => fail({ code: 'message-invalid', message: '$.text is no number' }),
  });
  await act().sendMessage(tab);
  expect(act().drafts[tab]?.faults.message?.message).toBe('$.text is no number');
  expect(isRunning(call())).toBe(true);
});

test('a start that is refused leaves the call before in view, and is told', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  await act().startCall(tab);
  const first = callId();
  bridge.emit('calls.progress', {
    summary: fakeSummary(first, { phase: 'ended', events: 2, end: okEnd }),
    tail: [],
  });
  bridge.answer({
    'calls.start': () => fail({ code: 'message-invalid', message: 'Not JSON at 1:2' }),
  });
  await act().startCall(tab);
  const earlier = { refused: true, callId: first, summary: { phase: 'ended' } };
  expect(call()).toMatchObject(earlier);
  expect(isRunning(call())).toBe(false);
  expect(act().drafts[tab]?.faults.message?.message).toBe('Not JSON at 1:2');
  await act().startCall(tab);
  expect(call()).toMatchObject(earlier);
  expect(bridge.asked('calls.release')).toEqual([]);
  bridge.answer(wellAnswers);
  await act().startCall(tab);
  expect(call()).toMatchObject({ refused: false, callId: callId() });
  expect(bridge.asked('calls.release')).toEqual([{ callId: first }]);
});

test('one that its tab does not wait for leaves nothing behind', async () => {
  const { bridge, act, tab, callId } = await setUp('SayHello');
  await act().startCall(tab);
  const first = callId();
  bridge.emit('calls.progress', {
    summary: fakeSummary(first, { phase: 'ended', events: 2, end: okEnd }),
    tail: [],
  });
  const slow = later<'calls.start'>();
  bridge.answer({ 'calls.start': slow.answer });
  const starting = act().startCall(tab);
  await settled();
  const second = callId();
  act().releaseCall(tab);
  slow.resolve(fail({ code: 'message-invalid', message: 'Not JSON at 1:2' }));
  await starting;
  const released = bridge.asked('calls.release').map(({ callId: one }) => one);
  expect(new Set(released)).toEqual(new Set([first, second]));
});

test('so does a draft that cannot go out; the next start is a new call', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  await act().startCall(tab);
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'ended', events: 2, end: okEnd }),
    tail: [],
  });
  act().setDeadline(tab, 'soon');
  await act().startCall(tab);
  expect(call()).toMatchObject({ refused: true, summary: { phase: 'ended' } });
  act().setDeadline(tab, '');
  await act().startCall(tab);
  expect(call()).toMatchObject({ refused: false, callId: callId() });
  expect(isRunning(call())).toBe(true);
});

test('what is wrong with a schema is told of a call until the schema is read again', async () => {
  const { bridge, act, tab } = await setUp('SayHello');
  const wrong = { code: 'schema-invalid', message: 'a.proto:7:1: b.proto was not found' } as const;
  bridge.answer({ 'calls.start': () => fail(wrong) });
  await act().startCall(tab);
  expect(act().drafts[tab]?.faults.call).toEqual(wrong);
  const schema = bridge.asked('schema.read')[0]?.schema;
  if (schema === undefined) throw new Error('Nothing was read');
  bridge.emit('schema.changed', { schema });
  await vi.waitFor(() => expect(act().drafts[tab]?.faults.call).toBeUndefined());
});

test('a target whose schema nobody knows is connected to first, and its failure is the request’s', async () => {
  const { bridge, act, tab, call } = await setUp('SayHello');
  const nobody = { code: 'unreachable', message: 'Nothing listens at localhost:1' } as const;
  bridge.answer({ 'targets.connect': () => fail(nobody) });
  act().setAddress('localhost:1');
  await act().startCall(tab);
  expect(act().drafts[tab]?.faults.call).toEqual(nobody);
  expect(call()?.refused).toBe(true);
  expect(bridge.asked('calls.start')).toEqual([]);
  bridge.answer(wellAnswers);
  act().setAddress('localhost:2');
  expect(act().drafts[tab]?.faults).toEqual({});
  await act().startCall(tab);
  expect(bridge.asked('calls.start')[0]?.schema.target).toEqual({ address: 'localhost:2' });
});

test('a call given up while its target is connected to never starts', async () => {
  const { bridge, act, tab, call } = await setUp('SayHello');
  const slow = later<'targets.connect'>();
  bridge.answer({ 'targets.connect': slow.answer });
  act().setAddress('slow:1');
  const started = act().startCall(tab);
  await settled();
  await act().cancelCall(tab);
  expect(isRunning(call())).toBe(false);
  slow.resolve(fail({ code: 'unreachable', message: 'Too late' }));
  await started;
  expect(bridge.asked('calls.start')).toEqual([]);
  expect(act().drafts[tab]?.faults).toEqual({});
});

test('starting again releases the call before', async () => {
  const { bridge, act, tab, callId } = await setUp('SayHello');
  await act().startCall(tab);
  const first = callId();
  await act().startCall(tab);
  expect(bridge.asked('calls.start')).toHaveLength(1);
  bridge.emit('calls.progress', { summary: fakeSummary(first, { phase: 'ended' }), tail: [] });
  await act().startCall(tab);
  expect(bridge.asked('calls.release')).toEqual([{ callId: first }]);
});

test('cancelling before the engine knows the call cancels it as soon as it does', async () => {
  const { bridge, act, tab, callId } = await setUp('Converse');
  const slow = later<'calls.start'>();
  bridge.answer({ 'calls.start': slow.answer });
  const started = act().startCall(tab);
  await settled();
  await act().cancelCall(tab);
  slow.resolve(ok(fakeSummary(callId())));
  await started;
  expect(bridge.asked('calls.cancel')).toHaveLength(2);
});

test('a tab closed while its call starts releases it', async () => {
  const { bridge, act, tab, callId } = await setUp('SayHello');
  const slow = later<'calls.start'>();
  bridge.answer({ 'calls.start': slow.answer });
  const started = act().startCall(tab);
  await settled();
  act().closeTab(tab);
  slow.resolve(ok(fakeSummary(callId())));
  await started;
  expect(bridge.asked('calls.release').at(-1)).toEqual({ callId: callId() });
});

test('news that comes late changes nothing', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayHello');
  const slow = later<'calls.start'>();
  bridge.answer({ 'calls.start': slow.answer });
  const started = act().startCall(tab);
  await settled();
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'ended', events: 4, end: okEnd }),
    tail: [fakeRow(2, 'received'), fakeRow(3, 'end')],
  });
  await Promise.resolve();
  slow.resolve(ok(fakeSummary(callId(), { events: 1 })));
  await started;
  expect(call()?.summary?.phase).toBe('ended');
});

test('older rows are asked for when they come into view, in one go, and held within bounds', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayManyHellos');
  await act().startCall(tab);
  const events = 1_000_000;
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId(), { phase: 'streaming', events }),
    tail: Array.from({ length: 100 }, (_, i) => fakeRow(events - 100 + i, 'received')),
  });
  act().wantRows(tab, { from: 500_000, to: 500_030 });
  act().wantRows(tab, { from: 500_010, to: 500_040 });
  await settled();
  expect(bridge.asked('calls.rows')).toEqual([{ callId: callId(), from: 499_976, count: 79 }]);
  expect(call()?.rows.has(500_040)).toBe(true);
  act().wantRows(tab, { from: 500_030, to: 500_060 });
  await settled();
  // Those that are held are not asked for again.
  expect(bridge.asked('calls.rows')[1]).toEqual({ callId: callId(), from: 500_055, count: 30 });
  for (let from = 0; from < 12_000; from += 400) {
    act().wantRows(tab, { from, to: from + 400 });
    await settled();
  }
  expect(call()?.rows.size).toBeLessThanOrEqual(rowsHeld);
  expect(call()?.rows.has(11_900)).toBe(true);
  expect(call()?.rows.has(events - 1)).toBe(true);
  expect(call()?.rows.has(0)).toBe(false);
});

test('rows that nobody gives are not asked for over and over', async () => {
  const { bridge, act, tab } = await setUp('SayManyHellos');
  bridge.answer({ 'calls.rows': () => fail({ code: 'no-such-call', message: 'It is over' }) });
  await act().startCall(tab);
  act().wantRows(tab, { from: 0, to: 0 });
  await settled();
  expect(bridge.asked('calls.rows')).toHaveLength(1);
});

test('nor are those in whose place others are given again and again', async () => {
  const { bridge, act, tab, callId } = await setUp('SayManyHellos');
  bridge.answer({ 'calls.rows': () => ok([fakeRow(8, 'received'), fakeRow(9, 'received')]) });
  await act().startCall(tab);
  bridge.emit('calls.progress', { summary: fakeSummary(callId(), { events: 12 }), tail: [] });
  act().wantRows(tab, { from: 8, to: 11 });
  await settled();
  expect(bridge.asked('calls.rows')).toHaveLength(2);
});

test('two tabs stream at once, each with its own events', async () => {
  const { bridge, act, tab, call, callId } = await setUp('Converse');
  await act().startCall(tab);
  const first = callId();
  act().openMethod(methodNamed('SayManyHellos'));
  const other = act().activeTab ?? '';
  await act().startCall(other);
  const second = callId();
  bridge.emit('calls.progress', { summary: fakeSummary(second, { events: 9 }), tail: [] });
  bridge.emit('calls.progress', { summary: fakeSummary(first, { events: 3 }), tail: [] });
  expect(call()?.summary?.events).toBe(3);
  expect(act().calls[other]?.summary?.events).toBe(9);
});

test('the response is the newest received message, fetched only when looked at', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayManyHellos');
  await act().startCall(tab);
  const news = (seq: number, phase: 'streaming' | 'ended') =>
    bridge.emit('calls.progress', {
      summary: fakeSummary(callId(), { phase, events: seq + 1 }),
      tail: [fakeRow(seq, 'received')],
    });
  news(2, 'streaming');
  await settled();
  expect(bridge.asked('calls.event')).toEqual([]);
  act().setResponsePart(tab, 'response');
  news(3, 'streaming');
  news(4, 'ended');
  await settled();
  expect(call()?.answer?.text).toContain('"event": 4');
});

test('another form shows rows, detail and response anew, of a running call too', async () => {
  const { bridge, act, tab, call, callId } = await setUp('SayManyHellos');
  await act().startCall(tab);
  const rows = Array.from({ length: 4 }, (_, seq) => fakeRow(seq, 'received'));
  const summary = fakeSummary(callId(), { phase: 'streaming', events: 4 });
  act().setResponsePart(tab, 'response');
  bridge.emit('calls.progress', { summary, tail: rows });
  act().selectEvent(tab, 2);
  await settled();
  bridge.answer({
    'calls.rows': ({ from }) =>
      ok([0, 1, 2, 3].map((seq) => formed(fakeRow(from + seq, 'received')))),
    'calls.event': ({ seq }) =>
      ok({ row: fakeRow(seq, 'received'), text: `new ${seq}`, omitted: 0 }),
  });
  const formed = (row: ReturnType<typeof fakeRow>) => ({ ...row, preview: `new ${row.seq}` });
  bridge.emit('settings.changed', { ...act().settings, emitDefaults: true });
  // It comes before the rows that were asked for anew, and stays.
  bridge.emit('calls.progress', {
    summary: { ...summary, events: 5 },
    tail: [fakeRow(4, 'received', { preview: 'came since' })],
  });
  await settled();
  expect([0, 3, 4].map((seq) => call()?.rows.get(seq)?.preview)).toEqual([
    'new 0',
    'new 3',
    'came since',
  ]);
  expect(call()).toMatchObject({
    selected: 2,
    detail: { text: 'new 2' },
    answer: { text: 'new 3' },
  });
  const asked = bridge.asked('calls.event').length;
  bridge.emit('settings.changed', { ...act().settings, theme: 'dark' });
  await settled();
  expect(bridge.asked('calls.event')).toHaveLength(asked);
});
