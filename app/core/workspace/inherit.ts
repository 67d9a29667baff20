import type { OptionTexts } from '#app/contract/session.ts';
import type {
  FileFault,
  FolderItem,
  FolderSettings,
  SavedMetadata,
  SavedSource,
  SavedTls,
  Workspace,
} from '#app/contract/workspace.ts';
import type { Scope } from '../variables/scope.ts';
import { isWithin } from './items.ts';

/** What is said, and by which file: its path within the workspace, as items have it; `''` is `duplex.yaml`. */
interface From<T> {
  readonly value: T;
  readonly from: string;
}

/** What holds at a place of a workspace, and where each part of it comes from. */
export interface Inherited {
  readonly target?: From<string>;
  readonly tls?: From<SavedTls>;
  readonly authority?: From<string>;
  readonly deadline?: From<string>;
  readonly schema?: From<readonly SavedSource[]>;
  /** Outermost first; those that are turned off further in are left out. */
  readonly metadata: readonly From<SavedMetadata>[];
  readonly options: { readonly [Name in keyof OptionTexts]?: From<string> };
  /** Nearest first. */
  readonly scopes: readonly Scope[];
  /** Of a file that has a say and cannot be understood: what holds is not known then. */
  readonly fault?: FileFault;
}

/** What `duplex.yaml` and the chosen environment give to a request that is in no folder. */
export function inheritedInWorkspace(workspace: Workspace): Inherited {
  return inheritedIn(workspace, '');
}

/** What a request or folder inherits: of `duplex.yaml`, the chosen environment, and the folders around it. */
export function inheritedBy(workspace: Workspace, path: string): Inherited {
  return inheritedIn(workspace, path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}

/** What holds in a folder, its own settings included; `''` is the workspace itself. */
export function inheritedIn(workspace: Workspace, folder: string): Inherited {
  const broken = workspace.faults.find(({ path }) => path === fileOf(''));
  const whole = withFault(withSettings(nothing, '', workspace.settings), broken);
  return foldersTo(workspace.collections, folder).reduce(
    (above, { path, settings, fault }) => withFault(withSettings(above, path, settings), fault),
    withEnvironment(whole, workspace),
  );
}

function withFault(inherited: Inherited, fault: FileFault | undefined): Inherited {
  return fault === undefined ? inherited : { ...inherited, fault };
}

const nothing: Inherited = { metadata: [], options: {}, scopes: [] };

/** What holds where a file says this over what it inherits. */
export function withSettings(above: Inherited, from: string, settings: FolderSettings): Inherited {
  const { target, tls, authority, deadline, schema, variables } = settings;
  const said = {
    ...(target !== undefined && { target: { value: target, from } }),
    ...(tls !== undefined && { tls: { value: tls, from } }),
    ...(authority !== undefined && { authority: { value: authority, from } }),
    ...(deadline !== undefined && { deadline: { value: deadline, from } }),
    ...(schema !== undefined && { schema: { value: schema, from } }),
  };
  const next = {
    ...(target === undefined ? above : withoutServer(above)),
    ...said,
    metadata: metadataOver(above.metadata, from, settings.metadata ?? []),
    options: { ...above.options, ...optionsFrom(from, settings.options ?? {}) },
  };
  // A file without any is one of the places where a variable is looked for.
  return withScope(next, {
    from,
    title: fileOf(from),
    variables: variables ?? [],
  });
}

/** TLS choices and authority belong to a server: whoever says another says them anew. */
function withoutServer({ tls: _tls, authority: _authority, ...above }: Inherited): Inherited {
  return above;
}

/** The file that speaks for an item. */
export function fileOf(path: string): string {
  if (path === '') return 'duplex.yaml';
  return path.endsWith('.yaml') ? path : `${path}/folder.yaml`;
}

/** Rows that go out: of the file's own those that are not disabled, after what they leave of the outer ones. */
function metadataOver(
  above: Inherited['metadata'],
  from: string,
  own: readonly SavedMetadata[],
): Inherited['metadata'] {
  if (own.length === 0) return above;
  const replaced = new Set(own.map(({ name }) => name.trim().toLowerCase()));
  return [
    ...above.filter(({ value }) => !replaced.has(value.name.trim().toLowerCase())),
    ...own.filter(({ disabled }) => disabled !== true).map((value) => ({ value, from })),
  ];
}

function optionsFrom(from: string, options: OptionTexts): Inherited['options'] {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, { value, from }]],
    ),
  );
}

/** What holds where these variables are nearer than all others. */
export function withScope(inherited: Inherited, scope: Scope): Inherited {
  return { ...inherited, scopes: [scope, ...inherited.scopes] };
}

/** With the variables of the environment that is chosen; without it, nothing is known to hold. */
function withEnvironment(whole: Inherited, { environments, environment }: Workspace): Inherited {
  const chosen = environments.find(({ name }) => name === environment);
  const others = environments.filter((one) => one !== chosen);
  if (chosen !== undefined) {
    const { path, content, fault } = chosen;
    return withFault(withScope(whole, { from: path, title: path, ...content, others }), fault);
  }
  if (environment !== null) {
    const { path, message } = goneEnvironment(environment);
    const gone = { from: path, title: `${path} (not there)`, variables: [], others };
    return withFault(withScope(whole, gone), { path, message });
  }
  if (others.length === 0) return whole;
  return withScope(whole, {
    from: '',
    title: 'no environment',
    variables: [],
    others,
  });
}

/** Chosen, and without a file: deleted, renamed, or of another branch. */
function goneEnvironment(name: string): FileFault {
  const message = 'the chosen environment has no file any more';
  return { path: `environments/${name}.yaml`, message };
}

/** The folders on the way to a path, outermost first, the one at the path included. */
function foldersTo(collections: FolderItem, path: string): readonly FolderItem[] {
  const folders: FolderItem[] = [];
  let folder: FolderItem | undefined = isWithin(path, collections.path) ? collections : undefined;
  while (folder !== undefined) {
    folders.push(folder);
    folder = folder.items.find(
      (item): item is FolderItem => item.kind === 'folder' && isWithin(path, item.path),
    );
  }
  return folders;
}
