import { expect, it } from 'vitest';
import { type Page, pageInView, steppedTo, withPage } from './page.ts';

const page = (symbol: string): Page => ({ kind: 'definition', symbol });

it('goes back and forward, and forgets what was ahead', () => {
  let reading = withPage(withPage(withPage(null, page('a')), page('b')), page('c'));
  reading = steppedTo(steppedTo(reading, -1), -1);
  expect(pageInView(reading)).toEqual(page('a'));
  expect(steppedTo(reading, -1)).toBe(reading);
  expect(pageInView(steppedTo(reading, 1))).toEqual(page('b'));
  reading = withPage(reading, page('d'));
  expect(reading.pages).toEqual([page('a'), page('d')]);
  expect(steppedTo(reading, 1)).toBe(reading);
});

it('does not hold the same page twice in a row, nor without bound', () => {
  const once = withPage(null, page('a'));
  expect(withPage(once, page('a'))).toEqual(once);
  let reading = once;
  for (let i = 0; i < 300; i += 1) reading = withPage(reading, page(`p${i}`));
  expect(reading.pages).toHaveLength(100);
  expect(pageInView(reading)).toEqual(page('p299'));
});
