import { join, resolve, sep } from 'node:path';

/**
 * The file that a URL's path names, or nothing when it would lie outside `folder`. `URL` resolves
 * `..`, but not when it hides behind percent signs.
 */
export function fileInside(folder: string, pathname: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const base = resolve(folder);
  const file = join(base, path.endsWith('/') ? `${path}index.html` : path);
  return file.startsWith(base + sep) ? file : undefined;
}
