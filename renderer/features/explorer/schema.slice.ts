import type { AppError } from '#app/contract/result.ts';
import type { Diagnostic, SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { activeTarget, targetsInUse } from '#renderer/features/connection/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { newestError } from './problem-groups.ts';
import { createReflectionMetadata, type ReflectionMetadata } from './reflection-metadata.ts';
import { fullRefOf, schemaRefFor } from './schema.selectors.ts';
import { createSchemaReading, type SchemaReading } from './schema-reading.ts';
import { filesRef, hasFiles, schemaKey } from './schema-ref.ts';
import { createSourceAdding, type SourceAdding } from './source-adding.ts';
import { createSourceChanging, type SourceChanging } from './source-changing.ts';
import { sourcesInUse } from './sources-in-use.ts';

/** One schema as far as it is known. A summary stays while it is read again. */
export interface SchemaEntry {
  readonly loading: boolean;
  readonly summary?: SchemaSummary;
  readonly error?: AppError;
  /** Of the summary's errors the one that came last. */
  readonly newest?: Diagnostic;
}

export interface SchemaSlice
  extends SourceAdding,
    SourceChanging,
    ReflectionMetadata,
    SchemaReading {
  readonly sources: SchemaSources;
  /** By `schemaKey`. */
  readonly schemas: { readonly [key: string]: SchemaEntry };
  readonly serviceFilter: string;
  readonly addSchemaOpen: boolean;

  /** Reads what the target and the files give; never touches what somebody typed. */
  readSchema(target: TargetSettings, refresh: boolean): Promise<void>;
  /** Reads what needs no server, where there is any. */
  readFiles(): Promise<void>;
  /** Does what changes the sources in use, and reads each schema that is on the screen again. */
  changeSources(change: () => void): Promise<void>;
  /** Files behind a schema have changed: it is read again without a word. */
  schemaChanged(schema: SchemaRef): Promise<void>;
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

  /** What was read takes the place of what was known. */
  function storeRead(ref: SchemaRef, summary: SchemaSummary): void {
    const before = get().schemas[schemaKey(ref)];
    const known = before?.summary?.diagnostics;
    const newest = newestError(summary.diagnostics, known, before?.newest);
    store(ref, { loading: false, summary, ...(newest && { newest }) });
  }

  const reading = createSchemaReading({ set, get, bridge });

  async function read(ref: SchemaRef, refresh: boolean): Promise<'read' | 'failed' | 'cancelled'> {
    const before = get().schemas[schemaKey(ref)];
    const { summary, newest } = before ?? {};
    const kept = { ...(summary && { summary }), ...(newest && { newest }) };
    store(ref, { ...kept, loading: true });
    const result = await reading.read(ref, refresh);
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
  }

  /** What is told holds no secrets; the target as it is in use here has them, and its metadata. */
  function asInUse(told: SchemaRef): SchemaRef {
    if (told.target === null) return told;
    const own = targetsInUse(get()).get(targetKey(told.target)) ?? told.target;
    return { ...fullRefOf(get(), own), sources: told.sources };
  }

  async function readSchema(target: TargetSettings, refresh: boolean): Promise<void> {
    const sources = sourcesInUse(get());
    const isAsked = isConnectedTo(target);
    const before = get().schemas[schemaKey(firstRef(target))]?.summary;
    get().takeReflectionMetadata(target.address);
    keepInView(target, before);
    if (isAsked && (await read(fullRefOf(get(), target), refresh)) !== 'failed') return;
    if (hasFiles(sources)) await read(filesRef(sources), refresh);
  }

  async function readFiles(): Promise<void> {
    const sources = sourcesInUse(get());
    if (hasFiles(sources)) await read(filesRef(sources), false);
  }

  /** What is read first of a target. */
  function firstRef(target: TargetSettings): SchemaRef {
    return isConnectedTo(target) ? fullRefOf(get(), target) : filesRef(sourcesInUse(get()));
  }

  function isReadable({ target, sources }: SchemaRef): boolean {
    return target !== null || hasFiles(sources);
  }

  function isConnectedTo(target: TargetSettings): boolean {
    return get().connections[targetKey(target)]?.state === 'connected';
  }

  /** What was there stays in view until what is there now is known. */
  function keepInView(target: TargetSettings, summary: SchemaSummary | undefined): void {
    const ref = firstRef(target);
    if (summary !== undefined && isReadable(ref) && !(schemaKey(ref) in get().schemas))
      store(ref, { loading: true, summary });
  }

  /** New sources mean another schema for each target that is on the screen. */
  async function changeSources(change: () => void): Promise<void> {
    const targets = [...targetsInUse(get()).values()];
    const before = targets.map((target) => get().schemas[schemaKey(firstRef(target))]?.summary);
    change();
    for (const { address } of targets) get().takeReflectionMetadata(address);
    for (const [index, target] of targets.entries()) keepInView(target, before[index]);
    await Promise.all(targets.map((target) => get().readSchema(target, false)));
  }

  const applySources = (sources: SchemaSources) => changeSources(() => set({ sources }));

  return {
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
    schemas: {},
    serviceFilter: '',
    addSchemaOpen: false,
    ...reading.state,
    ...createSourceAdding({ set, get, bridge, read: reading.read, store, applySources }),
    ...createSourceChanging({ set, get, bridge }, applySources),
    ...createReflectionMetadata({ set, get, bridge }),
    readSchema,
    readFiles,
    changeSources,
    schemaChanged,
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
