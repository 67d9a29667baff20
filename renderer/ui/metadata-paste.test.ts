import { expect, it } from 'vitest';
import { rowsOfPaste } from './metadata-paste.ts';

it('parts lines at the first colon', () => {
  expect(rowsOfPaste('authorization: Bearer a:b\r\nx-empty:\n\n  x-c :d')).toBeUndefined();
  expect(rowsOfPaste('authorization: Bearer a:b\r\nx-empty:\n\n  x-c:d  ')).toEqual([
    { name: 'authorization', value: 'Bearer a:b' },
    { name: 'x-empty', value: '' },
    { name: 'x-c', value: 'd' },
  ]);
});

it.each(['', 'token', 'two words: no', 'a: 1\nnot a pair', ': 1'])('leaves %j as it is', (text) => {
  expect(rowsOfPaste(text)).toBeUndefined();
});
