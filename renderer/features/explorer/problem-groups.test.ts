import { expect, it } from 'vitest';
import type { Diagnostic } from '#app/contract/schema.ts';
import { filterProblems, problemCounts, problemGroups, proposals } from './problem-groups.ts';

const problem = (file: string | undefined, message: string, more: Partial<Diagnostic> = {}) =>
  ({ severity: 'error', message, ...(file && { file }), ...more }) satisfies Diagnostic;

it('groups by file, what concerns none first', () => {
  const groups = problemGroups([
    problem('b.proto', '1'),
    problem('a.proto', '2'),
    problem(undefined, '3'),
    problem('b.proto', '4'),
    problem('__proto__', '5'),
  ]);
  expect(
    groups.map(({ file, problems }) => [file, problems.map(({ message }) => message)]),
  ).toEqual([
    [undefined, ['3']],
    ['b.proto', ['1', '4']],
    ['a.proto', ['2']],
    ['__proto__', ['5']],
  ]);
});

it('filters by all parts, over file, message, severity and hint', () => {
  const all = [
    problem('shop/a.proto', 'no type Money', { hint: 'import it' }),
    problem('shop/b.proto', 'not used', { severity: 'warning', line: 12 }),
  ];
  const found = (filter: string) => filterProblems(all, filter).map(({ file }) => file);
  expect(found('SHOP money')).toEqual(['shop/a.proto']);
  expect(found('warning')).toEqual(['shop/b.proto']);
  expect(found('b.proto:12')).toEqual(['shop/b.proto']);
  expect(found('import')).toEqual(['shop/a.proto']);
  expect(found('  ')).toHaveLength(2);
  expect(found('money used')).toEqual([]);
});

it('proposes what mends most, once', () => {
  const all = [
    problem('a', '1', { importPath: '/few' }),
    problem('b', '2', { importPath: '/many' }),
    problem('c', '3', { importPath: '/many' }),
    problem('d', '4'),
    problem('e', '5', { importPath: '/one', otherImportPaths: ['/other'] }),
  ];
  expect(proposals(all)).toEqual([
    { importPath: '/many', mends: 2 },
    { importPath: '/few', mends: 1 },
    { importPath: '/one', mends: 1 },
    { importPath: '/other', mends: 1 },
  ]);
});

it('counts errors and warnings', () => {
  const warning = problem('a', '1', { severity: 'warning' });
  expect(problemCounts([problem('a', '1'), warning, warning])).toBe('1 error, 2 warnings');
  expect(problemCounts([warning])).toBe('1 warning');
});
