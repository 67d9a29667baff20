import { describe, expect, it } from 'vitest';
import {
  clampTop,
  isAtTail,
  isScaled,
  rowHeight,
  rowWindow,
  scrollHeight,
  scrollTopOf,
  topEnd,
  topOf,
  topShowing,
} from './scaled-scroll.ts';

const lists = [
  { name: 'no rows', count: 0, viewport: 480 },
  { name: 'fewer than fit', count: 7, viewport: 480 },
  { name: 'some', count: 5000, viewport: 480 },
  { name: 'two million', count: 2_000_000, viewport: 487 },
  { name: 'fifty million', count: 50_000_000, viewport: 240 },
];

describe.each(lists)('$name', (geometry) => {
  const { count, viewport } = geometry;
  const tops = [0, 0.1, 0.25, 0.5, 0.9, 1].map((share) => share * topEnd(geometry));

  it('is never taller than Chromium lays out', () => {
    expect(scrollHeight(geometry)).toBeLessThanOrEqual(16_000_000);
  });

  it('draws what can be seen, a few rows more, and nothing else', () => {
    for (const top of tops) {
      const { first, end } = rowWindow(geometry, top);
      expect(first * rowHeight).toBeLessThanOrEqual(top);
      expect(end * rowHeight).toBeGreaterThanOrEqual(Math.min(top + viewport, count * rowHeight));
      expect(end - first).toBeLessThanOrEqual(viewport / rowHeight + 14);
    }
  });

  it('draws the rows where they belong on the screen', () => {
    for (const top of tops) {
      const { first, offset, scrollTop } = rowWindow(geometry, top);
      expect(offset - scrollTop).toBeCloseTo(first * rowHeight - top, 5);
    }
  });

  it('reaches both ends by the scroll bar', () => {
    const barEnd = Math.max(0, scrollHeight(geometry) - viewport);
    expect(topOf(geometry, 0)).toBe(0);
    expect(topOf(geometry, barEnd)).toBe(topEnd(geometry));
    expect(scrollTopOf(geometry, topEnd(geometry))).toBe(barEnd);
  });
});

it('leaves a list that fits its element alone', () => {
  const geometry = { count: 5000, viewport: 480 };
  expect(isScaled(geometry)).toBe(false);
  expect(topOf(geometry, 1234)).toBe(1234);
  expect(scrollTopOf(geometry, 1234)).toBe(1234);
});

it('shows a row by the least movement', () => {
  const geometry = { count: 100, viewport: 240 };
  expect(topShowing(geometry, 480, 25)).toBe(480);
  expect(topShowing(geometry, 480, 10)).toBe(240);
  expect(topShowing(geometry, 480, 40)).toBe(41 * rowHeight - 240);
  expect(topShowing(geometry, 480, 99)).toBe(topEnd(geometry));
});

it('knows the tail', () => {
  const geometry = { count: 2_000_000, viewport: 480 };
  expect(isAtTail(geometry, topEnd(geometry))).toBe(true);
  expect(isAtTail(geometry, topEnd(geometry) - rowHeight)).toBe(false);
  expect(isAtTail({ count: 3, viewport: 480 }, 0)).toBe(true);
});

it('keeps an offset inside a list that became shorter', () => {
  expect(clampTop({ count: 20, viewport: 240 }, 90_000)).toBe(240);
  expect(clampTop({ count: 5, viewport: 240 }, 90_000)).toBe(0);
});
