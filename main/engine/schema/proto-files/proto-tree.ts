import { resolve } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { circlesOf } from '../link/imports.ts';
import { inOrder } from '../link/link.ts';
import type { OnProgress } from '../progress.ts';
import type { SchemaFile } from '../schema-file.ts';
import { allKept, type Beginning, makesSame, nearest } from './beginning.ts';
import { ChangedMeanwhile, FileReader } from './file-reader.ts';
import { findGivenFiles, type ProtoFilesOptions } from './given-files.ts';
import { linkOutdated } from './link-outdated.ts';
import type { LinkedFiles } from './linked-file.ts';
import { loadFiles } from './load-files.ts';
import { type Looked, lookAgain } from './look-again.ts';
import type { Before } from './outdated.ts';
import { Pace } from './pace.ts';
import { Relations } from './relations.ts';
import { withoutRepeats } from './repeats.ts';
import type { LeftBehind, TreeCache } from './tree-cache.ts';
import { layoutOf, type TreeLayout } from './tree-layout.ts';
import { TypeEndings } from './type-endings.ts';

/** What `.proto` files give. */
export interface ReadTree {
  /** Those of the person first, then those that come with Duplex. */
  readonly files: readonly SchemaFile[];
  /** The same object as before when nothing but the texts of files has changed. */
  readonly layout: TreeLayout;
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing of it was read since the process began: all is what an earlier one left. */
  readonly isCached: boolean;
  /** How long it took to read what there is, the last time that something was read. */
  readonly ms: number;
}

/** So often are files read that change while they are read. */
const ATTEMPTS = 3;
/** Fewer files are read about as fast as what would be left of them. */
const LEAST_LEFT = 100;
/** The part of the files that must have been parsed or linked anew, where something was left already. */
const WORTH_LEAVING = 0.1;

/** Where the first reading can begin from. */
interface Sources {
  /** Has what an earlier process left. */
  readonly cache?: TreeCache | undefined;
  /** Trees with other options; this one may be among them. */
  readonly others?: () => readonly ProtoTree[];
}

/**
 * The `.proto` files behind one set of options, read again and again. Of what was read before only
 * that is read, parsed and linked again which has changed, or for which what has changed matters.
 */
export class ProtoTree {
  readonly #options: ProtoFilesOptions;
  readonly #cache: TreeCache | undefined;
  readonly #others: () => readonly ProtoTree[];
  readonly #key: string;
  /** One reads after the other. */
  #reading: Promise<unknown> = Promise.resolve();
  /** What the last reading came to. */
  #last: Beginning | undefined;
  #looked: Looked | undefined;
  /** Of imports that make a circle. */
  #circles: readonly Diagnostic[] = [];

  constructor(options: ProtoFilesOptions, { cache, others = () => [] }: Sources = {}) {
    this.#options = options;
    this.#cache = cache;
    this.#others = others;
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
    const since = performance.now();
    await pace.rest('finding', 0, 0);
    const beginnings = this.#last === undefined ? this.#beginnings() : [this.#last];
    const reader = new FileReader(this.#options, this.#last?.kept ?? allKept(beginnings));
    const looked = await this.#look(reader, pace, changed);
    const { given, loaded, layout, replaced } = looked;
    const own = replaced && this.#last?.before.relations.replacing(replaced);
    const relations = own ?? Relations.of(loaded.files);
    const beginning = this.#last ?? nearest(beginnings, relations);
    const before = beginning?.before ?? beforeAll();
    const linked = await linkOutdated(before, relations, { reader, pace }, replaced);
    if (linked.anew > 0) pace.begin('joining', linked.linked.size);
    // Without a circle, only other imports can make one.
    if (replaced === undefined || this.#circles.length > 0) this.#circles = circlesIn(relations);
    this.#looked = looked;
    // Where not all was looked at, what was kept of the rest holds.
    const rest = replaced && this.#last?.kept;
    const kept = rest === undefined ? reader.kept : new Map([...rest, ...reader.kept]);
    // Whoever reads the same with other sources asks again: that costs nothing, and is not told.
    const isAnew = linked.anew > 0 || beginning === undefined;
    const took = performance.now() - since;
    const spent = isAnew
      ? { isCached: false, ms: took }
      : { isCached: beginning.isCached, ms: beginning.ms ?? took };
    const left = { kept, files: loaded.files, linked: linked.linked };
    const leftAs = this.#leave(left, Math.max(linked.anew, reader.parsedAnew), beginning?.leftAs);
    this.#last = { kept, before: linked, leftAs, ...spent };
    const files = [...linked.linked.values()];
    const told = inOrder([...files.flatMap(({ diagnostics }) => diagnostics), ...this.#circles]);
    const diagnostics = [
      ...given.diagnostics,
      ...loaded.diagnostics,
      ...withoutRepeats(told, loaded.lacking),
    ];
    return {
      files: files.map(({ file }) => file),
      layout,
      ...spent,
      diagnostics: diagnostics.map((one) => located(one, this.#options.cwd)),
    };
  }

  async #look(reader: FileReader, pace: Pace, changed?: readonly string[]): Promise<Looked> {
    const last = this.#looked;
    // Until it has come to its end, nobody knows what else there is.
    this.#looked = undefined;
    const kept = this.#last?.kept;
    const again = last && kept && changed && lookAgain(last, reader, kept, changed);
    if (again !== undefined) return again;
    const given = await findGivenFiles(this.#options, pace.signal);
    const loaded = await loadFiles(given, reader, pace);
    return { given, loaded, layout: layoutOf(this.#options, given, loaded) };
  }

  /** What the first reading can begin from: where an earlier process ended, and what others have read. */
  #beginnings(): readonly Beginning[] {
    const alike = this.#others().filter((one) => makesSame(one.#options, this.#options));
    const beginnings = alike.flatMap((one) => one.#last ?? []);
    const left = this.#cache?.load(this.#key);
    if (left === undefined) return beginnings;
    this.#cache?.touch(this.#key);
    const { files, linked, kept } = left;
    const before = { relations: Relations.of(files), linked, endings: new TypeEndings(linked) };
    return [{ kept, before, isCached: true, leftAs: this.#key }, ...beginnings];
  }

  /**
   * Leaves something on the disk, and tells its key. What changes little by little is read again from what
   * was left before, be it by a tree with other options.
   */
  #leave(left: LeftBehind, anew: number, from: string | undefined): string | undefined {
    const { size } = left.linked;
    if (size < LEAST_LEFT) return undefined;
    if (from === undefined || anew >= size * WORTH_LEAVING) this.#cache?.save(this.#key, left);
    else if (from !== this.#key) this.#cache?.share(from, this.#key);
    return this.#key;
  }
}

function beforeAll(): Before {
  const linked: LinkedFiles = new Map();
  return { relations: Relations.of([]), linked, endings: new TypeEndings(linked) };
}

function circlesIn({ files }: Relations): readonly Diagnostic[] {
  const importing = [...files.values()].map(({ name, kept, imports }) => ({
    name,
    shownAs: kept.shownAs,
    imports: kept.imports.map(({ place }, index) => ({ place, name: imports[index] ?? '' })),
  }));
  return circlesOf(importing).map(({ file, closing, message }): Diagnostic => {
    const { line, column } = closing.place;
    return { severity: 'error', file: file.shownAs, line, column, message };
  });
}

/** Where the file of a diagnostic is: it is named as a person knows it. */
function located(diagnostic: Diagnostic, cwd: string): Diagnostic {
  const { file } = diagnostic;
  return file === undefined ? diagnostic : { ...diagnostic, path: resolve(cwd, file) };
}
