import type { AppError } from '#app/contract/result.ts';
import type {
  Diagnostic,
  MethodKind,
  MethodSummary,
  SchemaRef,
  SchemaSources,
  SchemaSummary,
} from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { draftKey, settingsOf } from '#renderer/features/connection/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { usedMetadata } from './reflection-metadata.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, fullRef, hasFiles, keyOf } from './schema-ref.ts';
import {
  schemaInTree,
  schemaOfTab,
  sourcesFaultOfTab,
  type WantedSchema,
} from './wanted-schema.ts';

function fullEntry(state: AppState, { target, sources }: WantedSchema): SchemaEntry | undefined {
  const metadata = usedMetadata(state, target.address.trim());
  return state.schemas[keyOf(draftKey(target), sources, metadata)];
}

function filesEntry(state: AppState, { sources }: WantedSchema): SchemaEntry | undefined {
  return hasFiles(sources) ? state.schemas[keyOf(null, sources, [])] : undefined;
}

/** What tells more of a schema: files and server, or the files alone. */
function knownEntry(state: AppState, wanted: WantedSchema): SchemaEntry | undefined {
  const full = fullEntry(state, wanted);
  return full?.summary === undefined ? filesEntry(state, wanted) : full;
}

/** What is known of a schema: of files and server, or of the files alone. */
export function knownSchema(state: AppState, wanted: WantedSchema): SchemaSummary | undefined {
  return knownEntry(state, wanted)?.summary;
}

/** What the tree of services shows. */
export function activeSchema(state: AppState): SchemaSummary | undefined {
  return knownSchema(state, schemaInTree(state));
}

/** Of a schema's errors the one that came last. */
export function newestProblem(state: AppState, wanted: WantedSchema): Diagnostic | undefined {
  return knownEntry(state, wanted)?.newest;
}

export function isSchemaLoading(state: AppState, wanted = schemaInTree(state)): boolean {
  return fullEntry(state, wanted)?.loading === true || filesEntry(state, wanted)?.loading === true;
}

/** Why the server (or the files, when there are only those) gave nothing. */
export function schemaError(state: AppState, wanted = schemaInTree(state)): AppError | undefined {
  return fullEntry(state, wanted)?.error ?? filesEntry(state, wanted)?.error;
}

/** Statuses of a server that answers only who says who they are. */
const refusals: ReadonlySet<number | undefined> = new Set([7, 16]);

/** Whether the server refused to tell its schema: metadata may change its mind. */
export function wantsReflectionMetadata(state: AppState): boolean {
  const sources = activeSchema(state)?.sources ?? [];
  const errors = [schemaError(state), ...sources.map(({ error }) => error)];
  return errors.some((error) => error?.code === 'status' && refusals.has(error.status));
}

/** All of these sources, with the target's reflection where they have it. */
export function fullRefOf(
  state: AppState,
  target: TargetSettings,
  sources: SchemaSources,
): SchemaRef {
  return fullRef(target, sources, usedMetadata(state, target.address));
}

/** The schema to make messages with: needs a server only when the server gave the schema. */
export function schemaRefFor(state: AppState, wanted: WantedSchema): SchemaRef {
  const { target, sources } = wanted;
  const isOfFiles = fullEntry(state, wanted)?.summary === undefined;
  if (isOfFiles && filesEntry(state, wanted)?.summary !== undefined) return filesRef(sources);
  return fullRefOf(state, settingsOf(target), sources);
}

/** The schema to call a method with, always with its target: the files' as long as that is all that is known. */
export function callRefFor(state: AppState, wanted: WantedSchema, path: string): SchemaRef {
  const target = settingsOf(wanted.target);
  const isKnown = methodNow(state, wanted, path) !== undefined;
  const ref = isKnown ? schemaRefFor(state, wanted) : fullRefOf(state, target, wanted.sources);
  return { ...ref, target };
}

const methodsByPath = new WeakMap<SchemaSummary, ReadonlyMap<string, MethodSummary>>();

function methodsOf(schema: SchemaSummary): ReadonlyMap<string, MethodSummary> {
  const known = methodsByPath.get(schema);
  if (known !== undefined) return known;
  const made = new Map(
    schema.services.flatMap(({ methods }) =>
      methods.map((method) => [method.path, method] as const),
    ),
  );
  methodsByPath.set(schema, made);
  return made;
}

/** The method as a schema has it now; `undefined` when it has none, or is not known. */
export function methodNow(
  state: AppState,
  wanted: WantedSchema,
  path: string,
): MethodSummary | undefined {
  const schema = knownSchema(state, wanted);
  return schema === undefined ? undefined : methodsOf(schema).get(path);
}

type Kinds = (path: string) => MethodKind | undefined;

const kindsBySchemas = new WeakMap<AppState['schemas'], Kinds>();

/** Finds a method's kind in any schema that is known; the same function until one comes or goes. */
export function kindsKnown({ schemas }: AppState): Kinds {
  const known = kindsBySchemas.get(schemas);
  if (known !== undefined) return known;
  const all = Object.values(schemas).flatMap(({ summary }) => summary ?? []);
  const made: Kinds = (path) => {
    const schema = all.find((one) => methodsOf(one).has(path));
    return schema === undefined ? undefined : methodsOf(schema).get(path)?.kind;
  };
  kindsBySchemas.set(schemas, made);
  return made;
}

/** A method by its path in the active schema, else in any that is known. */
export function methodAnywhere(state: AppState, path: string): MethodSummary | undefined {
  const known = Object.values(state.schemas).flatMap(({ summary }) => summary ?? []);
  const active = activeSchema(state);
  for (const schema of active === undefined ? known : [active, ...known]) {
    const method = methodsOf(schema).get(path);
    if (method !== undefined) return method;
  }
  return undefined;
}

/** Whether nothing but the window's files is known of a schema: no server was asked. */
export function knowsFilesAlone(state: AppState, wanted: WantedSchema): boolean {
  const { from, sources } = wanted;
  const isAsked = sources.reflection && fullEntry(state, wanted)?.summary !== undefined;
  return from === undefined && !isAsked;
}

/** Whether both have the same definitions for the same server. */
export function isSameSchema(one: WantedSchema, other: WantedSchema): boolean {
  const key = ({ target, sources }: WantedSchema) => keyOf(draftKey(target), sources, []);
  return draftKey(one.target) === draftKey(other.target) && key(one) === key(other);
}

/**
 * Whether the schema is known and lacks the method. Without the server only what was of files is known
 * to be gone.
 */
export function methodIsGone(
  state: AppState,
  wanted: WantedSchema,
  path: string,
  wasOfFiles: boolean,
): boolean {
  const full = fullEntry(state, wanted);
  // The server may have it.
  if (full?.loading === true) return false;
  // A list of its own says by itself whether a server is asked.
  const isOfFiles = wasOfFiles && wanted.from === undefined;
  if (full?.summary === undefined && !isOfFiles) return false;
  // Nobody needs to read that there are no files.
  if (full === undefined && !hasFiles(wanted.sources)) return true;
  const entry = knownEntry(state, wanted);
  if (entry?.summary === undefined || entry.loading) return false;
  return !methodsOf(entry.summary).has(path);
}

/**
 * What is wrong with the sources that a request's files list, first of all that their paths cannot be
 * resolved; `undefined` where they list nothing: the tree of services tells of the window's own.
 */
export function listFaultOfTab(state: AppState, tabId: string): AppError | Diagnostic | undefined {
  const wanted = schemaOfTab(state, tabId);
  if (wanted.from === undefined) return undefined;
  const known = knownEntry(state, wanted);
  return (
    sourcesFaultOfTab(state, tabId) ??
    schemaError(state, wanted) ??
    known?.newest ??
    known?.summary?.diagnostics.find(({ severity }) => severity === 'error')
  );
}
