import { expect, test } from 'vitest';
import { foundParts } from './found-parts.ts';

test('what was found is every second part', () => {
  expect(foundParts('a Payee pays', 'pay')).toEqual(['a ', 'Pay', 'ee ', 'pay', 's']);
  expect(foundParts('{"to": "x"}', '"to" {')).toEqual(['', '{', '', '"to"', ': "x"}']);
  expect(foundParts('payee', 'pay payee')).toEqual(['', 'payee', '']);
  expect(foundParts('nothing', '(')).toEqual(['nothing']);
  expect(foundParts('all', ' ')).toEqual(['all']);
});
