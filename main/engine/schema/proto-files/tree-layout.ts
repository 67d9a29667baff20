import { dirname, resolve } from 'node:path';
import type { ImportRoot } from '#app/contract/schema.ts';
import type { WatchedPaths } from '../watch/path-watch.ts';
import type { GivenFiles, ProtoFilesOptions } from './given-files.ts';
import type { LoadedFiles } from './load-files.ts';

/** Which files there are and where: what the texts of files do not change. */
export interface TreeLayout {
  /** How many files are the person's. */
  readonly own: number;
  /** Absolute paths of those, by their names. */
  readonly paths: ReadonlyMap<string, string>;
  readonly watch: WatchedPaths;
  /** The folders that imports were looked up in, in order. */
  readonly roots: readonly ImportRoot[];
}

export function layoutOf(
  { protos, bufDirs = [], cwd }: ProtoFilesOptions,
  given: GivenFiles,
  { files }: LoadedFiles,
): TreeLayout {
  const own = files.filter(({ isOwn }) => isOwn);
  const known = own.map(({ kept }) => kept.path);
  return {
    own: own.length,
    paths: new Map(own.map(({ name, kept }) => [name, kept.path])),
    watch: {
      folders: [...new Set([...given.folders, ...known.map((path) => dirname(path))])],
      files: [...protos, ...bufDirs, ...given.settings].map((path) => resolve(cwd, path)),
      known,
    },
    roots: given.roots.explained(),
  };
}
