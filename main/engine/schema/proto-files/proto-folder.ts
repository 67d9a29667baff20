import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import type { LoadedSource } from '../source.ts';
import type { ProtoFilesOptions } from './proto-files-source.ts';
import { createProtoFilesSource } from './proto-files-source.ts';

interface ProtoFolder {
  /** The real path of the folder, or of something in it. */
  readonly path: (name?: string) => string;
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>;
  readonly load: (options: Partial<ProtoFilesOptions>) => Promise<LoadedSource>;
}

/** For tests: a folder that is there while a test runs, each test having its own. */
export function protoFolder(): ProtoFolder {
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'duplex-protos-')));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const path = (name = ''): string => join(folder, name);
  return {
    path,
    write: async (files) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(path(name)), { recursive: true });
        await writeFile(path(name), text);
      }
    },
    load: (options) => {
      const source = createProtoFilesSource({ protos: [], importPaths: [], cwd: '/', ...options });
      return source.load(new AbortController().signal);
    },
  };
}

/** For tests: what is wrong, in a line each. */
export function told({ diagnostics }: LoadedSource): string[] {
  return diagnostics.map(diagnosticText);
}
