import type { DroppedFile } from '#app/contract/bridge.ts';
import type { CommandResult } from '#app/contract/commands.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { droppedText, refusedFiles } from './dropped-files.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, schemaKey, withSource } from './schema-ref.ts';
import { errorsOf, faultFrom, pathFault, type SourceFault, unreadable } from './source-fault.ts';

/** How files become part of the schema. */
export interface SourceAdding {
  readonly addSchemaBusy: boolean;
  readonly sourceFaults: readonly SourceFault[];

  /**
   * Adds a file or folder, unless it cannot be read at all. True when nothing is wrong with it; what
   * is wrong is in `sourceFaults`.
   */
  addSource(path: string, importPath: string): Promise<boolean>;
  /** Adds what was dropped on the window; what is wrong with it is shown in `Add schema`. */
  addDropped(files: readonly DroppedFile[]): Promise<void>;
}

/** What adding needs of the rest of the slice. */
interface AddingTools extends SliceTools {
  readonly read: (schema: SchemaRef, refresh: boolean) => Promise<CommandResult<'schema.read'>>;
  readonly store: (ref: SchemaRef, change: SchemaEntry) => void;
  readonly applySources: (sources: SchemaSources) => Promise<void>;
}

export function createSourceAdding(tools: AddingTools): SourceAdding {
  const { set, get, bridge, read, store, applySources } = tools;

  /** Reads files alone, and again when they were read before; `null`, with the fault told, when that fails. */
  async function readFiles(sources: SchemaSources): Promise<SchemaSummary | null> {
    const result = await read(filesRef(sources), true);
    if (result.ok) return result.value;
    const { code, message, hint } = result.error;
    // Who cancels knows that it was not read.
    set({ sourceFaults: code === 'cancelled' ? [] : [faultFrom(message, hint)] });
    return null;
  }

  function toldFaults(): readonly SourceFault[] | null {
    const { sourceFaults } = get();
    return sourceFaults.length === 0 ? null : sourceFaults;
  }

  /** What is wrong with the files that are added already. */
  function knownErrors(): readonly SourceFault[] {
    return errorsOf(get().schemas[schemaKey(filesRef(get().sources))]?.summary);
  }

  /** Makes sources that were read the ones in use; what is wrong with them and was not known. */
  async function takeIn(
    sources: SchemaSources,
    summary: SchemaSummary,
    known: readonly SourceFault[],
  ): Promise<readonly SourceFault[]> {
    store(filesRef(sources), { loading: false, summary });
    const news = errorsOf(summary).filter(({ text }) => !known.some((one) => one.text === text));
    // They are read: what follows is no longer theirs to cancel.
    set({ sourceFaults: news, addSchemaBusy: false });
    await applySources(sources);
    return news;
  }

  async function addSource(path: string, importPath: string): Promise<boolean> {
    const fault = pathFault(path.trim(), importPath.trim());
    set({ sourceFaults: fault === undefined ? [] : [fault] });
    if (fault !== undefined) return false;
    set({ addSchemaBusy: true });
    const isWhole = await readAndAdd(path, importPath);
    set({ addSchemaBusy: false });
    return isWhole;
  }

  async function readAndAdd(path: string, importPath: string): Promise<boolean> {
    const sources = withSource(get().sources, path, importPath);
    // By itself first: beside others that can be read it would not be missed.
    const alone = await readFiles({ ...sources, protos: [path.trim()] });
    if (alone === null) return false;
    const faults = unreadable(alone);
    set({ sourceFaults: faults });
    if (faults.length > 0) return false;
    const summary = sources.protos.length === 1 ? alone : await readFiles(sources);
    if (summary === null) return false;
    const isNew = schemaKey(filesRef(sources)) !== schemaKey(filesRef(get().sources));
    return (await takeIn(sources, summary, isNew ? knownErrors() : [])).length === 0;
  }

  /**
   * Adds all at once, as one may import another, but for what is no schema; what is wrong with them,
   * `null` when it was cancelled.
   */
  async function addTogether(paths: readonly string[]): Promise<readonly SourceFault[] | null> {
    const before = get().sources;
    const alone = await readFiles({ ...before, protos: [...paths] });
    if (alone === null) return toldFaults();
    const refused = refusedFiles(paths, alone);
    const taken = paths.filter((path) => !refused.has(path));
    if (taken.length === 0) return [...refused.values()];
    const sources = taken.reduce((all, path) => withSource(all, path, ''), before);
    const summary = await readFiles(sources);
    if (summary === null) return toldFaults();
    return [...refused.values(), ...(await takeIn(sources, summary, knownErrors()))];
  }

  return {
    addSchemaBusy: false,
    sourceFaults: [],
    addSource,
    async addDropped(files) {
      const paths = files.map((file) => bridge.pathOf(file)).filter((path) => path !== '');
      set({ addSchemaBusy: true, sourceFaults: [] });
      const faults = await addTogether(paths);
      set({ addSchemaBusy: false });
      get().showSidebar(true);
      if (faults === null) return;
      if (faults.length > 0) set({ addSchemaOpen: true, sourceFaults: faults });
      else get().say(`Added ${droppedText(files)} to the schema`);
    },
  };
}
