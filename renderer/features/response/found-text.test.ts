import { expect, test } from 'vitest';
import { filterText, foundText, foundWords, isBehind, letGoText } from './found-text.ts';

const done = { looked: 100_000, of: 100_000, matches: 12, isDone: true, isStopped: false };

test('how many match, and how far it has looked', () => {
  expect(foundText(done, false)).toBe('12 of 100\u202f000');
  const begun = { ...done, looked: 45_000, isDone: false };
  expect(foundText(begun, false)).toBe('12 of 100\u202f000 · 45\u202f000 looked at');
  expect(foundText({ ...begun, isStopped: true }, false)).toBe(
    '12 of 100\u202f000 · stopped after 45\u202f000',
  );
});

test('what is not there to be found', () => {
  expect(foundText({ ...done, matches: 0 }, false, 97_920)).toBe(
    '0 of 100\u202f000, 97\u202f920 no longer kept',
  );
  expect(letGoText(97_920, 100_005)).toContain('97\u202f920 of 100\u202f005 events are no longer');
});

test('a stream that comes fast is always a little ahead', () => {
  const live = { ...done, isDone: false };
  expect(isBehind({ ...live, looked: 95_000 }, true)).toBe(false);
  expect(isBehind({ ...live, looked: 80_000 }, true)).toBe(true);
  expect(isBehind({ ...live, looked: 99_999 }, false)).toBe(true);
});

test('what is read aloud', () => {
  expect(foundWords({ matches: 0, isDone: true })).toBe('No event matches');
  expect(foundWords({ matches: 1, isDone: false })).toBe('1 event matches so far');
  expect(foundWords({ matches: 12, isDone: true })).toBe('12 events match');
});

test('what was looked for, in words', () => {
  expect(filterText({ text: 'ACME', types: ['received', 'other'] })).toBe(
    '“ACME”, received and other events',
  );
  expect(
    filterText({
      text: 'A',
      isCaseSensitive: true,
      fields: [{ path: 'price', comparison: '>', value: '10' }],
      index: { from: 1000 },
      at: { from: 1000, to: 1500 },
    }),
  ).toBe('“A” exactly, price > 10, messages from 1\u202f000, 1 s to 1.5 s');
  expect(filterText({ fields: [{ path: 'a', comparison: 'exists', value: '' }] })).toBe('a exists');
  expect(filterText({ index: { from: 5, to: 5 }, at: { to: 300 } })).toBe(
    'messages 5, up to 300 ms',
  );
});
