import type { Diagnostic } from '#app/contract/schema.ts';
import { kindOf } from './find-files.ts';

/** Says what a path is that can be neither read nor searched; undefined when it leads nowhere. */
export async function neitherFileNorFolder(
  path: string,
  places: readonly string[],
): Promise<Diagnostic | undefined> {
  for (const place of places) {
    const what = await kindOf(place);
    if (what === undefined) continue;
    return {
      severity: 'error',
      given: path,
      message: `"${path}" is ${what}, not a .proto file or a folder`,
      hint: 'Save what it holds as a .proto file, and give that.',
    };
  }
  return undefined;
}

export function missingFile(path: string, places: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    given: path,
    message: `"${path}" was not found`,
    hint: `Looked for ${places.join(' and ')}. Check the path, or add the import path it is relative to.`,
  };
}

export function missingImportPath(path: string, folder: string): Diagnostic {
  return {
    // As for protoc: it leads to no file, and the other import paths may do.
    severity: 'warning',
    given: path,
    message: `the import path "${path}" is not a folder`,
    hint: folder === path ? 'Check the path.' : `Looked for ${folder}. Check the path.`,
  };
}

export function emptyFolder(folder: string): Diagnostic {
  return {
    severity: 'warning',
    given: folder,
    message: `there is no .proto file in "${folder}"`,
    hint: 'Folders named node_modules, .git and dist are not searched.',
  };
}

export function tooManyFiles(folder: string, count: number): Diagnostic {
  return {
    severity: 'warning',
    message: `only the first ${count} .proto files in "${folder}" are read`,
    hint: 'Add a folder further down.',
  };
}

export function noBufFolder(path: string, folder: string): Diagnostic {
  return {
    severity: 'warning',
    given: path,
    message: `there is no buf.yaml or buf.work.yaml in "${path}"`,
    hint: `All of ${folder} is taken for one module.`,
  };
}
