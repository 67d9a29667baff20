import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, parse, resolve } from 'node:path';
import type { Diagnostic } from '#app/contract/schema.ts';
import { shownPath } from './file-names.ts';
import { findProtoFiles, isFolder, kindOf, realFile } from './find-files.ts';
import { Roots } from './roots.ts';

export interface ProtoFilesOptions {
  /** `.proto` files, or folders that are searched for them. */
  readonly protos: readonly string[];
  /** Import roots, in order. */
  readonly importPaths: readonly string[];
  /** Folders that must not become roots by themselves. */
  readonly ignoredRoots?: readonly string[];
  /** What relative paths are relative to. */
  readonly cwd: string;
}

export interface GivenFiles {
  /** Real paths. */
  readonly files: readonly string[];
  /** Real paths of the folders that were searched. */
  readonly folders: readonly string[];
  readonly roots: Roots;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the files that a person named, and the roots that follow from where they are. */
export async function findGivenFiles(
  { protos, importPaths, ignoredRoots = [], cwd }: ProtoFilesOptions,
  signal: AbortSignal,
): Promise<GivenFiles> {
  const diagnostics: Diagnostic[] = [];
  const realCwd = await realpath(cwd).catch(() => resolve(cwd));
  const given: string[] = [];
  for (const path of importPaths) {
    const folder = resolve(cwd, path);
    if (await isFolder(folder)) given.push(await realpath(folder));
    else diagnostics.push(missingImportPath(path, folder));
  }
  const ignored = await Promise.all(
    ignoredRoots.map((path) => realpath(resolve(cwd, path)).catch(() => resolve(cwd, path))),
  );
  const roots = new Roots([...new Set(given)], ignored);
  const files = new Set<string>();
  const folders: string[] = [];
  for (const path of protos) {
    signal.throwIfAborted();
    const places = isAbsolute(path) ? [path] : [cwd, ...given].map((root) => resolve(root, path));
    const folder = await firstFolder(places);
    const file = folder === undefined ? await firstFile(places) : undefined;
    if (folder !== undefined) {
      roots.addOwn(folder, 'It was added.');
      const found = await findProtoFiles(folder, signal);
      for (const one of found.files) files.add(one);
      folders.push(...found.folders);
      roots.addFiles(found.files, found.cut ? undefined : folder);
      if (found.files.length === 0) diagnostics.push(emptyFolder(folder));
      if (found.cut) diagnostics.push(tooManyFiles(folder, found.files.length));
    } else if (file !== undefined) {
      files.add(file);
      roots.addFiles([file]);
      if (roots.givenName(file) === undefined) addRootsOf(roots, file, realCwd);
    } else {
      diagnostics.push((await neitherFileNorFolder(path, places)) ?? missingFile(path, places));
    }
  }
  return { files: [...files], folders, roots, diagnostics };
}

/** As for protoc, the current folder is a root for what is below it; the file's own folder is one too. */
function addRootsOf(roots: Roots, file: string, cwd: string): void {
  const below = shownPath(cwd, file) !== file;
  if (below && cwd !== parse(cwd).root) roots.addOwn(cwd, 'It is the current folder.');
  roots.addOwn(dirname(file), `It holds ${basename(file)}, which was added.`);
}

async function firstFolder(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await isFolder(place)) return realpath(place);
  return undefined;
}

async function firstFile(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) {
    const file = await realFile(place);
    if (file !== undefined) return file;
  }
  return undefined;
}

async function neitherFileNorFolder(
  path: string,
  places: readonly string[],
): Promise<Diagnostic | undefined> {
  for (const place of places) {
    const what = await kindOf(place);
    if (what === undefined) continue;
    return {
      severity: 'error',
      message: `"${path}" is ${what}, not a .proto file or a folder`,
      hint: 'Save what it holds as a .proto file, and give that.',
    };
  }
  return undefined;
}

function missingFile(path: string, places: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    message: `"${path}" was not found`,
    hint: `Looked for ${places.join(' and ')}. Check the path, or add the import path it is relative to.`,
  };
}

function missingImportPath(path: string, folder: string): Diagnostic {
  return {
    // As for protoc: it leads to no file, and the other import paths may do.
    severity: 'warning',
    message: `the import path "${path}" is not a folder`,
    hint: folder === path ? 'Check the path.' : `Looked for ${folder}. Check the path.`,
  };
}

function emptyFolder(folder: string): Diagnostic {
  return {
    severity: 'warning',
    message: `there is no .proto file in "${folder}"`,
    hint: 'Folders named node_modules, .git and dist are not searched.',
  };
}

function tooManyFiles(folder: string, count: number): Diagnostic {
  return {
    severity: 'warning',
    message: `only the first ${count} .proto files in "${folder}" are read`,
    hint: 'Add a folder further down.',
  };
}
