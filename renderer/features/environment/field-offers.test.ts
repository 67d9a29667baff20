import { expect, test } from 'vitest';
import { offersAt, withOffer } from './field-offers.ts';

const offered = ['host', 'port', 'ghost'].map((name) => ({ name, detail: '' }));

test('all are offered, the nearest first', () => {
  const names = Array.from({ length: 40 }, (_, index) => `v${40 - index}`);
  const many = names.map((name) => ({ name, detail: '' }));
  expect(offersAt('{{', 2, many).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['{{', ['host', 'port', 'ghost']],
  ['a{{ho', ['host', 'ghost']],
  ['{{host}}', []],
  ['ho', []],
])('%j offers %j', (text, names) => {
  expect(offersAt(text, text.length, offered).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['grpc://{{ho|:1', 'grpc://{{host}}|:1'],
  ['{{h|o}}/x', '{{host}}|/x'],
  ['{{|', '{{host}}|'],
])('%s becomes %s', (before, after) => {
  const cursor = before.indexOf('|');
  const taken = withOffer(before.replace('|', ''), cursor, 'host');
  expect(`${taken.text.slice(0, taken.cursor)}|${taken.text.slice(taken.cursor)}`).toBe(after);
});
