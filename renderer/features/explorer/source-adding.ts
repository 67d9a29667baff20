import type { DroppedFile } from '#app/contract/bridge.ts';
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

export function createSourceAdding(
  { set, get, bridge }: SliceTools,
  store: (ref: SchemaRef, change: SchemaEntry) => void,
  applySources: (sources: SchemaSources) => Promise<void>,
): SourceAdding {
  /** Reads files alone, and again when they were read before; `null`, with the fault told, when that fails. */
  async function readFiles(sources: SchemaSources): Promise<SchemaSummary | null> {
    const result = await bridge.invoke('schema.read', { schema: filesRef(sources), refresh: true });
    if (result.ok) return result.value;
    set({ sourceFaults: [faultFrom(result.error.message, result.error.hint)] });
    return null;
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
    set({ sourceFaults: news });
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

  /** Adds all at once, as one may import another, but for what is no schema; what is wrong with them. */
  async function addTogether(paths: readonly string[]): Promise<readonly SourceFault[]> {
    const before = get().sources;
    const alone = await readFiles({ ...before, protos: [...paths] });
    if (alone === null) return get().sourceFaults;
    const refused = refusedFiles(paths, alone);
    const taken = paths.filter((path) => !refused.has(path));
    if (taken.length === 0) return [...refused.values()];
    const sources = taken.reduce((all, path) => withSource(all, path, ''), before);
    const summary = await readFiles(sources);
    if (summary === null) return get().sourceFaults;
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
      if (faults.length > 0) set({ addSchemaOpen: true, sourceFaults: faults });
      else get().say(`Added ${droppedText(files)} to the schema`);
    },
  };
}
