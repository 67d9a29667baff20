import type { Diagnostic } from '#app/contract/schema.ts';

/** What is wrong in a file or folder that was given as a source, or with it. */
export function problemsOf(
  given: string,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.filter((one) => one.given === given || isIn(given, one.path));
}

/** On any system; a folder may be written with a slash at its end. */
function isIn(given: string, path: string | undefined): boolean {
  if (path === undefined) return false;
  const folder = given.replace(/[\\/]+$/, '');
  return path === folder || (path.startsWith(folder) && /[\\/]/.test(path.charAt(folder.length)));
}
