import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WindowSlots } from './window-slots.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-slots-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('those that were open are opened again', () => {
  expect(new WindowSlots(home).atStart()).toEqual([1]);
  new WindowSlots(home).remember([3, 1]);
  expect(new WindowSlots(home).atStart()).toEqual([3, 1]);
});

test.each(['', '{}', '{"open":[]}', '{"open":[0]}', '{"open":["1"]}', '{"open":[21]}', '[1]'])(
  'a list of %j is one window',
  (text) => {
    writeFileSync(join(home, 'windows.json'), text);
    expect(new WindowSlots(home).atStart()).toEqual([1]);
  },
);

test('a new window takes the lowest number that is free, up to a bound', () => {
  const slots = new WindowSlots(home);
  expect(slots.next([1, 3])).toBe(2);
  expect(slots.next([])).toBe(1);
  expect(slots.next(Array.from({ length: 20 }, (_, index) => index + 1))).toBeUndefined();
});

test('the first window has its state where a single one always had it', () => {
  const slots = new WindowSlots(home);
  expect(slots.folder(1)).toBe(home);
  expect(slots.folder(2)).toBe(join(home, 'windows', '2'));
});
