import { expect, it } from 'vitest';
import { shownLines, shownSentence, shownText } from './shown-text.ts';

it('writes what cannot be seen or turns the text', () => {
  expect(shownText('a\u202eb\nc\u0000d\u200be')).toBe('a\\u202eb\\u000ac\\u0000d\\u200be');
});

it('shows the line breaks of what somebody wrote, as lines or in one, and nothing else that cannot be seen', () => {
  expect(shownLines('panic:\n\tmain.go:7')).toBe('panic:\n\tmain.go:7');
  const text = 'one\ntwo\r\nthree\u001b[31m\rfour';
  expect(shownLines(text)).toBe('one\ntwo\nthree\\u001b[31m\\u000dfour');
  expect(shownSentence(text)).toBe('one ↵ two ↵ three\\u001b[31m\\u000dfour');
  expect(shownSentence('\n at the end\n\n')).toBe('↵ at the end ↵ ↵');
});

it('leaves every script and joined emoji alone', () => {
  const text = 'שלום 日本語 <b> 👩‍👩‍👧 é';
  expect(shownText(text)).toBe(text);
});
