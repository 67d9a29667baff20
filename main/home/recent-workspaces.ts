import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, writeWhole } from './whole-file.ts';

const kept = 20;

/**
 * The workspaces that windows had, the last one first, in a file of `DUPLEX_HOME` that window and command
 * line read alike, each time anew.
 */
export class RecentWorkspaces {
  /** The one in `DUPLEX_HOME`, which a window has when there is no other; it may not be there yet. */
  readonly first: string;
  readonly #file: string;

  constructor(home: string) {
    this.first = join(home, 'workspace');
    this.#file = join(home, 'workspaces', 'recent.json');
  }

  /** Absolute paths; none of a file that is missing or damaged. */
  list(): readonly string[] {
    const list = readJson(this.#file);
    return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  }

  /** The last one of all whose folder is there. */
  last(): string | undefined {
    return [...this.list(), this.first].find((folder) => existsSync(folder));
  }

  /** Puts a workspace first, if it can: which was the last is a convenience. */
  remember(folder: string): void {
    const recent = this.list();
    if (recent[0] === folder) return;
    const others = recent.filter((other) => other !== folder);
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      writeWhole(this.#file, [folder, ...others].slice(0, kept));
    } catch {
      // The list stays as it was.
    }
  }
}
