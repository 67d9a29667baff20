import { expect, it } from 'vitest';
import { SecretMask } from './secret-mask.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each([
  ['hunter2', 'Bearer hunter2, hunter2!', 'Bearer *******, *******!'],
  ['hunter2', base64('token hunter2'), base64('token *******')],
  ['hunter2', base64('token hunter2').replace('=', ''), base64('token *******').replace('=', '')],
  ['hunter2 ', 'Bearer hunter2', 'Bearer *******'],
  ['say "x"', 'quoted: say \\"x\\"', 'quoted: *********'],
  ['schlüssel', 'schlüssel', '**********'],
  ['a b&c', '?q=a%20b%26c', '?q=*********'],
  ['hunter2', 'nothing', 'nothing'],
  ['abc', 'abc', 'abc'],
  ['', 'nothing', 'nothing'],
])('%j in %j', (secret, text, masked) => {
  expect(new SecretMask([secret]).text(text)).toBe(masked);
});

it('the longer of two goes first, and bytes without one are the same', () => {
  const mask = new SecretMask(['token', 'token-and-more']);
  expect(mask.text('a token-and-more')).toBe('a **************');
  const bytes = Buffer.from('tok en');
  expect(mask.bytes(bytes)).toBe(bytes);
});

it('the value of a -bin name is found as its bytes, and in another writing of them', () => {
  const mask = new SecretMask(['c2VjcmV0cw']);
  expect(mask.text('c2VjcmV0cw==')).toBe('************');
  expect(mask.bytes(Buffer.from('\n\x07secrets')).toString()).toBe('\n\x07*******');
});

it('all texts of JSON are looked at', () => {
  const mask = new SecretMask(['hunter2']);
  const value = base64('hunter2');
  expect(mask.json({ hunter2: [1, null, { value }], n: 2 })).toEqual({
    '*******': [1, null, { value: base64('*******') }],
    n: 2,
  });
});
