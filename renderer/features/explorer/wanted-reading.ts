import type { SchemaRef, SchemaSources, SchemaSummary } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { settingsOf, targetsInUse } from '#renderer/features/connection/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { fullRefOf, knownSchema } from './schema.selectors.ts';
import type { ReadOutcome, SchemaEntry } from './schema.slice.ts';
import { filesRef, hasFiles, schemaKey } from './schema-ref.ts';
import { schemaOfTab, type WantedSchema, windowSources } from './wanted-schema.ts';

/** How what the screen needs of schemas comes to be read. */
export interface WantedReading {
  /**
   * Reads what the target and the window's files give, and with `refresh` what the open request's own
   * list gives too; never touches what somebody typed.
   */
  readSchema(target: TargetSettings, refresh: boolean): Promise<void>;
  /** Reads what needs no server, where there is any. */
  readFiles(): Promise<void>;
  /** Reads what the open request's own list names, unless that is known; what was known `before` stays in view until then. */
  readOwnList(before: AppState): Promise<void>;
  /** The window's sources are not those of `before`: each schema that is on the screen is read again. */
  sourcesChanged(before: AppState): Promise<void>;
}

interface ReadingTools extends SliceTools {
  readonly read: (ref: SchemaRef, refresh: boolean) => Promise<ReadOutcome>;
  readonly store: (ref: SchemaRef, change: SchemaEntry) => void;
}

export function createWantedReading({ get, read, store }: ReadingTools): WantedReading {
  /** Reads from server and files; from the files alone where the server gives nothing, or is not connected. */
  async function readFrom(
    target: TargetSettings,
    sources: SchemaSources,
    refresh: boolean,
  ): Promise<void> {
    const isAsked = isConnectedTo(get(), target);
    if (isAsked && (await read(fullRefOf(get(), target, sources), refresh)) !== 'failed') return;
    const isReadAlready = isAsked && !sources.reflection;
    if (hasFiles(sources) && !isReadAlready) await read(filesRef(sources), refresh);
  }

  async function readSchema(target: TargetSettings, refresh: boolean): Promise<void> {
    const sources = windowSources(get());
    const before = get().schemas[schemaKey(firstRef(get(), target, sources))]?.summary;
    get().takeReflectionMetadata(target.address);
    keepInView(target, sources, before);
    const own = refresh ? ownList(get()) : undefined;
    const isOnTarget = own && targetKey(settingsOf(own.target)) === targetKey(target);
    await Promise.all([
      readFrom(target, sources, refresh),
      ...(isOnTarget ? [readFrom(target, own.sources, true)] : []),
    ]);
  }

  async function readFiles(): Promise<void> {
    const sources = windowSources(get());
    if (hasFiles(sources)) await read(filesRef(sources), false);
  }

  async function readOwnList(before: AppState): Promise<void> {
    const own = ownList(get());
    if (own === undefined) return;
    const target = settingsOf(own.target);
    const ref = firstRef(get(), target, own.sources);
    if (!isReadable(target, own.sources) || schemaKey(ref) in get().schemas) return;
    const was = before.activeTab === get().activeTab ? ownList(before) : undefined;
    keepInView(target, own.sources, was && knownSchema(before, was));
    await readFrom(target, own.sources, false);
  }

  /** Whether there is something to ask: where there is nothing, it says so. */
  function isReadable(target: TargetSettings, sources: SchemaSources): boolean {
    return hasFiles(sources) || isConnectedTo(get(), target);
  }

  /** What is read first of a target. */
  function firstRef(state: AppState, target: TargetSettings, sources: SchemaSources): SchemaRef {
    return isConnectedTo(state, target) ? fullRefOf(state, target, sources) : filesRef(sources);
  }

  /** What was there stays in view until what is there now is known. */
  function keepInView(
    target: TargetSettings,
    sources: SchemaSources,
    summary: SchemaSummary | undefined,
  ): void {
    const ref = firstRef(get(), target, sources);
    const isKnown = schemaKey(ref) in get().schemas;
    if (summary !== undefined && isReadable(target, sources) && !isKnown)
      store(ref, { loading: true, summary });
  }

  /** New sources mean another schema for each target that is on the screen. */
  async function sourcesChanged(before: AppState): Promise<void> {
    const targets = [...targetsInUse(get()).values()];
    const sources = windowSources(get());
    for (const target of targets) {
      const ref = firstRef(before, target, windowSources(before));
      get().takeReflectionMetadata(target.address);
      keepInView(target, sources, before.schemas[schemaKey(ref)]?.summary);
    }
    await Promise.all(targets.map((target) => get().readSchema(target, false)));
  }

  return { readSchema, readFiles, readOwnList, sourcesChanged };
}

function isConnectedTo({ connections }: AppState, target: TargetSettings): boolean {
  return connections[targetKey(target)]?.state === 'connected';
}

/** The schema of the open request, where its files list the sources. */
function ownList(state: AppState): WantedSchema | undefined {
  const wanted = schemaOfTab(state, state.activeTab);
  return wanted.from === undefined ? undefined : wanted;
}
