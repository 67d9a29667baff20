import type { AppError } from '#app/contract/result.ts';
import type {
  Diagnostic,
  MethodKind,
  MethodSummary,
  SchemaRef,
  SchemaSummary,
} from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import {
  activeTarget,
  draftKey,
  settingsOf,
  type TargetDraft,
} from '#renderer/features/connection/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { usedMetadata } from './reflection-metadata.ts';
import type { SchemaEntry } from './schema.slice.ts';
import { filesRef, fullRef, hasFiles, keyOf } from './schema-ref.ts';
import { sourcesInUse } from './sources-in-use.ts';

function fullEntry(state: AppState, draft: TargetDraft): SchemaEntry | undefined {
  const metadata = usedMetadata(state, draft.address.trim());
  return state.schemas[keyOf(draftKey(draft), sourcesInUse(state), metadata)];
}

function filesEntry(state: AppState): SchemaEntry | undefined {
  const sources = sourcesInUse(state);
  return hasFiles(sources) ? state.schemas[keyOf(null, sources, [])] : undefined;
}

/** What is known of a target's schema: files and server, or the files alone. */
export function knownSchema(state: AppState, draft: TargetDraft): SchemaSummary | undefined {
  return fullEntry(state, draft)?.summary ?? filesEntry(state)?.summary;
}

export function activeSchema(state: AppState): SchemaSummary | undefined {
  return knownSchema(state, activeTarget(state));
}

/** Of the active schema's errors the one that came last. */
export function newestProblem(state: AppState): Diagnostic | undefined {
  const full = fullEntry(state, activeTarget(state));
  return (full?.summary === undefined ? filesEntry(state) : full)?.newest;
}

export function isSchemaLoading(state: AppState): boolean {
  const draft = activeTarget(state);
  return fullEntry(state, draft)?.loading === true || filesEntry(state)?.loading === true;
}

/** Why the server (or the files, when there are only those) gave nothing. */
export function schemaError(state: AppState): AppError | undefined {
  return fullEntry(state, activeTarget(state))?.error ?? filesEntry(state)?.error;
}

/** Statuses of a server that answers only who says who they are. */
const refusals: ReadonlySet<number | undefined> = new Set([7, 16]);

/** Whether the server refused to tell its schema: metadata may change its mind. */
export function wantsReflectionMetadata(state: AppState): boolean {
  const sources = activeSchema(state)?.sources ?? [];
  const errors = [schemaError(state), ...sources.map(({ error }) => error)];
  return errors.some((error) => error?.code === 'status' && refusals.has(error.status));
}

/** All sources with the target's reflection. */
export function fullRefOf(state: AppState, target: TargetSettings): SchemaRef {
  return fullRef(target, sourcesInUse(state), usedMetadata(state, target.address));
}

/** The schema to make messages with: needs a server only when the server gave the schema. */
export function schemaRefFor(state: AppState, draft: TargetDraft): SchemaRef {
  if (fullEntry(state, draft)?.summary === undefined && filesEntry(state)?.summary !== undefined) {
    return filesRef(sourcesInUse(state));
  }
  return fullRefOf(state, settingsOf(draft));
}

/** The schema to call with: always with its target. */
export function callRefFor(state: AppState, draft: TargetDraft): SchemaRef {
  return { ...schemaRefFor(state, draft), target: settingsOf(draft) };
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

/** The method as the target's schema has it now; `undefined` when it has none, or is not known. */
export function methodNow(
  state: AppState,
  draft: TargetDraft,
  path: string,
): MethodSummary | undefined {
  const schema = knownSchema(state, draft);
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

/** Whether nothing but files is known for a target: no server was asked. */
export function knowsFilesAlone(state: AppState, draft: TargetDraft): boolean {
  return fullEntry(state, draft)?.summary === undefined;
}

/**
 * Whether the target's schema is known and lacks the method. Without the server only what was of files
 * is known to be gone.
 */
export function methodIsGone(
  state: AppState,
  draft: TargetDraft,
  path: string,
  wasOfFiles: boolean,
): boolean {
  const full = fullEntry(state, draft);
  if (full?.summary === undefined && !wasOfFiles) return false;
  // Nobody needs to read that there are no files.
  if (full === undefined && !hasFiles(sourcesInUse(state))) return true;
  const entry = full?.summary === undefined ? filesEntry(state) : full;
  if (entry?.summary === undefined || entry.loading) return false;
  return !methodsOf(entry.summary).has(path);
}
