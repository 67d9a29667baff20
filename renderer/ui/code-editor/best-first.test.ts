import { expect, test } from 'vitest';
import { bestFirst } from './best-first.ts';

const all = ['KIND_NONE', 'KIND_BIG', 'BIGGEST', 'firstName', 'nameless', 'amen'].map((label) => ({
  label,
}));

test.each([
  ['', ['KIND_NONE', 'KIND_BIG', 'BIGGEST', 'firstName', 'nameless', 'amen']],
  ['b', ['BIGGEST', 'KIND_BIG']],
  ['NAME', ['nameless', 'firstName']],
  ['ame', ['amen', 'firstName', 'nameless']],
  ['kbg', ['KIND_BIG']],
  ['zz', []],
])('"%s"', (typed, labels) => {
  expect(bestFirst(all, typed).map(({ label }) => label)).toEqual(labels);
});
