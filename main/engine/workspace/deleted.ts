import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { DeletedItem } from '#app/contract/workspace.ts';
import { inside } from './disk/inside.ts';
import { attempt, freePath, insideAsIs, moveAnywhere } from './items.ts';

/** A process that was killed leaves what it deleted for so long. */
const keptMs = 7 * 24 * 3_600_000;

/** What was deleted, whole, until the workspace is closed: it lies in `DUPLEX_HOME`. */
export class Deleted {
  readonly #folder: string;
  readonly #paths = new Map<string, string>();

  /** @param folder where it is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What can be brought back, the oldest first. */
  get list(): readonly DeletedItem[] {
    return [...this.#paths].map(([undo, path]) => ({ undo, path }));
  }

  /** Takes a file or folder out of the workspace; what is answered brings it back. */
  async take(root: string, path: string): Promise<string> {
    const undo = randomUUID();
    await attempt(`${path} was not deleted in ${root}`, async () =>
      moveAnywhere(await insideAsIs(root, path), join(this.#folder, undo)),
    );
    this.#paths.set(undo, path);
    return undo;
  }

  /** Brings it back, under another name where its own is taken by now; answers with its path. */
  async giveBack(root: string, undo: string): Promise<string> {
    const path = this.#paths.get(undo);
    if (path === undefined)
      throw new Failure(
        'usage',
        'This cannot be brought back any more',
        'Look into your git history',
      );
    const free = await freePath(root, path);
    await attempt(
      `${path} was not brought back; it lies in ${join(this.#folder, undo)}`,
      async () => moveAnywhere(join(this.#folder, undo), await inside(root, free)),
    );
    this.#paths.delete(undo);
    return free;
  }

  /** Forgets what an earlier process left too long ago. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      const path = join(this.#folder, name);
      const { ctimeMs } = await stat(path).catch(() => ({ ctimeMs: Date.now() }));
      if (Date.now() - ctimeMs > keptMs) await remove(path);
    }
  }

  /** It is final. */
  async close(): Promise<void> {
    for (const undo of this.#paths.keys()) await remove(join(this.#folder, undo));
    this.#paths.clear();
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}
