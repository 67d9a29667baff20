import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeWhole } from '../home/whole-file.ts';

/** Electron takes nothing else, and JSON can say `1e999`. */
const pixels = v.pipe(v.number(), v.safeInteger());
const length = v.pipe(pixels, v.minValue(1));
const rectangle = v.object({ x: pixels, y: pixels, width: length, height: length });
const place = v.object({ bounds: rectangle, maximized: v.boolean() });

export type Rectangle = v.InferOutput<typeof rectangle>;
/** Where a window was, in screen coordinates, before it was maximized. */
export type WindowPlace = v.InferOutput<typeof place>;

/** So much of a window must be on a screen for a person to get hold of it. */
const graspWidth = 120;
const graspHeight = 40;
/** The least a window can be, see window.ts. */
export const leastWidth = 720;
export const leastHeight = 480;

/**
 * The bounds, when a screen that is there now shows enough of them; else `undefined`. A window larger
 * than all screens together is cut to their size first.
 */
export function reachableBounds(
  bounds: Rectangle,
  screens: readonly Rectangle[],
): Rectangle | undefined {
  const all = extent(screens);
  const width = Math.max(leastWidth, Math.min(bounds.width, all.width));
  const height = Math.max(leastHeight, Math.min(bounds.height, all.height));
  const isReachable = screens.some((screen) => {
    // The title bar is what a window is moved by.
    const seenWidth = overlap(bounds.x, width, screen.x, screen.width);
    const seenHeight = overlap(bounds.y, graspHeight, screen.y, screen.height);
    return seenWidth >= graspWidth && seenHeight >= graspHeight;
  });
  return isReachable ? { ...bounds, width, height } : undefined;
}

/** Keeps the window's place in a file of `DUPLEX_HOME`; a missing or damaged one is no place. */
export class WindowPlaceFile {
  readonly #file: string;

  constructor(home: string) {
    this.#file = join(home, 'window.json');
  }

  read(): WindowPlace | undefined {
    const parsed = v.safeParse(place, readJson(this.#file));
    return parsed.success ? parsed.output : undefined;
  }

  /** A place that cannot be kept is no loss worth a word. */
  write(value: WindowPlace): void {
    try {
      writeWhole(this.#file, value);
    } catch {
      // The next start opens in the middle of the screen.
    }
  }
}

function extent(screens: readonly Rectangle[]): { width: number; height: number } {
  const left = Math.min(...screens.map(({ x }) => x));
  const top = Math.min(...screens.map(({ y }) => y));
  return {
    width: Math.max(...screens.map(({ x, width }) => x + width)) - left,
    height: Math.max(...screens.map(({ y, height }) => y + height)) - top,
  };
}

function overlap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
}
