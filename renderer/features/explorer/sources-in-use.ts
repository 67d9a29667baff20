import type { SchemaSources } from '#app/contract/schema.ts';
import type { SavedSource, Workspace, WorkspaceItem } from '#app/contract/workspace.ts';
import { inheritedIn } from '#app/core/workspace/inherit.ts';
import { folderOf, itemsOf } from '#app/core/workspace/items.ts';
import { resolvedSources } from '#app/core/workspace/resolve-sources.ts';
import { sourcesOf } from '#app/core/workspace/saved-sources.ts';
import type { AppState } from '#renderer/store/app-state.ts';

const none: SchemaSources = { protos: [], importPaths: [], descriptorSets: [], reflection: true };

const ofWorkspace = new WeakMap<Workspace, SchemaSources>();

/**
 * The files that a workspace, its folders and requests name. All are used together: what one request's
 * files define hurts no other's.
 */
export function workspaceSources(workspace: Workspace | null): SchemaSources {
  if (workspace === null) return none;
  const known = ofWorkspace.get(workspace);
  if (known !== undefined) return known;
  const said: SavedSource[] = [
    ...resolvedSources(workspace.settings.schema ?? [], inheritedIn(workspace, '').scopes),
    ...[...itemsOf(workspace).values()].flatMap((item) => {
      const schema = schemaOf(item);
      const folder = item.kind === 'folder' ? item.path : folderOf(item.path);
      return schema.length === 0
        ? []
        : resolvedSources(schema, inheritedIn(workspace, folder).scopes);
    }),
  ];
  const made = { ...sourcesOf(said, workspace.folder), reflection: true };
  ofWorkspace.set(workspace, made);
  return made;
}

function schemaOf(item: WorkspaceItem): readonly SavedSource[] {
  return (item.kind === 'folder' ? item.settings.schema : item.schema) ?? [];
}

/** What the window was given, and after it what the workspace names. */
export function sourcesInUse({
  sources,
  workspace,
}: Pick<AppState, 'sources' | 'workspace'>): SchemaSources {
  const others = workspaceSources(workspace);
  if (others.protos.length + others.descriptorSets.length + (others.bufDirs ?? []).length === 0)
    return sources;
  return {
    ...sources,
    protos: joined(sources.protos, others.protos),
    importPaths: joined(sources.importPaths, others.importPaths),
    descriptorSets: joined(sources.descriptorSets, others.descriptorSets),
    bufDirs: joined(sources.bufDirs ?? [], others.bufDirs ?? []),
  };
}

function joined(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
