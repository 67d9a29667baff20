import { expect, test } from 'vitest';
import type { FolderSettings, Variable } from '#app/contract/workspace.ts';
import { isSameContent, withChanges } from './three-way.ts';

const host: Variable = { name: 'host', value: 'a', type: 'text' };
const port: Variable = { name: 'port', value: '1', type: 'json' };

test.each<[string, FolderSettings, FolderSettings, FolderSettings, FolderSettings]>([
  [
    'what only they changed is theirs, what only I changed is mine',
    { deadline: '5s', target: 'one:1' },
    { deadline: '5s', target: 'mine:1' },
    { deadline: '9s', target: 'one:1', docs: 'theirs' },
    { deadline: '9s', target: 'mine:1', docs: 'theirs' },
  ],
  [
    'where both changed the same, mine wins; what I took out stays out',
    { deadline: '5s', authority: 'a' },
    { deadline: '6s' },
    { deadline: '9s', authority: 'b' },
    { deadline: '6s' },
  ],
  [
    'options one by one',
    { options: { compression: 'gzip', userAgent: 'u' } },
    { options: { compression: '', userAgent: 'u' } },
    { options: { compression: 'gzip', userAgent: 'theirs' } },
    { options: { compression: '', userAgent: 'theirs' } },
  ],
  [
    'variables by their names',
    { variables: [host, port] },
    {
      variables: [
        { ...host, value: 'mine' },
        { ...port, name: 'added' },
      ],
    },
    { variables: [host, { ...port, value: '2' }, { ...host, name: 'theirs' }] },
    {
      variables: [
        { ...host, value: 'mine' },
        { ...host, name: 'theirs' },
        { ...port, name: 'added' },
      ],
    },
  ],
  [
    'a list in which a name comes twice, as a whole',
    { metadata: [{ name: 'x', value: '1' }] },
    {
      metadata: [
        { name: 'x', value: '1' },
        { name: 'x', value: '2' },
      ],
    },
    { metadata: [{ name: 'x', value: '3' }] },
    {
      metadata: [
        { name: 'x', value: '1' },
        { name: 'x', value: '2' },
      ],
    },
  ],
  [
    'a list that only one of them has any more',
    { variables: [host] },
    { variables: [host, port] },
    {},
    { variables: [port] },
  ],
])('%s', (_, base, mine, theirs, merged) => {
  expect(withChanges(base, mine, theirs)).toEqual(merged);
});

test('names without values, by themselves', () => {
  const of = (...secrets: string[]) => ({ secrets });
  expect(withChanges(of('a', 'b'), of('b', 'mine'), of('a', 'b', 'theirs'))).toEqual(
    of('b', 'theirs', 'mine'),
  );
});

test('the order of keys is no difference, a key without a value neither', () => {
  expect(isSameContent({ a: [1, { b: 2, c: 3 }] }, { d: undefined, a: [1, { c: 3, b: 2 }] })).toBe(
    true,
  );
  expect(isSameContent({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(isSameContent({}, null)).toBe(false);
});
