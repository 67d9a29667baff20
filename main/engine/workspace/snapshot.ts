import { basename } from 'node:path';
import type {
  Environment,
  FileFault,
  FolderItem,
  RequestItem,
  Workspace,
} from '#app/contract/workspace.ts';
import { folderFileName, inOrder, requestEnding } from './item-names.ts';
import { joined, mostFiles, nameOf, type WorkspaceFiles } from './workspace-files.ts';

/** What the files alone say of a workspace. */
export type FilesOfWorkspace = Omit<
  Workspace,
  'environment' | 'trust' | 'askedEnvNames' | 'envNames' | 'deleted'
>;

/** The workspace as its files have it. */
export function snapshotOf(files: WorkspaceFiles): FilesOfWorkspace {
  const known = files.known('duplex.yaml');
  const own = known?.content?.kind === 'workspace' ? known.content : undefined;
  const faults = files.folders.flatMap((folder) => files.listing(folder).faults);
  return {
    folder: files.root,
    name: own?.name || basename(files.root),
    settings: own?.settings ?? {},
    revision: known?.revision ?? null,
    collections: folderItem(files, 'collections'),
    environments: environments(files),
    faults: [...gone(files), ...(known?.fault ? [known.fault] : []), ...faults, ...tooMany(files)],
    misspelt: files.files.flatMap((path) => files.known(path)?.misspelt ?? []),
  };
}

/** Names that `{{env.NAME}}` asks for anywhere in the workspace. */
export function envNamesOf(files: WorkspaceFiles): readonly string[] {
  const names = new Set(files.files.flatMap((path) => files.known(path)?.envNames ?? []));
  return [...names].sort();
}

/** The names in a folder's order that somebody moved by hand. */
export function orderOf(files: WorkspaceFiles, folder: string): readonly string[] {
  const content = files.known(joined(folder, folderFileName))?.content;
  return content?.kind === 'folder' ? content.order : [];
}

function folderItem(files: WorkspaceFiles, path: string): FolderItem {
  const known = files.known(joined(path, folderFileName));
  const { folders, files: names } = files.listing(path);
  const items = [
    ...folders.map((name) => folderItem(files, joined(path, name))),
    ...names
      .filter((name) => name.endsWith(requestEnding))
      .flatMap((name) => requestItem(files, joined(path, name)) ?? []),
  ];
  return {
    kind: 'folder',
    path,
    name: nameOf(path),
    settings: known?.content?.kind === 'folder' ? known.content.settings : {},
    revision: known?.revision ?? null,
    items: inOrder(items, orderOf(files, path)),
    ...(known?.fault && { fault: known.fault }),
  };
}

function requestItem(files: WorkspaceFiles, path: string): RequestItem | undefined {
  const known = files.known(path);
  if (known === undefined) return undefined;
  const { revision, content, fault } = known;
  return {
    kind: 'request',
    path,
    name: nameOf(path).slice(0, -requestEnding.length),
    method: content?.kind === 'request' ? content.method : '',
    revision,
    ...(fault && { fault }),
  };
}

function environments(files: WorkspaceFiles): readonly Environment[] {
  return files
    .listing('environments')
    .files.toSorted()
    .flatMap((fileName): Environment[] => {
      const path = joined('environments', fileName);
      const known = files.known(path);
      if (known === undefined) return [];
      const { revision, content, fault } = known;
      return [
        {
          name: fileName.slice(0, -'.yaml'.length),
          path,
          revision,
          content:
            content?.kind === 'environment' ? content.content : { variables: [], secrets: [] },
          ...(fault && { fault }),
        },
      ];
    });
}

function gone(files: WorkspaceFiles): readonly FileFault[] {
  if (files.folders.includes('')) return [];
  return [{ path: '', message: `The folder ${files.root} is not there` }];
}

function tooMany(files: WorkspaceFiles): readonly FileFault[] {
  if (!files.areTooMany) return [];
  const message = `More than ${mostFiles} files are there, and the rest is not shown`;
  return [{ path: 'collections', message }];
}

/** A folder of a tree by its path. */
export function folderAt(folder: FolderItem, path: string): FolderItem | undefined {
  if (folder.path === path) return folder;
  for (const item of folder.items) {
    if (item.kind !== 'folder' || !(path === item.path || path.startsWith(`${item.path}/`)))
      continue;
    return folderAt(item, path);
  }
  return undefined;
}
