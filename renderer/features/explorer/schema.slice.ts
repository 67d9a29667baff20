import type { AppError } from '#app/contract/result.ts';
import type { Diagnostic, SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import { targetKey } from '#app/core/target.ts';
import { targetsInUse } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { newestError } from './problem-groups.ts';
import { createReflectionMetadata, type ReflectionMetadata } from './reflection-metadata.ts';
import { fullRefOf, schemaRefFor } from './schema.selectors.ts';
import { createSchemaReading, type SchemaReading } from './schema-reading.ts';
import { schemaKey } from './schema-ref.ts';
import { createSourceAdding, type SourceAdding } from './source-adding.ts';
import { createSourceChanging, type SourceChanging } from './source-changing.ts';
import { createWantedReading, type WantedReading } from './wanted-reading.ts';
import { type SchemaOwner, schemaOf } from './wanted-schema.ts';

/** One schema as far as it is known. A summary stays while it is read again. */
export interface SchemaEntry {
  readonly loading: boolean;
  readonly summary?: SchemaSummary;
  readonly error?: AppError;
  /** Of the summary's errors the one that came last. */
  readonly newest?: Diagnostic;
}

/** How a reading ended. */
export type ReadOutcome = 'read' | 'failed' | 'cancelled';

export interface SchemaSlice
  extends SourceAdding,
    SourceChanging,
    ReflectionMetadata,
    WantedReading,
    SchemaReading {
  readonly sources: SchemaSources;
  /** By `schemaKey`. */
  readonly schemas: { readonly [key: string]: SchemaEntry };
  readonly serviceFilter: string;
  readonly addSchemaOpen: boolean;
  /** Where typing begins in it. */
  readonly addSchemaAt: 'path' | 'importPath';

  /** Files behind a schema have changed: it is read again without a word. */
  schemaChanged(schema: SchemaRef): Promise<void>;
  setServiceFilter(filter: string): void;
  /** Copies a service's, method's or type's `.proto` text. */
  copyDefinition(symbol: string, owner: SchemaOwner): Promise<void>;
  openAddSchema(): void;
  /** The same, at its import path. */
  openAddImportPath(): void;
  closeAddSchema(): void;
}

export function createSchemaSlice({ set, get, bridge }: SliceTools): SchemaSlice {
  function store(ref: SchemaRef, change: SchemaEntry): void {
    set(({ schemas }) => ({ schemas: { ...schemas, [schemaKey(ref)]: change } }));
  }

  /** What was read takes the place of what was known. */
  function storeRead(ref: SchemaRef, summary: SchemaSummary): void {
    const before = get().schemas[schemaKey(ref)];
    const known = before?.summary?.diagnostics;
    const newest = newestError(summary.diagnostics, known, before?.newest);
    store(ref, { loading: false, summary, ...(newest && { newest }) });
  }

  const reading = createSchemaReading({ set, get, bridge });

  async function read(ref: SchemaRef, refresh: boolean): Promise<ReadOutcome> {
    const before = get().schemas[schemaKey(ref)];
    const { summary, newest } = before ?? {};
    const kept = { ...(summary && { summary }), ...(newest && { newest }) };
    store(ref, { ...kept, loading: true });
    const result = await reading.read(ref, refresh);
    get().schemasChanged();
    if (result.ok) storeRead(ref, result.value);
    else if (result.error.code === 'cancelled') store(ref, { ...before, loading: false });
    else store(ref, { ...kept, loading: false, error: result.error });
    if (result.ok) return 'read';
    return result.error.code === 'cancelled' ? 'cancelled' : 'failed';
  }

  async function schemaChanged(told: SchemaRef): Promise<void> {
    const schema = asInUse(told);
    const before = get().schemas[schemaKey(schema)];
    if (before === undefined) return;
    const result = await bridge.invoke('schema.read', { schema, refresh: false });
    if (result.ok) storeRead(schema, result.value);
    else store(schema, { ...before, loading: false, error: result.error });
    get().schemasChanged();
  }

  /** What is told holds no secrets; the target as it is in use here has them, and its metadata. */
  function asInUse(told: SchemaRef): SchemaRef {
    if (told.target === null) return told;
    const own = targetsInUse(get()).get(targetKey(told.target)) ?? told.target;
    return fullRefOf(get(), own, told.sources);
  }

  const wanted = createWantedReading({ set, get, bridge, read, store });

  async function applySources(sources: SchemaSources): Promise<void> {
    const before = get();
    set({ sources });
    await wanted.sourcesChanged(before);
  }

  return {
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
    schemas: {},
    serviceFilter: '',
    addSchemaOpen: false,
    addSchemaAt: 'path',
    ...reading.state,
    ...createSourceAdding({ set, get, bridge, read: reading.read, store, applySources }),
    ...createSourceChanging({ set, get, bridge }, applySources),
    ...createReflectionMetadata({ set, get, bridge }),
    ...wanted,
    schemaChanged,
    async copyDefinition(symbol, owner) {
      const schema = schemaRefFor(get(), schemaOf(get(), owner));
      const result = await bridge.invoke('schema.describe', { schema, symbol });
      if (result.ok) await get().copyText(result.value);
      else get().appFaulted(result.error);
    },
    setServiceFilter: (serviceFilter) => set({ serviceFilter }),
    openAddSchema: () => set({ addSchemaOpen: true, addSchemaAt: 'path', sourceFaults: [] }),
    openAddImportPath: () =>
      set({ addSchemaOpen: true, addSchemaAt: 'importPath', sourceFaults: [] }),
    closeAddSchema: () => set({ addSchemaOpen: false }),
  };
}
