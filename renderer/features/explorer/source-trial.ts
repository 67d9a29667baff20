import type { CommandResult } from '#app/contract/commands.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { areDoubtful, refusedFiles } from './dropped-files.ts';
import { filesRef, hasFiles, isSame, schemaKey } from './schema-ref.ts';
import {
  errorsOf,
  faultFrom,
  isWithin,
  lacking,
  notFolders,
  type SourceFault,
  unreadable,
} from './source-fault.ts';

/** What became of files that were to be added. */
export interface Added {
  /** Files and folders, or the import paths where those are all there was. */
  readonly taken: readonly string[];
  /** Why the others were not taken. */
  readonly refused: readonly SourceFault[];
  /** What is wrong with those that were, and was not known; with import paths also what they have not mended. */
  readonly news: readonly SourceFault[];
}

interface Trial extends Added {
  /** The sources with what was taken, and what they give; absent when nothing was. */
  readonly read?: { readonly sources: SchemaSources; readonly summary: SchemaSummary };
}

export interface TrialTools extends SliceTools {
  readonly read: (schema: SchemaRef, refresh: boolean) => Promise<CommandResult<'schema.read'>>;
}

/**
 * Finds out what files give, and which of them are no schema. `null`, with the fault told, when nothing
 * could be read or it was cancelled.
 */
export function createSourceTrial({ set, get, read: readSchema }: TrialTools) {
  /** Reads files alone, and again when they were read before; `null`, with the fault told, when that fails. */
  async function readFiles(sources: SchemaSources): Promise<SchemaSummary | null> {
    const result = await readSchema(filesRef(sources), true);
    if (result.ok) return result.value;
    const { code, message, hint } = result.error;
    // Who cancels knows that it was not read.
    set({ sourceFaults: code === 'cancelled' ? [] : [faultFrom(message, hint)] });
    return null;
  }

  /** What the files gave that are added already. */
  function knownSummary(): SchemaSummary | undefined {
    return get().schemas[schemaKey(filesRef(get().sources))]?.summary;
  }

  /** `importPaths` are those that `sourcesOf` adds. */
  async function tryAll(
    paths: readonly string[],
    importPaths: readonly string[],
    before: SchemaSources,
    sourcesOf: (all: readonly string[]) => SchemaSources,
  ): Promise<Trial | null> {
    const summaryBefore = knownSummary();
    const known = errorsOf(summaryBefore);
    const all = sourcesOf(paths);
    const left = (summary: SchemaSummary) => (importPaths.length > 0 ? lacking(summary) : []);
    const together = hasFiles(before) && !isSame(all, before) ? await readFiles(all) : undefined;
    if (together === null) return null;
    const missing = together && notFolders(importPaths, together);
    if (missing && missing.length > 0) return { taken: [], refused: missing, news: [] };
    if (paths.length === 0) {
      if (together !== undefined)
        return {
          ...{ taken: importPaths, refused: [], news: left(together) },
          read: { sources: all, summary: together },
        };
      return { taken: importPaths, refused: [], news: summaryBefore ? left(summaryBefore) : [] };
    }
    if (together !== undefined && !areDoubtful(paths, together, summaryBefore)) {
      const news = union(newTo(known, errorsOf(together)), left(together));
      return { taken: paths, refused: [], news, read: { sources: all, summary: together } };
    }
    // By themselves: beside others that can be read they are not missed.
    const alone = { ...all, protos: [...paths] };
    const read = await readFiles(alone);
    if (read === null) return null;
    const lost = notFolders(importPaths, read);
    if (lost.length > 0) return { taken: [], refused: lost, news: [] };
    const refused = refusedFiles(paths, read);
    const taken = paths.filter((path) => !refused.has(path));
    const faults = [...refused.values()];
    // Of a single one everything is its own.
    if (paths.length === 1 && faults.length === 0) faults.push(...newTo(known, unreadable(read)));
    if (taken.length === 0 || (paths.length === 1 && faults.length > 0))
      return { taken: [], refused: faults, news: [] };
    const sources = sourcesOf(taken);
    const whole = refused.size === 0 ? together : undefined;
    const summary = isSame(sources, alone) ? read : (whole ?? (await readFiles(sources)));
    if (summary === null) return null;
    const news = isSame(sources, before)
      ? ownErrors(taken, summary)
      : newTo(known, errorsOf(summary));
    return {
      ...{ taken, refused: faults, news: union(news, left(summary)) },
      read: { sources, summary },
    };
  }

  return tryAll;
}

/** Of what was added before its own errors: those of others are known. */
function ownErrors(paths: readonly string[], summary: SchemaSummary): readonly SourceFault[] {
  return errorsOf(summary, (problem) => paths.some((path) => isWithin(problem, path)));
}

function newTo(
  known: readonly SourceFault[],
  faults: readonly SourceFault[],
): readonly SourceFault[] {
  return faults.filter(({ text }) => !known.some((one) => one.text === text));
}

function union(
  some: readonly SourceFault[],
  others: readonly SourceFault[],
): readonly SourceFault[] {
  return [...some, ...newTo(some, others)];
}
