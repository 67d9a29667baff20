import type { DroppedFile } from '#app/contract/bridge.ts';
import type { AppError } from '#app/contract/result.ts';
import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { activeTarget, settingsOf } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { schemaRefFor } from './schema.selectors.ts';
import { filesRef, fullRef, hasFiles, schemaKey, withoutSource, withSource } from './schema-ref.ts';
import { errorsOf, faultFrom, pathFault, type SourceFault, unreadable } from './source-fault.ts';

/** One schema as far as it is known. A summary stays while it is read again. */
export interface SchemaEntry {
  readonly loading: boolean;
  readonly summary?: SchemaSummary;
  readonly error?: AppError;
}

export interface SchemaSlice {
  readonly sources: SchemaSources;
  /** By `schemaKey`. */
  readonly schemas: { readonly [key: string]: SchemaEntry };
  readonly serviceFilter: string;
  readonly addSchemaOpen: boolean;
  readonly addSchemaBusy: boolean;
  readonly sourceFaults: readonly SourceFault[];

  /** Reads what the target and the files give; never touches what somebody typed. */
  readSchema(target: TargetSettings, refresh: boolean): Promise<void>;
  /**
   * Adds a file or folder, unless it cannot be read at all. True when nothing is wrong with it; what
   * is wrong is in `sourceFaults`.
   */
  addSource(path: string, importPath: string): Promise<boolean>;
  /** Adds what was dropped on the window; what is wrong with it is shown in `Add schema`. */
  addDropped(files: readonly DroppedFile[]): Promise<void>;
  removeSource(path: string): Promise<void>;
  setServiceFilter(filter: string): void;
  /** Copies a service's, method's or type's `.proto` text. */
  copyDefinition(symbol: string): Promise<void>;
  openAddSchema(): void;
  closeAddSchema(): void;
}

export function createSchemaSlice({ set, get, bridge }: SliceTools): SchemaSlice {
  function store(ref: SchemaRef, change: SchemaEntry): void {
    set(({ schemas }) => ({ schemas: { ...schemas, [schemaKey(ref)]: change } }));
  }

  /** True when it could be read. */
  async function read(ref: SchemaRef, refresh: boolean): Promise<boolean> {
    const before = get().schemas[schemaKey(ref)];
    const kept = before?.summary === undefined ? {} : { summary: before.summary };
    store(ref, { ...kept, loading: true });
    const result = await bridge.invoke('schema.read', { schema: ref, refresh });
    if (result.ok) store(ref, { loading: false, summary: result.value });
    else store(ref, { ...kept, loading: false, error: result.error });
    return result.ok;
  }

  async function readSchema(target: TargetSettings, refresh: boolean): Promise<void> {
    const { connections, sources } = get();
    const connected = connections[targetKey(target)]?.state === 'connected';
    if (connected && (await read(fullRef(target, sources), refresh))) return;
    if (hasFiles(sources)) await read(filesRef(sources), refresh);
  }

  /** New sources mean another schema for each target that is on the screen. */
  async function applySources(sources: SchemaSources): Promise<void> {
    set({ sources });
    const { tabs, workspaceTarget } = get();
    const drafts = [workspaceTarget, ...tabs.flatMap(({ target }) => target ?? [])];
    const targets = new Map(drafts.map(settingsOf).map((target) => [targetKey(target), target]));
    await Promise.all([...targets.values()].map((target) => readSchema(target, false)));
  }

  /** Reads files alone, and again when they were read before; `null`, with the fault told, when that fails. */
  async function readFiles(sources: SchemaSources): Promise<SchemaSummary | null> {
    const result = await bridge.invoke('schema.read', { schema: filesRef(sources), refresh: true });
    if (result.ok) return result.value;
    set({ sourceFaults: [faultFrom(result.error.message, result.error.hint)] });
    return null;
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
    store(filesRef(sources), { loading: false, summary });
    const isNew = schemaKey(filesRef(sources)) !== schemaKey(filesRef(get().sources));
    const known = isNew ? errorsOf(get().schemas[schemaKey(filesRef(get().sources))]?.summary) : [];
    const errors = errorsOf(summary).filter(({ text }) => !known.some((one) => one.text === text));
    set({ sourceFaults: errors });
    await applySources(sources);
    return errors.length === 0;
  }

  return {
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
    schemas: {},
    serviceFilter: '',
    addSchemaOpen: false,
    addSchemaBusy: false,
    sourceFaults: [],
    readSchema,
    addSource,
    async addDropped(files) {
      const faults: SourceFault[] = [];
      for (const file of files) {
        const path = bridge.pathOf(file);
        if (path === '') faults.push({ text: `${file.name} is no file on this computer` });
        else if (!(await addSource(path, ''))) faults.push(...get().sourceFaults);
      }
      get().showSidebar(true);
      if (faults.length > 0) set({ addSchemaOpen: true, sourceFaults: faults });
      else get().say(`Added ${files.map(({ name }) => name).join(', ')} to the schema`);
    },
    removeSource(path) {
      set({ sourceFaults: [] });
      return applySources(withoutSource(get().sources, path));
    },
    async copyDefinition(symbol) {
      const schema = schemaRefFor(get(), activeTarget(get()));
      const result = await bridge.invoke('schema.describe', { schema, symbol });
      if (result.ok) await get().copyText(result.value);
      else get().appFaulted(result.error);
    },
    setServiceFilter: (serviceFilter) => set({ serviceFilter }),
    openAddSchema: () => set({ addSchemaOpen: true, sourceFaults: [] }),
    closeAddSchema: () => set({ addSchemaOpen: false }),
  };
}
