import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isFolder, realFile } from './find-files.ts';
import { Once } from './once.ts';

type Kind = 'file' | 'folder' | 'link' | 'other';
/** `undefined` where a folder may not be listed, though what is in it may be read. */
type Listing = ReadonlyMap<string, Kind> | undefined;

/**
 * What is in folders. Each is listed once, so that many names looked up below many roots cost a look
 * into the folders that are there, and none for those that are not.
 */
export class Folders {
  readonly #listings = new Once<Promise<Listing>>();

  /** The real path of the file with that name below a folder, itself a real path. */
  async file(folder: string, name: string): Promise<string | undefined> {
    const kind = await this.#kind(folder, name);
    if (kind === 'file') return join(folder, name);
    return kind === 'link' ? realFile(join(folder, name)) : undefined;
  }

  /** Whether there is a folder with that name below a folder. */
  async hasFolder(folder: string, name: string): Promise<boolean> {
    const kind = await this.#kind(folder, name);
    return kind === 'folder' || (kind === 'link' && (await isFolder(join(folder, name))));
  }

  /** The names of the folders in a folder, in byte order; links are left out. */
  async foldersIn(folder: string): Promise<readonly string[]> {
    const listing =
      (await this.#listings.get(folder, () => list(folder))) ?? new Map<string, Kind>();
    return [...listing].flatMap(([name, kind]) => (kind === 'folder' ? [name] : [])).sort();
  }

  /** `link` when a link is on the way, or may be. */
  async #kind(folder: string, name: string): Promise<Kind | undefined> {
    let at = folder;
    let kind: Kind | undefined = 'folder';
    for (const part of name.split('/')) {
      if (kind !== 'folder') return undefined;
      const folderAt = at;
      const listing = await this.#listings.get(folderAt, () => list(folderAt));
      if (listing === undefined) return 'link';
      kind = listing.get(part);
      if (kind === undefined || kind === 'link') return kind;
      at = join(at, part);
    }
    return kind;
  }
}

async function list(folder: string): Promise<Listing> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Map(
      entries.map((entry) => {
        if (entry.isFile()) return [entry.name, 'file'];
        if (entry.isDirectory()) return [entry.name, 'folder'];
        return [entry.name, entry.isSymbolicLink() ? 'link' : 'other'];
      }),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? new Map() : undefined;
  }
}
