import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '#app/contract/result.ts';
import type { SchemaRef, SourceState } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { checkMetadata } from '#app/core/metadata.ts';
import { targetKey } from '#app/core/target.ts';
import type { OpenChannel } from '../channels/channel.ts';
import { type ComposedSchema, composeInTurns, standardFiles } from './compose.ts';
import {
  createDescriptorSetSource,
  isDescriptorSet,
} from './descriptor-set/descriptor-set-source.ts';
import type { OnProgress } from './progress.ts';
import { createProtoFilesSource } from './proto-files/proto-files-source.ts';
import type { ProtoReader } from './proto-files/proto-reader.ts';
import { type ReadSource, readSource } from './read-source.ts';
import { recomposed } from './recompose.ts';
import { reflectionLimits } from './reflection/reflection-options.ts';
import { createReflectionSource } from './reflection/reflection-source.ts';
import { Schema } from './schema.ts';
import { type Following, SharedReading } from './shared-reading.ts';
import type { SchemaSource } from './source.ts';
import { PathWatch, type WatchedPaths } from './watch/path-watch.ts';

type OpenTarget = (target: TargetSettings, signal: AbortSignal) => Promise<OpenChannel>;

interface SchemaCacheDeps {
  readonly open: OpenTarget;
  /** What relative paths are relative to. */
  readonly cwd: string;
  readonly reader: ProtoReader;
  /** Hears of schemas whose files have changed. */
  readonly onChanged?: ((ref: SchemaRef) => void) | undefined;
}

interface ReadTools {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Paths of all files that can be other than before; any can be when undefined. */
  readonly changed: readonly string[] | undefined;
}

/** What is kept of one schema. */
interface Kept {
  reading?: SharedReading<Schema> | undefined;
  watch?: PathWatch;
  /** Once it was read: the files that changed since then, if nothing else did. */
  changed?: readonly string[] | undefined;
  /** Where it is watched: what it was last. */
  composed?: ComposedSchema;
}

/** More than any windows show at once, and few enough for memory when each is large. */
const mostKept = 16;

/**
 * Reads each schema once: files first, reflection for the rest. Two who ask at the same time share one
 * reading; a failed one is not kept, and one whose files have changed is read again when it is asked for.
 * Of many schemas those are kept that were asked for last.
 */
export class SchemaCache {
  readonly #deps: SchemaCacheDeps;
  readonly #cwd: string;
  /** By key; the one asked for last is the last. */
  readonly #kept = new Map<string, Kept>();
  #newest: Kept | undefined;
  /** Of references as they were asked with: many calls have the same. */
  readonly #keys = new WeakMap<SchemaRef, string>();

  constructor(deps: SchemaCacheDeps) {
    this.#deps = deps;
    this.#cwd = resolve(deps.cwd);
  }

  /**
   * Rejects with a `Failure` when no source gives anything, and with the reason of a signal that is
   * aborted. `refresh` reads again.
   */
  read(ref: SchemaRef, refresh = false, following: Following = {}): Promise<Schema> {
    const key = this.#keys.get(ref) ?? this.#keyOf(ref);
    const kept = this.#recent(key);
    const known = refresh ? undefined : kept.reading;
    if (known !== undefined && !known.isStopped) return known.follow(following);
    const changed = refresh ? undefined : kept.changed;
    kept.changed = undefined;
    const reading = new SharedReading((signal, onProgress) =>
      this.#read(kept, ref, { signal, onProgress, changed }),
    );
    kept.reading = reading;
    reading.outcome.catch(() => {
      if (kept.reading === reading) kept.reading = undefined;
    });
    return reading.follow(following);
  }

  /** The schema that {@link read} would give, where it is there already. */
  known(ref: SchemaRef): Schema | undefined {
    return this.#recent(this.#keys.get(ref) ?? this.#keyOf(ref)).reading?.value;
  }

  /** Stops what is being read and watched. */
  close(): void {
    const closed = new Failure('cancelled', 'Reading the schema was stopped');
    for (const { reading, watch } of this.#kept.values()) {
      reading?.stop(closed);
      watch?.close();
    }
    this.#kept.clear();
  }

  #keyOf(ref: SchemaRef): string {
    const { target, sources, metadata } = ref;
    const key = JSON.stringify([target === null ? null : targetKey(target), sources, metadata]);
    this.#keys.set(ref, key);
    return key;
  }

  /** What is kept by a key; the schema that nobody has asked for in the longest time is let go for it. */
  #recent(key: string): Kept {
    const kept = this.#kept.get(key) ?? {};
    if (kept === this.#newest) return kept;
    this.#newest = kept;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept;
    if (this.#kept.size > mostKept && oldest !== undefined) {
      this.#kept.delete(oldest[0]);
      oldest[1].watch?.close();
    }
    return kept;
  }

  /** Not so when it was let go, or all was closed, while it was being read. */
  #isKept(kept: Kept): boolean {
    return [...this.#kept.values()].includes(kept);
  }

  async #read(
    kept: Kept,
    ref: SchemaRef,
    { signal, onProgress, changed }: ReadTools,
  ): Promise<Schema> {
    const sources = await this.#sources(ref, signal);
    if (sources.length === 0)
      throw new Failure(
        'usage',
        'There is no schema',
        'Connect to a server with reflection, or add .proto files or descriptor sets',
      );
    const reading = Promise.all(
      sources.map((source) => {
        // Where there are files too, theirs is what takes long.
        const isTold = sources.length === 1 || source.kind !== 'reflection';
        return readSource(source, signal, isTold ? onProgress : undefined, changed);
      }),
    );
    standardFiles();
    const read = await reading;
    this.#watch(kept, ref, read.map(watchedPaths));
    const failed = read.filter(({ state }) => state.state === 'failed');
    if (failed.length === read.length) throw failed[0]?.failure;
    await otherWork(signal);
    const loaded = read.map((one) => one.loaded);
    const before = kept.composed;
    const composed =
      (before && recomposed(before, loaded)) ?? (await composeInTurns(loaded, signal));
    if (kept.watch !== undefined) kept.composed = composed;
    await otherWork(signal);
    return new Schema(
      composed,
      read.map((one) => ({ ...one.state, ...unwatched(kept, watchedPaths(one)) })),
    );
  }

  #watch(kept: Kept, ref: SchemaRef, watched: readonly WatchedPaths[]): void {
    const { onChanged } = this.#deps;
    if (onChanged === undefined || !this.#isKept(kept)) return;
    kept.watch ??= new PathWatch();
    kept.watch.follow(watched, (changed) => {
      const before = kept.reading === undefined ? kept.changed : [];
      kept.changed = changed && before && [...before, ...changed];
      kept.reading = undefined;
      onChanged(ref);
    });
  }

  /** In the order of their precedence. */
  async #sources({ target, sources, metadata = [] }: SchemaRef, signal: AbortSignal) {
    const { importPaths, bufDirs = [], ignoredRoots = [], reflection, wholeSourceInfo } = sources;
    const found: SchemaSource[] = [];
    const { protos, descriptorSets } = await this.#byContent(sources, signal);
    const files = {
      protos,
      bufDirs,
      importPaths,
      ignoredRoots,
      cwd: this.#cwd,
      ...(wholeSourceInfo === true && { wholeSourceInfo }),
    };
    if (protos.length + bufDirs.length > 0)
      found.push(createProtoFilesSource(files, this.#deps.reader));
    if (descriptorSets.length > 0)
      found.push(createDescriptorSetSource({ paths: descriptorSets, cwd: this.#cwd }));
    if (reflection && target !== null) {
      checkMetadata(metadata);
      const open = (aborted: AbortSignal) => this.#deps.open(target, aborted);
      const limits = reflectionLimits(target.options);
      const asked = { only: sources.services, symbols: sources.symbols };
      found.push(createReflectionSource(open, metadata, limits, asked));
    }
    return found;
  }

  /**
   * A path among `protos` may lead to a descriptor set too. Whoever adds or drops a file need not know
   * which it is, and its name does not tell: only the engine can look into it.
   */
  async #byContent(
    { protos, descriptorSets }: SchemaRef['sources'],
    signal: AbortSignal,
  ): Promise<Pick<SchemaRef['sources'], 'protos' | 'descriptorSets'>> {
    const areSets = await Promise.all(
      protos.map((path) => isDescriptorSet(resolve(this.#cwd, path), signal)),
    );
    return {
      protos: protos.filter((_, index) => areSets[index] !== true),
      descriptorSets: [...protos.filter((_, index) => areSets[index] === true), ...descriptorSets],
    };
  }
}

/** Of a source that failed, what was given for it: it may be mended. */
function watchedPaths({ loaded, state }: ReadSource): WatchedPaths {
  return loaded.watch ?? { folders: [], files: state.paths };
}

function unwatched({ watch }: Kept, paths: WatchedPaths): Pick<SourceState, 'unwatched'> {
  const count = watch?.unwatched(paths) ?? 0;
  return count === 0 ? {} : { unwatched: count };
}

/** Lets come what else waits in this thread: each part of what follows takes a while for a large schema. */
async function otherWork(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
