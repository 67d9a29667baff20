import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { FileFault } from '#app/contract/workspace.ts';
import { diskFailure, hasCode, isMissing } from '#app/core/disk-failure.ts';
import { Turns } from '../schema/turns.ts';
import { inside, leadsToFile } from './disk/inside.ts';
import { sweep } from './disk/whole-file.ts';
import { dotEnvName } from './dot-env.ts';
import { byKindAndName, folderFileName, requestEnding } from './item-names.ts';
import { type KnownFile, look, stampOf } from './known-file.ts';

/** What is in a folder, by name: names, and the path is that of the folder and the name. */
interface Listing {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly faults: readonly FileFault[];
}

/** More files, or folders within each other, are not looked at; it is told. */
export const mostFiles = 50_000;
const deepest = 32;
/** What is looked at of the workspace's folder. */
const roots: readonly string[] = ['', 'collections', 'environments'];
/** Texts are kept for the search, so far as they are not many or long. */
const longestKept = 200_000;
const mostKept = 64_000_000;
const mostGone = 8_000_000;

/** The files of a workspace as they were when they were last looked at. */
export class WorkspaceFiles {
  readonly root: string;
  readonly #listings = new Map<string, Listing>();
  readonly #known = new Map<string, KnownFile>();
  /** Texts of files that are gone, the last one last. */
  readonly #gone = new Map<string, string>();
  #kept = 0;

  /** @param root absolute path of the workspace's folder */
  constructor(root: string) {
    this.root = root;
  }

  known(path: string): KnownFile | undefined {
    return this.#known.get(path);
  }

  /** What a file said last, where that was kept; of one that is gone too, which begins with it anew. */
  lastTextOf(path: string): string | undefined {
    return this.#known.get(path)?.text ?? this.#gone.get(path);
  }

  listing(folder: string): Listing {
    return this.#listings.get(folder) ?? { folders: [], files: [], faults: [] };
  }

  /** All folders that are there, the workspace's own first. */
  get folders(): readonly string[] {
    return [...this.#listings.keys()];
  }

  get files(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** By path: tells one content from another. */
  revisions(): ReadonlyMap<string, string> {
    return new Map([...this.#known].map(([path, { revision }]) => [path, revision]));
  }

  /** Whether there are more than are looked at. */
  get areTooMany(): boolean {
    return this.#paths().length > mostFiles;
  }

  /** Looks at everything again; of the files only at those that are others now. */
  async refresh(): Promise<void> {
    this.#listings.clear();
    for (const folder of roots) await this.#list(folder, true);
    const there = new Set(this.#paths());
    for (const path of this.#known.keys()) if (!there.has(path)) this.#lose(path);
    await this.#lookAt([...there], false);
  }

  /** Looks at these files and folders again, and at what is in the folders. */
  async refreshOnly(paths: readonly string[]): Promise<void> {
    const before = new Set(this.#paths());
    for (const folder of new Set(paths.map(parentOf))) await this.#list(folder, false);
    for (const path of paths) if (this.#isListed(path)) await this.#list(path, true);
    const now = this.#paths();
    const there = new Set(now);
    for (const path of before) if (!there.has(path)) this.#lose(path);
    const touched = new Set(paths);
    const isTouched = (path: string): boolean =>
      touched.has(path) || touched.has(parentOf(path)) || !this.#known.has(path);
    await this.#lookAt(now.filter(isTouched), true);
  }

  #isListed(path: string): boolean {
    return roots.includes(path) || this.listing(parentOf(path)).folders.includes(nameOf(path));
  }

  #paths(): readonly string[] {
    return [...this.#listings].flatMap(([folder, { files }]) =>
      files.map((name) => joined(folder, name)),
    );
  }

  async #list(path: string, deep: boolean): Promise<void> {
    const before = this.listing(path).folders;
    const listing = await this.#look(path);
    if (listing === undefined) {
      this.#unlist(path);
      return;
    }
    this.#listings.set(path, listing);
    const gone = before.filter((name) => !listing.folders.includes(name));
    for (const name of gone) this.#unlist(joined(path, name));
    for (const name of listing.folders) {
      const folder = joined(path, name);
      if (deep || !this.#listings.has(folder)) await this.#list(folder, true);
    }
  }

  #unlist(path: string): void {
    for (const folder of this.#listings.keys())
      if (folder === path || folder.startsWith(`${path}/`)) this.#listings.delete(folder);
  }

  /** `undefined` where no folder is. */
  async #look(path: string): Promise<Listing | undefined> {
    const folder = join(this.root, path);
    let entries: readonly Dirent[];
    try {
      entries = await readdir(await inside(this.root, path), { withFileTypes: true });
    } catch (error) {
      if (error instanceof Failure)
        return { folders: [], files: [], faults: [{ path, message: leadsOut }] };
      // A file in a folder's place is told with what is in the folder above; the root has none.
      const isNothing = path === '' ? hasCode(error, 'ENOENT') : isMissing(error);
      if (isNothing) return undefined;
      const { message } = diskFailure(`${folder} cannot be read`, error).error;
      return { folders: [], files: [], faults: [{ path, message }] };
    }
    return this.#sorted(path, entries);
  }

  async #sorted(path: string, entries: readonly Dirent[]): Promise<Listing> {
    const folders: string[] = [];
    const files: string[] = [];
    const faults: FileFault[] = [];
    const fault = (name: string, message: string) =>
      faults.push({ path: joined(path, name), message });
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.')) {
        const isOut = path === '' && name === dotEnvName && entry.isSymbolicLink();
        if (isOut && !(await leadsToFile(this.root, name))) fault(name, leadsOut);
        await sweep(join(this.root, path), name);
        continue;
      }
      const isOurs = counts(path, name);
      if (entry.isDirectory() && countsAsFolder(path) && !isOurs) {
        if (path.split('/').length > deepest) fault(name, `lies more than ${deepest} folders deep`);
        else folders.push(name);
      } else if (entry.isSymbolicLink() && (isOurs || countsAsFolder(path))) {
        if (isOurs && (await leadsToFile(this.root, joined(path, name)))) files.push(name);
        else fault(name, leadsOut);
      } else if (entry.isFile() && isOurs) files.push(name);
      else if (isOurs) fault(name, 'is no file, and is not read');
      const meant = entry.isFile() && !isOurs ? meantName(path, name) : undefined;
      if (meant !== undefined) fault(name, `is not read. Did you mean ${meant}?`);
    }
    return { folders: byNames('folder', folders), files: byNames('request', files), faults };
  }

  async #lookAt(paths: readonly string[], again: boolean): Promise<void> {
    const turns = new Turns();
    for (const path of paths.slice(0, mostFiles)) {
      await this.#lookAtOne(path, again);
      if (turns.areDue) await turns.others();
    }
  }

  async #lookAtOne(path: string, again: boolean): Promise<void> {
    const file = join(this.root, path);
    const stamp = stampOf(file);
    const before = this.#known.get(path);
    if (before !== undefined && before.stamp === stamp && !again) return;
    const known = stamp === undefined ? undefined : await look(file, path, stamp);
    if (known === undefined) return this.#lose(path);
    this.#forget(path);
    this.#gone.delete(path);
    this.#keep(path, known);
  }

  #keep(path: string, known: KnownFile): void {
    const { text, ...rest } = known;
    const length = text?.length ?? 0;
    const isKept = length <= longestKept && this.#kept + length <= mostKept;
    if (isKept) this.#kept += length;
    this.#known.set(path, isKept ? known : rest);
  }

  #lose(path: string): void {
    const text = this.#known.get(path)?.text;
    if (text !== undefined) this.#gone.set(path, text);
    let length = 0;
    for (const [one, { length: more }] of [...this.#gone].reverse()) {
      length += more;
      if (length > mostGone) this.#gone.delete(one);
    }
    this.#forget(path);
  }

  #forget(path: string): void {
    this.#kept -= this.#known.get(path)?.text?.length ?? 0;
    this.#known.delete(path);
  }
}

const leadsOut = 'is a link to a folder or out of the workspace, and is not read';

/** Once for a listing: comparing as people do takes its time. */
function byNames(kind: 'folder' | 'request', names: readonly string[]): readonly string[] {
  const named = names.map((file) => ({ file, kind, name: file.replace(/\.request\.yaml$/, '') }));
  return named.sort(byKindAndName).map(({ file }) => file);
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function countsAsFolder(path: string): boolean {
  return path === 'collections' || path.startsWith('collections/');
}

/** What counts, of a name that has but another ending or other letters. */
function meantName(folder: string, name: string): string | undefined {
  const like = name.replace(/(\.request)?\.ya?ml$/i, (ending) =>
    ending.toLowerCase().replace(/yml$/, 'yaml'),
  );
  const meant = /^(?:duplex|folder)\.yaml$/i.test(like) ? like.toLowerCase() : like;
  return meant !== name && counts(folder, meant) ? meant : undefined;
}

function counts(folder: string, name: string): boolean {
  if (folder === '') return name === 'duplex.yaml';
  if (folder === 'environments') return name.endsWith('.yaml');
  return name.endsWith(requestEnding) || name === folderFileName;
}
