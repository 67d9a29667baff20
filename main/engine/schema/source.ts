import type { Diagnostic, ImportRoot, SourceState } from '#app/contract/schema.ts';
import type { OnProgress } from './progress.ts';
import type { SchemaFile } from './schema-file.ts';
import type { WatchedPaths } from './watch/path-watch.ts';

/**
 * Somewhere definitions come from: `.proto` files, a descriptor set, a server's reflection.
 * Every source yields file descriptors with absolute type names (`.pkg.Type`), as protoc writes
 * them; everything after that is derived from those.
 */
export interface SchemaSource {
  readonly kind: SourceState['kind'];
  /** How errors and the window name this source. */
  readonly title: string;
  /** The files and folders it reads; none for a server. */
  readonly paths: readonly string[];
  /**
   * Reads all that can be had. What is broken or missing becomes a diagnostic and never hides the
   * rest. Rejects with a `Failure` only when nothing at all can be had (unreachable, no reflection).
   *
   * @param changed paths of all files that can be other than before; without it, any can be
   */
  load(
    signal: AbortSignal,
    onProgress?: OnProgress,
    changed?: readonly string[],
  ): Promise<LoadedSource>;
}

/** What a schema has already. */
export interface KnownNames {
  readonly hasFile: (name: string) => boolean;
  readonly kindOf: (symbol: string) => 'message' | 'enum' | 'service' | undefined;
}

/** The files that define these symbols, and what these need beyond what is known; may reject. */
export type LookUp = (
  symbols: readonly string[],
  known: KnownNames,
) => Promise<readonly SchemaFile[]>;

export interface LoadedSource {
  /** In any order; names are unique within a source; dependencies may be missing. */
  readonly files: readonly SchemaFile[];
  /** Absolute paths of those that are files of their own on this computer, by their names. */
  readonly paths?: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** It is not there, and need not be: its diagnostics matter where the others lack something. */
  readonly isAbsent?: boolean;
  /** Full names of the services to offer; when absent, every service of `files`. */
  readonly services?: readonly string[];
  /** The folders that imports were looked up in, in order. */
  readonly roots?: readonly ImportRoot[];
  /** How many files each of the source's paths gave, where that is known. */
  readonly filesOfPaths?: readonly number[];
  /** Nothing of it was read: all is taken from what an earlier process left. */
  readonly isCached?: boolean;
  /** How long it took, where that is not how long the asking took. */
  readonly ms?: number;
  /** Where changes to it would show. */
  readonly watch?: WatchedPaths;
  /** Which reflection protocol answered, when the source is a server. */
  readonly reflection?: 'v1' | 'v1alpha';
  /** Asks the source for what its services do not need and an `Any` may hold all the same. */
  readonly lookUp?: LookUp;
}
