import { expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

it('writes what cannot be seen or turns the text', () => {
  expect(shownText('a\u202eb\nc\u0000d\u200be')).toBe('a\\u202eb\\u000ac\\u0000d\\u200be');
});

it('leaves every script and joined emoji alone', () => {
  const text = 'שלום 日本語 <b> 👩‍👩‍👧 é';
  expect(shownText(text)).toBe(text);
});
