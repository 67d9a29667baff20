import type { Folders } from './folders.ts';
import type { Candidate } from './known-files.ts';
import { type Levels, levelsAbove } from './levels.ts';
import { Once } from './once.ts';
import { vendoredFolders } from './vendored-folders.ts';

/** Looks names up in the folders above a file and in the customary folders in these. */
export class FoldersAbove {
  readonly #folders: Folders;
  readonly #isIgnored: (root: string) => boolean;
  readonly #found = new Once<Promise<readonly Candidate[]>>();
  readonly #levels = new Once<Promise<Levels>>();
  readonly #vendored = new Once<Promise<readonly string[]>>();

  constructor(folders: Folders, isIgnored: (root: string) => boolean) {
    this.#folders = folders;
    this.#isIgnored = isIgnored;
  }

  levels(folder: string): Promise<Levels> {
    return this.#levels.get(folder, () => levelsAbove(folder));
  }

  /** What a name leads to from the nearest level that has it, or has it by custom. */
  candidates(folder: string, name: string): Promise<readonly Candidate[]> {
    return this.#found.get(`${folder}\0${name}`, () => this.#look(folder, name));
  }

  async #look(folder: string, name: string): Promise<readonly Candidate[]> {
    const { near } = await this.levels(folder);
    for (const level of near) {
      const vendored = await this.#vendored.get(level, () => vendoredFolders(this.#folders, level));
      const found: Candidate[] = [];
      for (const root of [level, ...vendored]) {
        if (this.#isIgnored(root)) continue;
        const file = await this.#folders.file(root, name);
        if (file !== undefined) found.push({ file, root });
      }
      if (found.length > 0) return found;
    }
    return [];
  }
}
