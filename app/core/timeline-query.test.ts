import { expect, test } from 'vitest';
import { failureOf } from '../contract/result.ts';
import { parseTimelineQuery } from './timeline-query.ts';

test.each([
  ['', undefined],
  ['  ', undefined],
  ['hello', { text: 'hello' }],
  [' hello   big world ', { text: 'hello   big world' }],
  ['"price > 10"', { text: 'price > 10' }],
  ['“two words”', { text: 'two words' }],
  ['"say \\"hi\\""', { text: 'say "hi"' }],
  ['"not closed yet', { text: 'not closed yet' }],
  ['"name":"Ada Lovelace","id"', { text: '"name":"Ada Lovelace","id"' }],
  ['{"symbol":1}', { text: '{"symbol":1}' }],
  ['http://host:1/a', { text: 'http://host:1/a' }],
  ['1..5', { text: '1..5' }],
  ['#tag', { text: '#tag' }],
  ['case:exact ACME', { text: 'ACME', isCaseSensitive: true }],
])('text: %s', (query, filter) => {
  expect(parseTimelineQuery(query)).toEqual(filter);
});

test.each([
  ['price > 10', 'price', '>', '10'],
  ['price>10', 'price', '>', '10'],
  ['levels[0].price >= 100.5', 'levels[0].price', '>=', '100.5'],
  ['$.levels[*].price < -1', '$.levels[*].price', '<', '-1'],
  ['tags["a b"] != x', 'tags["a b"]', '!=', 'x'],
  ['symbol = "ACME Corp"', 'symbol', '=', 'ACME Corp'],
  ['symbol == ACME', 'symbol', '=', 'ACME'],
  ['id <= 9007199254740993', 'id', '<=', '9007199254740993'],
  ['name contains x', 'name', 'contains', 'x'],
  ['name contains "x y"', 'name', 'contains', 'x y'],
  ['user.id exists', 'user.id', 'exists', ''],
  ['name = ""', 'name', '=', ''],
] as const)('a field: %s', (query, path, comparison, value) => {
  expect(parseTimelineQuery(query)).toEqual({ fields: [{ path, comparison, value }] });
});

test.each([
  ['#5', { index: { from: 5, to: 5 } }],
  ['#100..200', { index: { from: 100, to: 200 } }],
  ['#100..', { index: { from: 100 } }],
  ['#..200', { index: { to: 200 } }],
  ['1s..5s', { at: { from: 1000, to: 5000 } }],
  ['1.5..2s', { at: { from: 1500, to: 2000 } }],
  ['..300ms', { at: { to: 300 } }],
  ['0s..1m', { at: { from: 0, to: 60_000 } }],
  ['at:2s..', { at: { from: 2000 } }],
  ['at:1..5', { at: { from: 1000, to: 5000 } }],
  ['is:sent', { types: ['sent'] }],
  ['is:received is:event is:received', { types: ['received', 'other'] }],
] as const)('which events: %s', (query, filter) => {
  expect(parseTimelineQuery(query)).toEqual(filter);
});

test.each([
  ['a > 1 b < 2', {}],
  ['a > 1 and b < 2', {}],
  ['a > 1 AND b < 2 and is:sent', { types: ['sent'] }],
  ['a > 1 and b < 2 and salt and pepper', { text: 'salt and pepper' }],
  ['salt and pepper and a > 1 and b < 2', { text: 'salt and pepper' }],
  ['a > 1 and b < 2 and "and"', { text: 'and' }],
])('conditions are joined by “and”, and words keep theirs: %s', (query, filter) => {
  const fields = [
    { path: 'a', comparison: '>', value: '1' },
    { path: 'b', comparison: '<', value: '2' },
  ];
  expect(parseTimelineQuery(query)).toEqual({ fields, ...filter });
});

test.each(['and', 'salt and', 'and pepper'])('“and” alone is text: %s', (text) => {
  expect(parseTimelineQuery(text)).toEqual({ text });
});

test('all at once, in any order', () => {
  expect(parseTimelineQuery('is:received price > 10 two words #1..9 1s..5s')).toEqual({
    types: ['received'],
    fields: [{ path: 'price', comparison: '>', value: '10' }],
    text: 'two words',
    index: { from: 1, to: 9 },
    at: { from: 1000, to: 5000 },
  });
});

test.each([
  ['price >', 'price > what?'],
  ['name contains ', 'name contains what?'],
  ['is:send', 'is:send is nothing that can be'],
  ['case:none', 'case:none is not known'],
  ['at:5s', 'at:5s is no stretch of time'],
  ['at:..', 'at:.. has no beginning and no end'],
  ['5s..1s', '5s..1s ends before it begins'],
  ['#200..100', '#200..100 ends before it begins'],
  ['#..', '#.. names no messages'],
  ['#5x', '#5x names no messages'],
  ['#1.5', '#1.5 names no messages'],
  ['#0', 'Messages are counted from 1'],
  ['and price > 10', '“and” at column 1 has nothing before it'],
  ['price > 10 and', '“and” at column 12 has nothing behind it'],
  ['a > 1 and AND b > 2', '“and” at column 11 follows another'],
  ['price > 10 and symbol =', 'symbol = what? (column 16)'],
  ['one a > 1 two', 'There is a second text: "two" after "one"'],
  ['#1 #2..3', 'There is a second range of messages: 2..3 after 1..1'],
  ['x'.repeat(1001), 'The text is longer than 1000 characters'],
])('what is not understood is quoted: %s', (query, message) => {
  expect(failureOf(() => parseTimelineQuery(query))?.message).toBe(message);
});
