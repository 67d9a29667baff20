import { describe, expect, it } from 'vitest';
import { withoutComments } from './json-comments.ts';

describe('a text without comments', () => {
  it.each([
    ['{"a": 1}', '{"a": 1}'],
    ['{ // x "\n"a": 1 }', '{       \n"a": 1 }'],
    ['{/* "a\n" */"a": 1}', '{     \n    "a": 1}'],
    ['{"a": "http://x /* y */ \\" // z"}', '{"a": "http://x /* y */ \\" // z"}'],
    ['{"a": "\\\\"} // end', '{"a": "\\\\"}       '],
    ['{"a": 1} /* open', '{"a": 1} /* open'],
    ['{"a": / 1}', '{"a": / 1}'],
    ['// one\r\n{}', '      \r\n{}'],
    ['{"a": "//', '{"a": "//'],
  ])('%j', (text, expected) => {
    expect(withoutComments(text)).toBe(expected);
  });
});
