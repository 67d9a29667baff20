import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { pathSteps, rangeOfPath } from './json-path.ts';

const state = EditorState.create({
  doc: '{\n  "orders": [{"total": 1}, {"total": "many"}],\n  "a b": {"x.y": true},\n  "deep": {\n    "z": 1\n  }\n}',
  extensions: [json()],
});

it.each([
  ['$', []],
  ['$.orders[1].total', ['orders', 1, 'total']],
  ['$["a b"]["x.y"]', ['a b', 'x.y']],
  ['orders', ['orders']],
])('reads %s', (path, steps) => {
  expect(pathSteps(path)).toEqual(steps);
});

it('reads no path from what is none', () => {
  expect(pathSteps('$[x')).toBeUndefined();
});

it.each([
  ['$.orders[1].total', '"many"'],
  ['$["a b"]["x.y"]', 'true'],
  ['$.orders[1].missing.more', '{"total": "many"}'],
  ['$.deep', '{'],
])('finds %s in the text', (path, text) => {
  const range = rangeOfPath(state, path);
  expect(range && state.sliceDoc(range.from, range.to)).toBe(text);
});

it('finds a path in one of several documents', () => {
  const doc = '{"a": 1}\n\n  {"a": [2, 3]} {"b": 4}';
  const several = EditorState.create({ doc, extensions: [json()] });
  const found = (path: string, number?: number) => {
    const range = rangeOfPath(several, path, number);
    return range && [range.from, several.sliceDoc(range.from, range.to)];
  };
  expect(found('$.a')).toEqual([6, '1']);
  expect(found('$.a[1]', 2)).toEqual([22, '3']);
  expect(found('$.b', 3)).toEqual([32, '4']);
});
