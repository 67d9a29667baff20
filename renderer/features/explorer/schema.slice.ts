import type { AppError } from '#app/contract/result.ts';
import {
  diagnosticText,
  type SchemaRef,
  type SchemaSources,
  type SchemaSummary,
} from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { settingsOf } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { filesRef, fullRef, hasFiles, schemaKey, withoutSource, withSource } from './schema-ref.ts';

/** One schema as far as it is known. A summary stays while it is read again. */
export interface SchemaEntry {
  readonly loading: boolean;
  readonly summary?: SchemaSummary;
  readonly error?: AppError;
}

/** Something wrong with what was given in `Add schema`. */
interface SourceFault {
  /** With `file:line:column` where known. */
  readonly text: string;
  readonly hint?: string;
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
  /** Adds a file or folder. True when it could be read; what is wrong is in `sourceFaults`. */
  addSource(path: string, importPath: string): Promise<boolean>;
  removeSource(path: string): Promise<void>;
  setServiceFilter(filter: string): void;
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

  async function addSource(path: string, importPath: string): Promise<boolean> {
    if (path.trim() === '') {
      set({ sourceFaults: [noPath] });
      return false;
    }
    const sources = withSource(get().sources, path, importPath);
    set({ addSchemaBusy: true, sourceFaults: [] });
    const result = await bridge.invoke('schema.read', { schema: filesRef(sources), refresh: true });
    set({ addSchemaBusy: false });
    if (!result.ok) {
      set({ sourceFaults: [faultOf(result.error.message, result.error.hint)] });
      return false;
    }
    store(filesRef(sources), { loading: false, summary: result.value });
    const isNew = schemaKey(filesRef(sources)) !== schemaKey(filesRef(get().sources));
    const known = isNew ? errorsOf(get().schemas[schemaKey(filesRef(get().sources))]?.summary) : [];
    const errors = errorsOf(result.value).filter(
      ({ text }) => !known.some((one) => one.text === text),
    );
    set({ sourceFaults: errors });
    await applySources(sources);
    return errors.length === 0;
  }

  return {
    sources: { protos: [], importPaths: [], reflection: true },
    schemas: {},
    serviceFilter: '',
    addSchemaOpen: false,
    addSchemaBusy: false,
    sourceFaults: [],
    readSchema,
    addSource,
    removeSource: (path) => applySources(withoutSource(get().sources, path)),
    setServiceFilter: (serviceFilter) => set({ serviceFilter }),
    openAddSchema: () => set({ addSchemaOpen: true, sourceFaults: [] }),
    closeAddSchema: () => set({ addSchemaOpen: false }),
  };
}

function errorsOf(summary: SchemaSummary | undefined): readonly SourceFault[] {
  return (summary?.diagnostics ?? [])
    .filter(({ severity }) => severity === 'error')
    .map((error) => faultOf(diagnosticText(error), error.hint));
}

const noPath: SourceFault = {
  text: 'There is no path',
  hint: 'Type the path of a .proto file, or of a folder with some',
};

function faultOf(text: string, hint: string | undefined): SourceFault {
  return hint === undefined ? { text } : { text, hint };
}
