import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { RequestItem, Workspace, WorkspaceItem } from '#app/contract/workspace.ts';

/** What a PATH names: a workspace, and what of it. */
export interface Named {
  /** The workspace's folder, absolute. */
  readonly folder: string;
  /** Path of the request or folder in it; empty for all of its collections. */
  readonly path: string;
}

/** Finds the workspace that a path is in. Throws a usage `Failure` where there is none. */
export function findSaved(given: string, cwd: string): Named {
  const whole = resolve(cwd, given);
  if (!existsSync(whole))
    throw new Failure(
      'usage',
      `There is no ${whole}`,
      'Give a saved request, a folder or a workspace',
    );
  const folder = workspaceAround(whole);
  if (folder === undefined)
    throw new Failure(
      'usage',
      `${whole} is in no workspace`,
      'A workspace is a folder with a duplex.yaml, and its requests are in collections',
    );
  return { folder, path: within(folder, whole) };
}

/** The folder of the workspace that a path is in, or is. */
export function workspaceAround(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (isWorkspace(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The requests that it names, in order. Throws a usage `Failure` where it names none. */
export function savedIn(workspace: Workspace, { folder, path }: Named): readonly RequestItem[] {
  const found = itemAt(workspace.collections, path === '' ? workspace.collections.path : path);
  const fault = workspace.faults.find((one) => path !== '' && one.path === path);
  if (found === undefined)
    throw new Failure(
      'usage',
      fault === undefined
        ? `${join(folder, path)} is no saved request`
        : `${join(folder, path)}: ${fault.message}`,
      'Saved requests are files named NAME.request.yaml in the folder collections of a workspace',
    );
  const requests = requestsOf(found);
  if (requests.length === 0)
    throw new Failure('usage', `${join(folder, path)} has no saved requests`);
  return requests;
}

function isWorkspace(folder: string): boolean {
  if (existsSync(join(folder, 'duplex.yaml'))) return true;
  return basename(folder) !== 'collections' && existsSync(join(folder, 'collections'));
}

function within(folder: string, whole: string): string {
  const path = relative(folder, whole).split(sep).join('/');
  // A folder's own file speaks for the folder.
  return path.replace(/(^|\/)(?:folder|duplex)\.yaml$/, '');
}

function itemAt(item: WorkspaceItem, path: string): WorkspaceItem | undefined {
  if (item.path === path) return item;
  if (item.kind === 'request' || !path.startsWith(`${item.path}/`)) return undefined;
  for (const inner of item.items) {
    const found = itemAt(inner, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function requestsOf(item: WorkspaceItem): readonly RequestItem[] {
  return item.kind === 'request' ? [item] : item.items.flatMap(requestsOf);
}
