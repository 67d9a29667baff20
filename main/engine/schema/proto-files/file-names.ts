import { isAbsolute, parse, relative, sep } from 'node:path';

/** The path of a file below a folder, with slashes; undefined when it is not below it. */
export function nameBelow(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
    return undefined;
  return path.split(sep).join('/');
}

/** Whether a file or folder is in a folder, at any depth. */
export function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) && path !== folder;
}

/** Of the files and folders that were given, the innermost that holds a file, or the only one; else empty. */
export function holderOf(file: string, given: readonly string[]): string {
  const holding = given.filter((one) => one === file || isBelow(one, file));
  const inner = holding.toSorted((a, b) => b.length - a.length)[0];
  return inner ?? (given.length === 1 ? (given[0] ?? '') : '');
}

/** How a person knows a file: relative to where they are, if it is below; the root is nowhere. */
export function shownPath(cwd: string, file: string): string {
  if (cwd === parse(cwd).root) return file;
  return nameBelow(cwd, file) ?? file;
}

/** Whether a name may be imported: protoc takes no other, and none leads out of the import roots. */
export function isImportable(name: string): boolean {
  return (
    name !== '' &&
    !name.includes('\\') &&
    !name.includes('\0') &&
    name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
