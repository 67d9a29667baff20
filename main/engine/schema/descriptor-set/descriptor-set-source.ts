import { basename, resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { type Diagnostic, diagnosticText } from '#app/contract/schema.ts';
import { circlesOf } from '../link/imports.ts';
import { shownPath } from '../proto-files/file-names.ts';
import type { SchemaFile } from '../schema-file.ts';
import type { LoadedSource, SchemaSource } from '../source.ts';
import { beginsAsDescriptorSet, readDescriptorSet } from './read-descriptor-set.ts';
import { firstByte, setBytes } from './set-bytes.ts';

const howToMakeOne =
  'Make one with protoc --include_imports --descriptor_set_out=FILE, or with buf build -o FILE.binpb';

export interface DescriptorSetOptions {
  /** Files that hold a `FileDescriptorSet` each; of a file that several have, the first counts. */
  readonly paths: readonly string[];
  /** What relative paths are relative to. */
  readonly cwd: string;
}

/**
 * The schema of compiled descriptor sets, with comments where they have source information. A set
 * that cannot be read is told and hides no other. Rejects with a `schema-invalid` failure when none
 * could be read.
 */
export function createDescriptorSetSource({ paths, cwd }: DescriptorSetOptions): SchemaSource {
  return {
    kind: 'descriptor-sets',
    paths: paths.map((path) => resolve(cwd, path)),
    title: paths.map((path) => basename(path)).join(', '),
    async load(signal): Promise<LoadedSource> {
      const files = new Map<string, SchemaFile>();
      const diagnostics: Diagnostic[] = [];
      const filesOfPaths: number[] = [];
      for (const path of paths) {
        try {
          const read = readDescriptorSet(await setBytes(resolve(cwd, path), signal));
          for (const file of read) if (!files.has(file.name)) files.set(file.name, file);
          filesOfPaths.push(read.length);
        } catch (error) {
          signal.throwIfAborted();
          filesOfPaths.push(0);
          diagnostics.push(unreadable(shownPath(cwd, resolve(cwd, path)), error));
        }
      }
      const [first] = diagnostics;
      if (files.size === 0 && first !== undefined)
        throw new Failure('schema-invalid', diagnosticText(first), first.hint);
      const watch = { folders: [], files: paths.map((path) => resolve(cwd, path)) };
      const all = [...files.values()];
      return { files: all, diagnostics: [...diagnostics, ...circles(all)], watch, filesOfPaths };
    },
  };
}

/** No compiler lets them pass, though what they define can be used. */
function circles(files: readonly SchemaFile[]): readonly Diagnostic[] {
  const importing = files.map(({ name, dependencies }) => ({
    name,
    imports: dependencies.map((imported) => ({ name: imported })),
  }));
  return circlesOf(importing).map(({ file, message }) => ({
    severity: 'error',
    message: `${file.name} of a descriptor set: ${message}`,
  }));
}

/**
 * Whether a file holds a descriptor set, packed by gzip or not. It is told by its content, whatever its
 * name: all sets begin with the same byte, and no text goes on as one. A pipe can be read once only, so
 * nobody looks into it.
 */
export async function isDescriptorSet(path: string, signal: AbortSignal): Promise<boolean> {
  try {
    const first = await firstByte(path);
    if (first !== setBegins && first !== gzipBegins) return false;
    return beginsAsDescriptorSet(await setBytes(path, signal));
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** The tag of a set's first file. A text may begin with it too: it is a line feed. */
const setBegins = 0x0a;
const gzipBegins = 0x1f;

function unreadable(file: string, error: unknown): Diagnostic {
  const { code } = error as NodeJS.ErrnoException;
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: 'error',
    file,
    message: `this descriptor set cannot be read: ${isMissing ? 'there is no such file' : reason}`,
    hint: isMissing ? 'Check the path' : howToMakeOne,
  };
}
