import { expect, test } from 'vitest';
import { typedTo } from './tree-move.ts';

const names = ['chat', 'Say-hello', 'slow', 'Stream'];

test.each([
  [0, 's', 1],
  [1, 's', 2],
  [3, 'ss', 1],
  [1, 'st', 3],
  [2, 'say', 1],
  [0, 'x', undefined],
] as const)('from %i, typing %s leads to %s', (at, typed, to) => {
  expect(typedTo(names, at, typed)).toEqual(to === undefined ? undefined : { to });
});
