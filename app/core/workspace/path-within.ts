/**
 * A path of this machine as a file of a workspace writes it: from the workspace's folder, with `/`, where
 * it lies inside; any other stays as it is.
 */
export function pathWithin(folder: string, path: string): string {
  const isWindows = /^(?:[A-Za-z]:|\\\\)/.test(folder);
  const slashed = (text: string) => (isWindows ? text.replaceAll('\\', '/') : text);
  const folded = (text: string) => (isWindows ? text.toLowerCase() : text);
  const root = `${slashed(folder).replace(/\/+$/, '')}/`;
  if (!folded(slashed(path)).startsWith(folded(root))) return path;
  const inside = slashed(path).slice(root.length).replace(/^\/+/, '');
  return inside === '' ? path : inside;
}

/** Whether a path, as a file of a workspace has it, is one of this machine alone: whole, or from the home folder. */
export function isOfThisMachine(path: string): boolean {
  return /^(?:[\\/]|~(?:[\\/]|$)|[A-Za-z]:[\\/])/.test(path);
}
