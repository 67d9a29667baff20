import { join } from 'node:path';
import type { Folders } from './folders.ts';

/** Where the files of others are kept, each folder in them being a root as well. */
const collections = ['third_party', 'vendor', 'deps', 'external', '.buf'];

/** Where a project keeps files that others import. */
const customary = [
  'proto',
  'protos',
  'protobuf',
  'googleapis',
  'include',
  'api',
  'src/main/proto',
  'proto/third_party',
  'proto/vendor',
];

const MOST_IN_A_COLLECTION = 200;

/** The folders in a folder that are roots by custom, nearest first. */
export async function vendoredFolders(
  folders: Folders,
  folder: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const deeper: string[] = [];
  for (const name of [...customary, ...collections]) {
    if (!(await folders.hasFolder(folder, name))) continue;
    found.push(join(folder, name));
    if (!collections.includes(name)) continue;
    const inside = await folders.foldersIn(join(folder, name));
    for (const one of inside.slice(0, MOST_IN_A_COLLECTION)) deeper.push(join(folder, name, one));
  }
  return [...found, ...deeper];
}
