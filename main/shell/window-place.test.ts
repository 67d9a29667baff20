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
