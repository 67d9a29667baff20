import { describe, expect, it } from 'vitest';
import { rawTest } from './raw-search.ts';

/** Which of the messages, in one piece, may hold it. */
function holding(messages: readonly string[], text: string, isCaseSensitive: boolean): string[] {
  const test = rawTest(Buffer.from(messages.join('')), { text, isCaseSensitive });
  let at = 0;
  return messages.filter((message) => {
    const from = at;
    at += Buffer.byteLength(message);
    return test(from, at);
  });
}

describe('bytes that are looked through', () => {
  it.each([
    [['xab', 'cx', 'abc', '', 'ABC', 'zabcz'], 'abc', true, ['abc', 'zabcz']],
    [['xab', 'cx', 'abc', '', 'ABC', 'zabcz'], 'abc', false, ['abc', 'ABC', 'zabcz']],
    [['aa', 'a', 'aaa'], 'aa', true, ['aa', 'aaa']],
    [['größe ABC', 'Àabc', 'bc'], 'abc', false, ['größe ABC', 'Àabc']],
    [[], 'a', false, []],
    // What becomes ASCII in small letters may be anywhere.
    [['a', '\u212a'], 'k', false, ['\u212a']],
    [['a', '\u0130'], 'i', false, ['\u0130']],
  ])('%j for "%s"', (messages, text, isCaseSensitive, found) => {
    expect(holding(messages, text, isCaseSensitive)).toEqual(found);
  });
});
