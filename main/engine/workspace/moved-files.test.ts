import { expect, test } from 'vitest';
import { movedBetween } from './moved-files.ts';

const files = (...paths: readonly string[]) =>
  new Map(paths.map((one) => one.split('=') as [string, string]));

test.each([
  ['renamed', ['a=1', 'b=2'], ['c=1', 'b=2'], ['a>c']],
  [
    'moved with its folder, beside one that says the same',
    ['f/a=1', 'f/b=1'],
    ['g/a=1', 'g/b=1'],
    ['f/a>g/a', 'f/b>g/b'],
  ],
  ['copied', ['a=1'], ['a=1', 'b=1'], []],
  ['deleted, while another is new', ['a=1'], ['b=2'], []],
  ['one of two that nobody can tell apart', ['a=1', 'b=1'], ['c=1'], []],
  ['gone to one of two places', ['f/a=1'], ['g/a=1', 'h/a=1'], []],
])('%s', (_what, before, after, moved) => {
  const found = movedBetween(files(...before), files(...after));
  expect(found.map(({ from, to }) => `${from}>${to}`)).toEqual(moved);
});
