import { dirname, resolve } from 'node:path';
import type { Diagnostic, ImportRoot } from '#app/contract/schema.ts';
import { circlesOf } from '../link/imports.ts';
import { inOrder } from '../link/link.ts';
import type { OnProgress } from '../progress.ts';
import type { SchemaFile } from '../schema-file.ts';
import type { WatchedPaths } from '../watch/path-watch.ts';
import { ChangedMeanwhile, FileReader } from './file-reader.ts';
import type { FoundFile } from './found-file.ts';
import { findGivenFiles, type ProtoFilesOptions } from './given-files.ts';
import type { KeptFile } from './kept-file.ts';
import { linkOutdated } from './link-outdated.ts';
import type { LinkedFiles } from './linked-file.ts';
import { loadFiles } from './load-files.ts';
import { type Looked, lookAgain } from './look-again.ts';
import type { Before } from './outdated.ts';
import { Pace } from './pace.ts';
import { Relations } from './relations.ts';
import { withoutRepeats } from './repeats.ts';
import type { TreeCache } from './tree-cache.ts';

/** What `.proto` files give. */
export interface ReadTree {
  /** Those of the person first, then those that come with Duplex. */
  readonly files: readonly SchemaFile[];
  /** How many are the person's. */
  readonly own: number;
  /** Absolute paths of those, by their names. */
  readonly paths: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly watch: WatchedPaths;
  /** Some were not read anew. */
  readonly isCached: boolean;
  /** The folders that imports were looked up in, in order. */
  readonly roots: readonly ImportRoot[];
}

/** So often are files read that change while they are read. */
const ATTEMPTS = 3;
/** Fewer files are read about as fast as what would be left of them. */
const LEAST_LEFT = 100;
/** The part of the files that must have been linked anew. */
const WORTH_LEAVING = 0.1;

/**
 * The `.proto` files behind one set of options, read again and again. Of what was read before only
 * that is read, parsed and linked again which has changed, or for which what has changed matters.
 */
export class ProtoTree {
  readonly #options: ProtoFilesOptions;
  readonly #cache: TreeCache | undefined;
  readonly #key: string;
  #kept: ReadonlyMap<string, KeptFile> = new Map();
  /** One reads after the other. */
  #reading: Promise<unknown> = Promise.resolve();
  #before: Before | undefined;
  #looked: Looked | undefined;

  /** @param cache has what an earlier process left */
  constructor(options: ProtoFilesOptions, cache?: TreeCache) {
    this.#options = options;
    this.#cache = cache;
    this.#key = JSON.stringify(options);
  }

  /**
   * Rejects with the signal's reason when aborted; then what was read before still counts.
   *
   * @param changed real paths of all files that can be other than before; without it, any can be
   */
  read(
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    const reading = this.#reading.then(() => this.#attempt(signal, onProgress, changed));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #attempt(
    signal: AbortSignal,
    onProgress: OnProgress,
    changed?: readonly string[],
  ): Promise<ReadTree> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const pace = new Pace(signal, onProgress);
        return await this.#read(pace, attempt === 1 ? changed : undefined);
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async #read(pace: Pace, changed?: readonly string[]): Promise<ReadTree> {
    await pace.rest('finding', 0, 0);
    if (this.#before === undefined) this.#begin();
    const before = this.#before ?? { relations: new Relations([]), linked: new Map() };
    const reader = new FileReader(this.#options.cwd, this.#kept);
    const looked = await this.#look(reader, pace, changed);
    const { given, loaded } = looked;
    const relations = new Relations(loaded.files);
    const linked = await linkOutdated(before, relations, reader, pace);
    this.#before = { relations, linked };
    this.#looked = looked;
    this.#kept = changed === undefined ? reader.kept : new Map([...this.#kept, ...reader.kept]);
    const anew = [...linked].filter(([name, one]) => before.linked.get(name) !== one).length;
    this.#leave(loaded.files, linked, anew);
    const found = [...given.diagnostics, ...loaded.diagnostics];
    const { protos, bufDirs = [], cwd } = this.#options;
    const own = loaded.files.filter(({ isOwn }) => isOwn);
    return {
      files: [...linked.values()].map(({ file }) => file),
      own: own.length,
      paths: new Map(own.map(({ name, kept }) => [name, kept.path])),
      isCached: anew < linked.size,
      diagnostics: [
        ...found,
        ...withoutRepeats(linkDiagnostics(relations, linked), loaded.lacking),
      ].map((one) => located(one, this.#options.cwd)),
      watch: {
        folders: [...new Set([...given.folders, ...own.map(({ kept }) => dirname(kept.path))])],
        files: [...protos, ...bufDirs, ...given.settings].map((path) => resolve(cwd, path)),
      },
      roots: given.roots.explained(),
    };
  }

  async #look(reader: FileReader, pace: Pace, changed?: readonly string[]): Promise<Looked> {
    const last = this.#looked;
    // Until it has come to its end, nobody knows what else there is.
    this.#looked = undefined;
    const again = last && changed && lookAgain(last, reader, this.#kept, changed);
    if (again !== undefined) return again;
    const given = await findGivenFiles(this.#options, pace.signal);
    return { given, loaded: await loadFiles(given, reader, pace) };
  }

  /** Where the last reading of an earlier process ended. */
  #begin(): void {
    const left = this.#cache?.load(this.#key);
    if (left === undefined) return;
    this.#cache?.touch(this.#key);
    this.#kept = left.kept;
    this.#before = { relations: new Relations(left.files), linked: left.linked };
  }

  /** What changes little by little is read again from what was left before. */
  #leave(files: readonly FoundFile[], linked: LinkedFiles, anew: number): void {
    if (linked.size >= LEAST_LEFT && anew >= linked.size * WORTH_LEAVING)
      this.#cache?.save(this.#key, { kept: this.#kept, files, linked });
  }
}

function linkDiagnostics({ files }: Relations, linked: LinkedFiles): readonly Diagnostic[] {
  const importing = [...files.values()].map(({ name, kept, imports }) => ({
    name,
    shownAs: kept.shownAs,
    imports: kept.imports.map(({ place }, index) => ({ place, name: imports[index] ?? '' })),
  }));
  const circles = circlesOf(importing).map(({ file, place, message }): Diagnostic => {
    const { line, column } = place;
    return { severity: 'error', file: file.shownAs, line, column, message };
  });
  return inOrder([...[...linked.values()].flatMap(({ diagnostics }) => diagnostics), ...circles]);
}

/** Where the file of a diagnostic is: it is named as a person knows it. */
function located(diagnostic: Diagnostic, cwd: string): Diagnostic {
  const { file } = diagnostic;
  return file === undefined ? diagnostic : { ...diagnostic, path: resolve(cwd, file) };
}
