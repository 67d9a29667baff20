import type { SavedRequest, Variable, Workspace } from '#app/contract/workspace.ts';
import type { Source } from '#app/core/variables/generated.ts';
import type { Values } from '#app/core/variables/resolve.ts';
import {
  type Inherited,
  inheritedBy,
  inheritedInWorkspace,
  withScope,
  withSettings,
} from '#app/core/workspace/inherit.ts';
import type { AppState } from '#renderer/store/app-state.ts';

const nothing: Inherited = { metadata: [], options: {}, scopes: [] };

const ofWorkspaces = new WeakMap<Workspace, Inherited>();
/** By a saved request, or by the variables of one that is not saved. */
const ofRequests = new WeakMap<object, { key: readonly unknown[]; inherited: Inherited }>();

/**
 * What an open request inherits: of the folders around its file where it is saved, else of the workspace
 * alone. Variables and schema sources of its own are among it. The same object as long as nothing of it
 * changes.
 */
export function inheritedOfTab(state: AppState, tabId: string | null): Inherited {
  const { workspace, tabs, drafts } = state;
  const tab = tabId === null ? undefined : tabs.find(({ id }) => id === tabId);
  const variables = drafts[tab?.id ?? '']?.variables ?? noVariables;
  const saved = workspace === null ? undefined : tab?.saved;
  if (saved === undefined && variables.length === 0) return ofWorkspace(workspace);
  const owner = saved?.request ?? variables;
  const key = [workspace, saved?.path, tab?.target === undefined, variables];
  const known = ofRequests.get(owner);
  if (known?.key.every((part, index) => part === key[index])) return known.inherited;
  const above =
    workspace === null || saved === undefined
      ? ofWorkspace(workspace)
      : ofFile(workspace, saved, tab?.target === undefined, variables);
  const isOfNoFile = saved === undefined && variables.length > 0;
  const own = { from: '', title: 'this request', variables };
  const inherited = isOfNoFile ? withScope(above, own) : above;
  ofRequests.set(owner, { key, inherited });
  return inherited;
}

const noVariables: readonly Variable[] = [];

/** What the folders around a file give, with what the file says of its schema and of the server that they name. */
function ofFile(
  workspace: Workspace,
  { path, request }: { readonly path: string; readonly request: SavedRequest },
  isTargetInherited: boolean,
  variables: readonly Variable[],
): Inherited {
  const { target, tls, authority, schema } = request;
  const isOfInherited = isTargetInherited && target === undefined;
  return withSettings(inheritedBy(workspace, path), path, {
    ...(schema && { schema }),
    variables: [...variables],
    ...(isOfInherited && { ...(tls && { tls }), ...(authority && { authority }) }),
  });
}

function ofWorkspace(workspace: Workspace | null): Inherited {
  if (workspace === null) return nothing;
  const known = ofWorkspaces.get(workspace);
  if (known !== undefined) return known;
  const inherited = inheritedInWorkspace(workspace);
  ofWorkspaces.set(workspace, inherited);
  return inherited;
}

const none: ReadonlyMap<string, string> = new Map();
const madeOf = new WeakMap<Inherited['scopes'], Values>();

/** What a tab's `{{…}}` can stand for now; the same object as long as nothing of it changes. */
export function valuesOfTab(state: AppState, tabId: string | null): Values {
  return valuesIn(state, inheritedOfTab(state, tabId));
}

/** What `{{…}}` can stand for where that is inherited. */
export function valuesIn(state: AppState, { scopes }: Inherited): Values {
  const secrets = secretsOf(state, environmentFile(state) ?? '');
  const env = state.envValues.get(state.workspace?.folder ?? '') ?? none;
  const known = madeOf.get(scopes);
  if (known?.secrets === secrets && known.env === env) return known;
  const values = { scopes, secrets, env, source };
  madeOf.set(scopes, values);
  return values;
}

/** What somebody gave here wins over what is set elsewhere. */
function secretsOf({ secretValues, foundSecrets }: AppState, file: string): Values['secrets'] {
  const given = secretValues.get(file) ?? none;
  const others = foundSecrets.get(file) ?? none;
  if (others.size === 0) return given;
  const known = allSecrets.get(others);
  if (known?.given === given) return known.all;
  const all = new Map([...others, ...given]);
  allSecrets.set(others, { given, all });
  return all;
}

const allSecrets = new WeakMap<object, { given: object; all: Values['secrets'] }>();

/** The file of an environment, the chosen one unless another is meant; absolute, for windows go from workspace to workspace. */
export function environmentFile(
  { workspace }: Pick<AppState, 'workspace'>,
  meant = workspace?.environment,
): string | undefined {
  const path = workspace?.environments.find(({ name }) => name === meant)?.path;
  return path && `${workspace?.folder}/${path}`;
}

const source: Source = {
  uuid: () => crypto.randomUUID(),
  now: () => Date.now(),
  random: () => Math.random(),
  base64: (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))),
};
