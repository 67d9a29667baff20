import { expect, test } from 'vitest';
import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { pathBegun, pathOffers, withPath } from './path-offers.ts';

const field = (jsonName: string, type: string, more: Partial<FieldDoc> = {}): FieldDoc => ({
  ...{ name: jsonName, jsonName, number: 1, type, kind: 'scalar', repeated: false, rules: [] },
  ...more,
});
const message = (typeName: string) => ({ kind: 'message', typeName }) as const;
const docs = new Map<string, Pick<MessageDoc, 'fields'>>([
  [
    'm.Tick',
    {
      fields: [
        field('price', 'double'),
        field('levels', 'repeated m.Level', { ...message('m.Level'), repeated: true }),
        field('bestPrice', 'double'),
      ],
    },
  ],
  ['m.Level', { fields: [field('size', 'int64'), field('maker', 'm.Maker', message('m.Maker'))] }],
  ['m.Maker', { fields: [field('name', 'string')] }],
  ['m.Ask', { fields: [field('symbol', 'string'), field('price', 'double')] }],
]);
const docOf = async (type: string) => docs.get(type) as MessageDoc | undefined;
const offered = async (typed: string) =>
  (await pathOffers(typed, ['m.Tick', 'm.Ask'], docOf)).map(({ name }) => name);

test.each([
  ['pri', 'pri'],
  ['is:received lev', 'lev'],
  ['price > 10 and levels[0].ma', 'levels[0].ma'],
  ['$.pri', '$.pri'],
  ['price > 1', undefined],
  ['price = pri', undefined],
  ['name contains pri', undefined],
  ['"pri', undefined],
  ['#1', undefined],
  ['', undefined],
])('of %s a path is begun: %s', (text, typed) => {
  expect(pathBegun(text, text.length)).toBe(typed);
});

test('fields of both messages are offered, and those within', async () => {
  expect(await offered('pri')).toEqual(['price', 'bestPrice']);
  expect(await offered('s')).toEqual(['symbol', 'levels[*]', 'bestPrice']);
  expect(await offered('levels[0].')).toEqual(['levels[0].size', 'levels[0].maker']);
  expect(await offered('$.levels[*].maker.n')).toEqual(['$.levels[*].maker.name']);
  expect(await offered('price')).toEqual(['bestPrice']);
  expect(await offered('price.')).toEqual([]);
});

test('what is taken stands in the place of what is typed of it', () => {
  expect(withPath('is:sent pri > 10', 11, 'price')).toEqual({
    text: 'is:sent price > 10',
    cursor: 13,
  });
});
