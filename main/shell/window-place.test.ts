import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reachableBounds, WindowPlaceFile } from './window-place.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const bounds = { x: 100, y: 100, width: 1280, height: 800 };

it('keeps a window that can be got hold of where it was', () => {
  expect(reachableBounds(bounds, [screen])).toEqual(bounds);
  expect(reachableBounds({ ...bounds, x: 1800 }, [screen])).toBeDefined();
  expect(reachableBounds({ ...bounds, x: 2000 }, [screen, { ...screen, x: 1920 }])).toBeDefined();
});

it.each([
  ['its monitor is gone', { ...bounds, x: 2000 }],
  ['only a sliver shows', { ...bounds, x: 1900 }],
  ['its title bar is above the screen', { ...bounds, y: -100 }],
  ['it is below the screen', { ...bounds, y: 1079 }],
])('lets the system place a window when %s', (_, lost) => {
  expect(reachableBounds(lost, [screen])).toBeUndefined();
});

it('makes a window no larger than all the screens together', () => {
  const second = { ...screen, x: 1920 };
  expect(reachableBounds({ ...bounds, width: 3000, height: 1500 }, [screen])).toEqual({
    ...bounds,
    width: 1920,
    height: 1080,
  });
  const wide = { ...bounds, width: 3000 };
  expect(reachableBounds(wide, [screen, second])).toEqual(wide);
});

it('a window that reached over a screen that is gone is not left where nobody sees it', () => {
  const wide = { x: -3000, y: 100, width: 4000, height: 700 };
  expect(reachableBounds(wide, [{ ...screen, x: -1920 }, screen])).toBeDefined();
  expect(reachableBounds(wide, [{ ...screen, width: 1600 }])).toBeUndefined();
});

it('makes a window no smaller than it can be used', () => {
  expect(reachableBounds({ x: 0, y: 0, width: 1, height: 1 }, [screen])).toEqual({
    x: 0,
    y: 0,
    width: 720,
    height: 480,
  });
});

it.each(['1e999', '-1e999', '1.5', '1e300', '0', '-5', '"800"', 'null'])(
  'takes a file with a width of %s for none',
  (width) => {
    const home = mkdtempSync(join(tmpdir(), 'duplex-place-'));
    try {
      const text = `{"bounds":{"x":0,"y":0,"width":${width},"height":9},"maximized":false}`;
      writeFileSync(join(home, 'window.json'), text);
      expect(new WindowPlaceFile(home).read()).toBeUndefined();
    } finally {
      rmSync(home, { recursive: true });
    }
  },
);

it('keeps the place over a restart, and takes a damaged file for none', () => {
  const home = mkdtempSync(join(tmpdir(), 'duplex-place-'));
  try {
    const file = new WindowPlaceFile(home);
    expect(file.read()).toBeUndefined();
    file.write({ bounds, maximized: true });
    expect(new WindowPlaceFile(home).read()).toEqual({ bounds, maximized: true });
    writeFileSync(join(home, 'window.json'), '{"bounds":{"x":"left"}}');
    expect(file.read()).toBeUndefined();
  } finally {
    rmSync(home, { recursive: true });
  }
});
