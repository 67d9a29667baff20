import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { diskFailure, hasCode, isMissing } from '#app/core/disk-failure.ts';
import { inside } from './disk/inside.ts';
import { createWhole, isThere, readWhole } from './disk/whole-file.ts';
import { freeName, legalName, nameKey, requestEnding } from './item-names.ts';
import { joined, nameOf, parentOf } from './workspace-files.ts';

/** What a path is, by its form. */
export type ItemKind = 'request' | 'folder' | 'environment';

/** Throws a `Failure` for what can be neither renamed nor deleted. */
export function kindOf(path: string): ItemKind {
  if (path.startsWith('collections/')) return path.endsWith(requestEnding) ? 'request' : 'folder';
  if (/^environments\/[^/]+\.yaml$/.test(path)) return 'environment';
  throw new Failure('usage', `${path || 'The workspace'} cannot be changed like this`);
}

const endings = { request: requestEnding, environment: '.yaml', folder: '' } as const;

/** The item's name: its file's without the ending. */
export function itemName(path: string): string {
  const name = nameOf(path);
  return name.slice(0, name.length - endings[kindOf(path)].length);
}

/** The name of the file or folder that an item of this name has. Throws a `Failure` for no name. */
export function fileNameOf(kind: ItemKind, typed: string): string {
  const name = legalName(typed);
  // Such a folder would be taken for a file.
  if (kind === 'folder' && /\.yaml$/i.test(name)) return `${name.slice(0, -5)}-yaml`;
  return name + endings[kind];
}

/** A new folder; answers with its path. */
export async function makeFolder(root: string, folder: string, name: string): Promise<string> {
  const path = joined(checkFolder(folder), fileNameOf('folder', name));
  await checkFree(root, path);
  await attempt(`${path} was not made in ${root}`, async () =>
    mkdir(await inside(root, path), { recursive: true }),
  );
  return path;
}

/** The path of a new request, that nothing has yet. */
export async function newRequestPath(root: string, folder: string, name: string): Promise<string> {
  const path = joined(checkFolder(folder), fileNameOf('request', name));
  await checkFree(root, path);
  return path;
}

/** Moves a file or folder to another path, that nothing has yet; only its letters' case may differ. */
export async function moveItem(root: string, path: string, to: string): Promise<void> {
  if (path === to) return;
  if (to.startsWith(`${path}/`))
    throw new Failure('usage', `${path} cannot be moved into itself`, 'Choose another folder');
  await checkFree(root, to, path);
  await attempt(`${path} was not moved to ${to} in ${root}`, async () => {
    const target = await inside(root, to);
    await mkdir(dirname(target), { recursive: true });
    await rename(await insideAsIs(root, path), target);
  });
}

/** Copies a request or folder beside itself, with a name that nothing has; answers with its path. */
export async function copyItem(root: string, path: string): Promise<string> {
  const kind = kindOf(path);
  const folder = parentOf(path);
  const ending = endings[kind];
  const taken = (await namesIn(root, folder)).map((name) =>
    name.endsWith(ending) ? name.slice(0, name.length - ending.length) : name,
  );
  const to = joined(folder, freeName(itemName(path), taken) + ending);
  await attempt(`${path} was not copied to ${to} in ${root}`, async () => {
    const source = await inside(root, path);
    const target = await inside(root, to);
    if (kind === 'folder') await copyFolder(source, target);
    else await createWhole(target, (await readWhole(source))?.text ?? '');
  });
  return to;
}

/** Moves what may lie on another disk. */
export async function moveAnywhere(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rm(from, { recursive: true });
  }
}

/** Where an item is, itself and not what it leads to. */
export async function insideAsIs(root: string, path: string): Promise<string> {
  return join(await inside(root, parentOf(path)), nameOf(path));
}

/** A path with a free name for an item that comes back. */
export async function freePath(root: string, path: string): Promise<string> {
  const ending = endings[kindOf(path)];
  const folder = parentOf(path);
  const taken = (await namesIn(root, folder)).flatMap((name) =>
    nameKey(name).endsWith(ending) ? [name.slice(0, name.length - ending.length)] : [],
  );
  return joined(folder, freeName(itemName(path), taken) + ending);
}

/** Does what may fail for reasons of the disk, and says what has not been done. */
export async function attempt<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(what, error);
  }
}

/** All of it is there at once, under its name. */
async function copyFolder(source: string, target: string): Promise<void> {
  const aside = join(dirname(target), `.duplex-${randomBytes(8).toString('hex')}.tmp`);
  try {
    await cp(source, aside, { recursive: true, verbatimSymlinks: true });
    if (await isThere(target)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    await rename(aside, target);
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => {});
  }
}

function checkFolder(folder: string): string {
  if (folder === 'collections' || (folder !== '' && kindOf(folder) === 'folder')) return folder;
  throw new Failure('usage', `${folder} is no folder of requests`);
}

/** Names that differ by case alone would be one on another system. */
async function checkFree(root: string, path: string, except?: string): Promise<void> {
  const key = nameKey(nameOf(path));
  const own = except !== undefined && parentOf(except) === parentOf(path) ? nameOf(except) : '';
  const taken = (await namesIn(root, parentOf(path))).find(
    (name) => name !== own && nameKey(name) === key,
  );
  if (taken === undefined) return;
  const kind = kindOf(path);
  throw new Failure(
    'usage',
    `There is already ${kind === 'environment' ? 'an' : 'a'} ${kind} "${itemName(joined(parentOf(path), taken))}" in ${parentOf(path)}`,
    'Give it another name',
  );
}

async function namesIn(root: string, folder: string): Promise<readonly string[]> {
  return attempt(`${folder} cannot be read in ${root}`, async () => {
    try {
      return await readdir(await inside(root, folder));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  });
}
