import { readFile, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBelow } from './file-names.ts';

const MAX_LEVELS = 12;
const MAX_SEARCHED_LEVELS = 8;
const BEYOND_REPOSITORY = 2;

/** The folders above a file as far as they may have to do with it. */
export interface Levels {
  /** Where an import is looked up: from the folder itself up to its repository, nearest first. */
  readonly near: readonly string[];
  /** Of those, the ones that may be searched in full. */
  readonly searched: readonly string[];
  /** Further up; what is found by searching these is proposed, and not used unasked. */
  readonly beyond: readonly string[];
  /** The last of them is a repository. */
  readonly isInRepository: boolean;
}

/**
 * Goes up from a folder to its repository. Without one it goes some levels, and what may be searched
 * ends before folders that hold all sorts of things, such as the person's home.
 */
export async function levelsAbove(folder: string): Promise<Levels> {
  const near: string[] = [];
  for (let level = folder; near.length < MAX_LEVELS; level = dirname(level)) {
    near.push(level);
    if (await isRepository(level))
      return {
        near,
        searched: near,
        beyond: above(level, BEYOND_REPOSITORY),
        isInRepository: true,
      };
    if (level === dirname(level)) break;
  }
  const broad = near.findIndex(holdsAllSorts);
  const searched = near.slice(0, broad === -1 ? undefined : broad).slice(0, MAX_SEARCHED_LEVELS);
  return {
    near,
    searched,
    beyond: above(searched.at(-1) ?? folder, 1),
    isInRepository: false,
  };
}

function above(folder: string, count: number): string[] {
  const levels: string[] = [];
  for (let level = dirname(folder); levels.length < count; level = dirname(level)) {
    if (holdsAllSorts(level)) break;
    levels.push(level);
  }
  return levels;
}

/** The person's home, the system's folder for what is temporary, and what holds those. */
function holdsAllSorts(folder: string): boolean {
  if (folder === dirname(folder)) return true;
  return [homedir(), tmpdir()].some((one) => one === folder || isBelow(folder, one));
}

/** A submodule of git has a repository around it, which it may well import from. */
async function isRepository(folder: string): Promise<boolean> {
  const path = join(folder, '.git');
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return found?.isDirectory() === true;
  const text = found.size > 4096 ? '' : await readFile(path, 'utf8').catch(() => '');
  return !text.replaceAll('\\', '/').includes('/modules/');
}
