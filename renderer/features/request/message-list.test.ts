import { expect, test } from 'vitest';
import {
  listOf,
  messageShown,
  moved,
  showing,
  withAnother,
  withoutShown,
  withRemovedAgain,
  withText,
} from './message-list.ts';

test('another message comes behind the one that is shown, and is shown', () => {
  const list = withAnother(listOf(['a', 'c'], 0), 'b');
  expect(list.messages).toEqual(['a', 'b', 'c']);
  expect(messageShown(list)).toBe('b');
});

test('what is taken out comes back where it was', () => {
  const without = withoutShown(listOf(['a', 'b', 'c'], 2));
  expect(without).toMatchObject({ messages: ['a', 'b'], shown: 1 });
  expect(withRemovedAgain(without)).toMatchObject({
    messages: ['a', 'b', 'c'],
    shown: 2,
    removed: undefined,
  });
});

test('the only message is emptied, and comes back alone', () => {
  const without = withoutShown(listOf(['a']));
  expect(without).toMatchObject({ messages: [''], shown: 0 });
  expect(withRemovedAgain(without).messages).toEqual(['a']);
  expect(withRemovedAgain(withText(without, 'b')).messages).toEqual(['a', 'b']);
});

test('a message is moved with the editor, and not beyond the ends', () => {
  const list = listOf(['a', 'b'], 1);
  expect(moved(list, 1)).toBe(list);
  expect(moved(list, -1)).toMatchObject({
    messages: ['b', 'a'],
    shown: 0,
    editor: list.editor,
  });
});

test('each message that comes into the editor has one of its own', () => {
  const list = listOf(['a', 'b']);
  const texts = [list, showing(list, 1), withoutShown(list), withAnother(list, 'c')];
  expect(new Set(texts.map(({ editor }) => editor)).size).toBe(2);
  expect(withText(list, 'typed').editor).toBe(list.editor);
  expect(showing(list, 7)).toBe(list);
});

test('a list of nothing has one empty message; a place beyond its end is the end', () => {
  expect(listOf([])).toMatchObject({ messages: [''], shown: 0 });
  expect(listOf(['a', 'b'], 9).shown).toBe(1);
});
