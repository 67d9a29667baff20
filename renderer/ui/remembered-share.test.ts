// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { forgetShare, rememberedShare, rememberShare } from './remembered-share.ts';

beforeEach(() => localStorage.clear());

test('a share is remembered by its split, until it is forgotten', () => {
  expect(rememberedShare('sidebar')).toBeUndefined();
  rememberShare('sidebar', 31.456);
  rememberShare('answer', 60);
  expect(rememberedShare('sidebar')).toBe(31.46);
  forgetShare('sidebar');
  expect(rememberedShare('sidebar')).toBeUndefined();
  expect(rememberedShare('answer')).toBe(60);
});

test.each(['', 'wide', '-5', '0', '100', 'NaN'])('%j is no share', (text) => {
  localStorage.setItem('split.sidebar', text);
  expect(rememberedShare('sidebar')).toBeUndefined();
});
