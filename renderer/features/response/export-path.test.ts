import { expect, test } from 'vitest';
import { proposedPath, withEnding } from './export-path.ts';

test('a path is proposed in the home, then beside what was exported last', () => {
  const watch = 'market.v1.Market/Watch';
  expect(proposedPath(watch, 'csv', { last: undefined, home: '/home/ada' })).toBe(
    '/home/ada/Market-Watch.csv',
  );
  expect(proposedPath(watch, 'binary', { last: '/data/old.csv', home: '/home/ada' })).toBe(
    '/data/Market-Watch.binpb',
  );
  expect(proposedPath('Top/Call', 'ndjson', { last: 'D:\\a\\b.csv', home: 'C:\\ada' })).toBe(
    'D:\\a\\Top-Call.ndjson',
  );
});

test.each([
  ['/a/b.ndjson', 'csv', '/a/b.csv'],
  ['/a/b.JSONL', 'ndjson', '/a/b.JSONL'],
  ['/a/b.csv', 'binary', '/a/b.binpb'],
  ['/a/b.txt', 'csv', '/a/b.txt'],
  ['/a/b', 'csv', '/a/b'],
] as const)('the ending goes with the form: %s as %s', (path, form, now) => {
  expect(withEnding(path, form)).toBe(now);
});
