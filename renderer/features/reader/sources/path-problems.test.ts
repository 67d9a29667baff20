import { expect, it } from 'vitest';
import type { Diagnostic } from '#app/contract/schema.ts';
import { problemCounts } from '#renderer/features/explorer/index.ts';
import { problemsOf } from './path-problems.ts';

const problem = (one: Partial<Diagnostic>): Diagnostic => ({
  severity: 'error',
  message: 'no',
  ...one,
});
const all = [
  problem({ path: '/src/a/x.proto' }),
  problem({ path: '/src/a/y.proto', severity: 'warning' }),
  problem({ path: '/src/ab/z.proto' }),
  problem({ given: '/gone' }),
  problem({}),
];

it('counts the problems in a folder, of a file, and with what was given', () => {
  const text = (path: string) => problemCounts(problemsOf(path, all));
  expect(text('/src/a')).toBe('1 error, 1 warning');
  expect(text('/src/a/')).toBe('1 error, 1 warning');
  expect(text('/src/ab/z.proto')).toBe('1 error');
  expect(text('/src')).toBe('2 errors, 1 warning');
  expect(text('/gone')).toBe('1 error');
  expect(text('/fine')).toBe('');
  expect(problemCounts(problemsOf('C:\\p', [problem({ path: 'C:\\p\\a.proto' })]))).toBe('1 error');
});
