import type { Diagnostic } from '#app/contract/schema.ts';

/** How many problems there are in a file or folder, or with it. */
export interface PathProblems {
  readonly errors: number;
  readonly warnings: number;
}

/** Of a path that was given as a source. */
export function problemsOf(given: string, diagnostics: readonly Diagnostic[]): PathProblems {
  const own = diagnostics.filter((one) => one.given === given || isIn(given, one.path));
  const errors = own.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: own.length - errors };
}

export function problemsText({ errors, warnings }: PathProblems): string {
  return [counted(errors, 'error'), counted(warnings, 'warning')].filter(Boolean).join(', ');
}

function counted(count: number, what: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** On any system; a folder may be written with a slash at its end. */
function isIn(given: string, path: string | undefined): boolean {
  if (path === undefined) return false;
  const folder = given.replace(/[\\/]+$/, '');
  return path === folder || (path.startsWith(folder) && /[\\/]/.test(path.charAt(folder.length)));
}
