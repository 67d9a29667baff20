import { history, undo } from '@codemirror/commands';
import { EditorState, Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { formatting } from './json-layout.ts';

function editor(text: string): EditorState {
  const caret = text.indexOf('|');
  const doc = text.replace('|', '');
  const selection = { anchor: Math.max(0, caret) };
  return EditorState.create({ doc: Text.of(doc.split('\n')), selection, extensions: history() });
}

/** The text once it is laid out, with the caret where one was. */
function formatted(text: string): string | undefined {
  const state = editor(text);
  const spec = formatting(state);
  if (spec === undefined) return undefined;
  const next = state.update(spec).state;
  const { head } = next.selection.main;
  const doc = next.doc.toString();
  return text.includes('|') ? `${doc.slice(0, head)}|${doc.slice(head)}` : doc;
}

test('a line of JSON becomes lines; digits, order, repeats and the caret stay', () => {
  const text = '{"id":9007199254740993,"b":[1.50,2e400,{}],"a":{ },"a":"x, {\\"y\\": [|1]}"}';
  expect(formatted(text)).toBe(`{
  "id": 9007199254740993,
  "b": [
    1.50,
    2e400,
    {}
  ],
  "a": {},
  "a": "x, {\\"y\\": [|1]}"
}`);
});

test('what is laid out already is left as it is', () => {
  const once = formatted('{"a":[1,{"b":null}], // why\n"c":/* one */2}\n') ?? '';
  expect(formatted(once)).toBe(once);
  expect(once.endsWith('}\n')).toBe(true);
});

test('comments stay with their lines', () => {
  const text = '// first\n{"a":1, // one\n/* two\n lines */\n"b" : /* small */ 2\n// last\n}';
  expect(formatted(text)).toBe(`// first
{
  "a": 1, // one
  /* two
 lines */
  "b": /* small */ 2
  // last
}`);
});

test('variables are what they are, in quotes and outside', () => {
  expect(formatted('{"a":{{n}},"b":"{{ x }}","c":1{{n}}0, "d":[{{a}},{{b}}]}')).toBe(`{
  "a": {{n}},
  "b": "{{ x }}",
  "c": 1{{n}}0,
  "d": [
    {{a}},
    {{b}}
  ]
}`);
});

test('several documents stand one after the other', () => {
  expect(formatted('{"a":1}{"a":2} 3')).toBe('{\n  "a": 1\n}\n{\n  "a": 2\n}\n3');
});

test('what is not whole JSON is left alone, a comma too many is not in the way', () => {
  for (const text of ['{"a":1', '{"a":[1}', '{"a}', '}', '{"a": "b\n"}', '/* {}'])
    expect(formatted(text)).toBeUndefined();
  expect(formatted('{"a":1,}')).toBe('{\n  "a": 1,\n}');
  expect(formatted('  ')).toBe('');
});

test('one step of undo brings all of it back, and what was typed before stays', () => {
  let state = editor('{"a":[1,2]}');
  state = state.update({ changes: { from: 8, insert: '3' }, userEvent: 'input.type' }).state;
  const typed = state.doc.toString();
  state = state.update(formatting(state) ?? {}).state;
  expect(state.doc.toString()).not.toBe(typed);
  undo({ state, dispatch: (transaction) => (state = transaction.state) });
  expect(state.doc.toString()).toBe(typed);
});
