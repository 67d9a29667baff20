import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeWhole } from '../home/whole-file.ts';

const mostWindows = 20;
const slotNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostWindows));
const openList = v.object({ open: v.pipe(v.array(slotNumber), v.maxLength(mostWindows)) });

/**
 * Windows are numbered, and each number has a folder with what its window had open. A window that is
 * closed leaves its folder, and the next one that is opened takes it: nothing typed is lost. Which
 * were open is kept for the next start.
 */
export class WindowSlots {
  readonly #home: string;
  readonly #file: string;

  constructor(home: string) {
    this.#home = home;
    this.#file = join(home, 'windows.json');
  }

  /** Those of the last time, at least one. */
  atStart(): readonly number[] {
    const parsed = v.safeParse(openList, readJson(this.#file));
    const slots = parsed.success ? [...new Set(parsed.output.open)] : [];
    return slots.length === 0 ? [1] : slots;
  }

  /** The lowest number that is not taken; `undefined` when there are too many windows. */
  next(taken: readonly number[]): number | undefined {
    const all = Array.from({ length: mostWindows }, (_, index) => index + 1);
    return all.find((slot) => !taken.includes(slot));
  }

  /** Where a window's state is: the first one's in `DUPLEX_HOME` itself. */
  folder(slot: number): string {
    return slot === 1 ? this.#home : join(this.#home, 'windows', String(slot));
  }

  remember(open: readonly number[]): void {
    try {
      writeWhole(this.#file, { open });
    } catch {
      // The next start opens one window; what the others hold stays in their folders.
    }
  }
}
