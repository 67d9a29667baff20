import { type AppError, Failure } from '#app/contract/result.ts';
import type { SchemaSources } from '#app/contract/schema.ts';
import type { Values } from '#app/core/variables/resolve.ts';
import type { Inherited } from '#app/core/workspace/inherit.ts';
import { resolveSources } from '#app/core/workspace/resolve-sources.ts';
import {
  activeTarget,
  type TargetDraft,
  targetOfTab,
} from '#renderer/features/connection/index.ts';
import { inheritedOfTab, valuesOfTab } from '#renderer/features/environment/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';

/** A schema that something on the screen needs; whether it has been read is another matter. */
export interface WantedSchema {
  readonly target: TargetDraft;
  readonly sources: SchemaSources;
  /** The file that lists the sources, as items have its path (`''` is `duplex.yaml`); absent where they are the window's. */
  readonly from?: string;
}

/** Whose schema is meant: that of the tree of services, or the open request's. */
export type SchemaOwner = 'services' | 'request';

/** A list as a file has it, with the paths of this machine; nothing, and why, where that cannot be said. */
interface ResolvedList {
  readonly sources: SchemaSources;
  readonly fault?: AppError;
}

const nothing: SchemaSources = {
  protos: [],
  importPaths: [],
  descriptorSets: [],
  reflection: false,
};

const lists = new WeakMap<object, ResolvedList & { readonly values: Values }>();

/** The same object as long as list and values are: `{{uuid}}` stays what it was. */
function resolvedList(
  { app, workspace }: AppState,
  holds: Pick<Inherited, 'schema'>,
  values: Values,
): ResolvedList | undefined {
  if (holds.schema === undefined || workspace === null) return undefined;
  const known = lists.get(holds.schema);
  if (known?.values === values) return known;
  // A window has its workspace after it has started.
  const around = { folder: workspace.folder, home: app?.home ?? '', values };
  const made = { values, ...outcomeOf(() => resolveSources(holds, around)) };
  lists.set(holds.schema, made);
  return made;
}

function outcomeOf(resolve: () => SchemaSources): ResolvedList {
  try {
    return { sources: resolve() };
  } catch (error) {
    if (error instanceof Failure) return { sources: nothing, fault: error.error };
    throw error;
  }
}

/** What `duplex.yaml` lists; `undefined` where it lists nothing. */
function listOfWorkspace(state: AppState): ResolvedList | undefined {
  return resolvedList(state, inheritedOfTab(state, null), valuesOfTab(state, null));
}

/** What holds for a request by its files; `undefined` where it has none, or they list nothing. */
function listOfTab(state: AppState, tabId: string | null): ResolvedList | undefined {
  const tab = state.tabs.find(({ id }) => id === tabId);
  if (tab?.saved === undefined) return undefined;
  return resolvedList(state, inheritedOfTab(state, tabId), valuesOfTab(state, tabId));
}

const inWindow = new WeakMap<SchemaSources, ResolvedList & { readonly made: SchemaSources }>();

/** What the window was given, and after it what `duplex.yaml` lists. */
export function windowSources(state: AppState): SchemaSources {
  const { sources } = state;
  const list = listOfWorkspace(state);
  if (list === undefined) return sources;
  const known = inWindow.get(sources);
  if (known?.sources === list.sources) return known.made;
  const made = {
    ...sources,
    protos: joined(sources.protos, list.sources.protos),
    importPaths: joined(sources.importPaths, list.sources.importPaths),
    descriptorSets: joined(sources.descriptorSets, list.sources.descriptorSets),
    bufDirs: joined(sources.bufDirs ?? [], list.sources.bufDirs ?? []),
  };
  inWindow.set(sources, { ...list, made });
  return made;
}

function joined(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

/** Why what `duplex.yaml` lists is not among the window's sources. */
export function windowSourcesFault(state: AppState): AppError | undefined {
  return listOfWorkspace(state)?.fault;
}

/** What `duplex.yaml` lists, to be shown. */
export function workspaceSources(state: AppState): SchemaSources {
  return listOfWorkspace(state)?.sources ?? nothing;
}

/** The schema of the tree of services. */
export function schemaInTree(state: AppState): WantedSchema {
  return { target: activeTarget(state), sources: windowSources(state) };
}

/**
 * The schema of a request: exactly what its files list, as `duplex run` has it; the window's where they
 * list nothing, or there are none.
 */
export function schemaOfTab(state: AppState, tabId: string | null): WantedSchema {
  const target = targetOfTab(state, tabId);
  const list = listOfTab(state, tabId);
  if (list === undefined) return { target, sources: windowSources(state) };
  return {
    target,
    sources: list.sources,
    from: inheritedOfTab(state, tabId).schema?.from ?? '',
  };
}

/** Why the list of a request's files cannot be used. */
export function sourcesFaultOfTab(state: AppState, tabId: string | null): AppError | undefined {
  return listOfTab(state, tabId)?.fault;
}

export function schemaOf(state: AppState, owner: SchemaOwner): WantedSchema {
  return owner === 'services' ? schemaInTree(state) : schemaOfTab(state, state.activeTab);
}
