import { type Diagnostic, diagnosticText, type SchemaSummary } from '#app/contract/schema.ts';

/** Something wrong with what was given in `Add schema`. */
export interface SourceFault {
  /** With `file:line:column` where known. */
  readonly text: string;
  readonly hint?: string;
}

export function faultOf(problem: Diagnostic): SourceFault {
  return faultFrom(diagnosticText(problem), problem.hint);
}

export function faultFrom(text: string, hint: string | undefined): SourceFault {
  return hint === undefined ? { text } : { text, hint };
}

export function errorsOf(
  summary: SchemaSummary | undefined,
  isMeant: (problem: Diagnostic) => boolean = () => true,
): readonly SourceFault[] {
  return (summary?.diagnostics ?? [])
    .filter((problem) => isError(problem) && isMeant(problem))
    .map(faultOf);
}

/** Whether a problem is one of the file or folder, or of a file in it. */
export function isWithin({ path, given }: Diagnostic, source: string): boolean {
  const own = given ?? path ?? '';
  return own === source || (own.startsWith(source) && /^[\\/]/.test(own.slice(source.length)));
}

/**
 * What kept a source from being read at all: not faults at a place in its text, but that it is not
 * there, or is no text. A folder where only some files are so is read.
 */
export function unreadable({ diagnostics, services }: SchemaSummary): readonly SourceFault[] {
  return diagnostics
    .filter((problem) => isError(problem) && problem.line === undefined)
    .filter(({ file }) => file === undefined || services.length === 0)
    .map(faultOf);
}

/** Import paths that are no folder: a typo is best told before it is taken. */
export function notFolders(
  importPaths: readonly string[],
  { diagnostics }: SchemaSummary,
): readonly SourceFault[] {
  return diagnostics
    .filter(({ given }) => given !== undefined && importPaths.includes(given))
    .map(faultOf);
}

/** The errors that an import path may mend. */
export function lacking(summary: SchemaSummary): readonly SourceFault[] {
  return errorsOf(summary, ({ lacks }) => lacks !== undefined);
}

/** What can be told of a path before anybody looks for it. */
export function pathFault(
  paths: readonly string[],
  importPaths: readonly string[],
): SourceFault | undefined {
  if (paths.length + importPaths.length === 0)
    return {
      text: 'There is no path',
      hint: 'Type the path of a .proto file, of a folder with some, or of a descriptor set',
    };
  const relative = [...paths, ...importPaths].find((one) => !isAbsolute(one));
  if (relative === undefined) return undefined;
  return {
    text: `"${relative}" does not say which folder it starts from`,
    hint: 'Type the whole path, from the root of the disk, or choose it by Browse…',
  };
}

/** On any system: `/…`, `C:\…`, `\\server\…`. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|\\\\|[a-z]:[\\/])/i.test(path);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
