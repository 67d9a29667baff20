import { expect, it } from 'vitest';
import type { TextInfo } from '#app/contract/message-text.ts';
import { fail, ok } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';

const info: TextInfo = {
  textId: 'text-1',
  kind: 'json',
  rows: 100_000,
  lines: 100_000,
  bytes: 5_000_000,
  longest: 50,
  isDone: true,
  revision: 1,
  notes: [],
};
/** What is asked for has been answered. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function opened(first: TextInfo = info) {
  let told = first;
  const bridge = createFakeBridge({
    ...wellAnswers,
    'texts.open': () => ok(told),
    'texts.rows': ({ from, count }) => {
      const there = Math.max(0, Math.min(count, told.rows - from));
      const { revision } = told;
      const rows = Array.from({ length: there }, (_, index) => ({
        line: from + index + 1,
        text: `${revision}:${from + index}`,
      }));
      return ok({ revision, rows });
    },
  });
  const store = createAppStore(bridge);
  await store.getState().openText('call', 3);
  await settled();
  const progress = async (more: Partial<TextInfo>) => {
    told = { ...told, ...more };
    bridge.emit('texts.progress', told);
    await settled();
  };
  const text = () => store.getState().text;
  return { bridge, store, state: store.getState, text, progress };
}

it('holds the lines around those in view, however far one goes', async () => {
  const { state, text, bridge } = await opened();
  expect(text()?.rows.get(0)?.text).toBe('1:0');
  for (let from = 0; from < 100_000; from += 900) {
    state().wantTextRows({ from, to: from + 40 });
    await settled();
    for (let row = from; row <= Math.min(from + 40, 99_999); row += 1)
      expect(text()?.rows.get(row)?.line).toBe(row + 1);
    expect(text()?.rows.size).toBeLessThan(1300);
  }
  expect(bridge.asked('texts.rows').every(({ count }) => count <= 300)).toBe(true);
});

it('shows what comes while it is written, and forgets what began anew', async () => {
  const { text, progress, state } = await opened({ ...info, rows: 0, isDone: false });
  expect(text()?.rows.size).toBe(0);
  await progress({ rows: 10 });
  expect(text()?.rows.size).toBe(10);
  await progress({ rows: 500, revision: 2 });
  state().wantTextRows({ from: 0, to: 40 });
  await settled();
  expect([...(text()?.rows.values() ?? [])].every((row) => row.text.startsWith('2:'))).toBe(true);
  expect(text()?.rows.get(20)?.text).toBe('2:20');
});

it('is opened again when it made room for others', async () => {
  const { bridge, text, state } = await opened();
  bridge.answer({
    'texts.rows': () => fail({ code: 'no-such-text', message: 'This text is no longer held' }),
  });
  state().wantTextRows({ from: 50_000, to: 50_040 });
  bridge.answer({ 'texts.open': () => ok({ ...info, textId: 'text-2', rows: 0 }) });
  await settled();
  expect(text()?.info?.textId).toBe('text-2');
  expect(text()?.error).toBeUndefined();
});

it('is left when nobody looks at it, and only then', async () => {
  const { bridge, text, state } = await opened();
  state().leaveText('call', 4);
  expect(text()).not.toBeNull();
  state().leaveText('call', 3);
  expect(text()).toBeNull();
  expect(bridge.asked('texts.leave')).toEqual([{ textId: 'text-1' }]);
});

it('goes to the first match from where one looks, around at the end, and tells what went wrong', async () => {
  const { bridge, state, text } = await opened();
  state().wantTextRows({ from: 800, to: 840 });
  await state().findInText('ada', false);
  const { findId } = bridge.asked('texts.find').at(-1) ?? { findId: '' };
  bridge.answer({
    'texts.match': ({ index, row = 0 }) =>
      ok(
        index === undefined
          ? row > 500
            ? null
            : { index: 0, row: 7, column: 1 }
          : { index, row: 90, column: 2 },
      ),
  });
  const found = { textId: 'text-1', findId, matches: 3, isMore: false };
  bridge.emit('texts.found', { ...found, findId: 'older', matches: 9, isDone: true });
  expect(text()?.search?.matches).toBe(0);
  bridge.emit('texts.found', { ...found, isDone: false });
  await settled();
  expect(text()?.search?.match).toBeUndefined();
  bridge.emit('texts.found', { ...found, isDone: true });
  await settled();
  expect(text()?.search?.match?.index).toBe(0);
  await state().stepInText(-1);
  expect(text()?.search?.match?.index).toBe(2);
  await state().stepInText(1);
  expect(text()?.search?.match?.index).toBe(0);
  bridge.answer({ 'texts.copy': () => fail({ code: 'usage', message: 'Too much' }) });
  await state().copyTextRows(0, 100_000);
  expect(text()?.error?.message).toBe('Too much');
  state().closeTextFind();
  expect(text()?.search).toBeNull();
});
