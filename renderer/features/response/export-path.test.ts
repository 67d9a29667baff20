import { expect, test } from 'vitest';
import { endingOf, fileNameOf, proposedPath, withEnding } from './export-path.ts';

const forms = [
  { id: 'lines', endings: ['.ndjson', '.jsonl'] },
  { id: 'binary', endings: ['.binpb', '.bin'] },
  { id: 'csv', endings: ['.csv'] },
] as const;

test('a path is proposed in the home, then beside what was written last', () => {
  const name = `${fileNameOf('market.v1.Market/Watch')}${endingOf(forms, 'csv')}`;
  expect(proposedPath(name, { last: undefined, home: '/home/ada' })).toBe(
    '/home/ada/Market-Watch.csv',
  );
  expect(proposedPath(name, { last: '/data/old.csv', home: '/home/ada' })).toBe(
    '/data/Market-Watch.csv',
  );
  expect(proposedPath(fileNameOf('Top/Call'), { last: 'D:\\a\\b.csv', home: 'C:\\ada' })).toBe(
    'D:\\a\\Top-Call',
  );
});

test.each([
  ['/a/b.ndjson', 'csv', '/a/b.csv'],
  ['/a/b.JSONL', 'lines', '/a/b.JSONL'],
  ['/a/b.csv', 'binary', '/a/b.binpb'],
  ['/a/b.txt', 'csv', '/a/b.txt'],
  ['/a/b', 'csv', '/a/b'],
] as const)('the ending goes with the form: %s as %s', (path, form, now) => {
  expect(withEnding(path, forms, form)).toBe(now);
});
