import { diagnosticText, type SchemaSummary } from '#app/contract/schema.ts';
import { faultOf, type SourceFault } from './source-fault.ts';

/** As many names are told; of more their number. */
const namesTold = 3;

/** Which of the files are no schema at all, and why: not `.proto` by name and not by what is in them. */
export function refusedFiles(
  paths: readonly string[],
  { diagnostics }: SchemaSummary,
): ReadonlyMap<string, SourceFault> {
  const refused = new Map<string, SourceFault>();
  for (const problem of diagnostics) {
    const { file, line, severity } = problem;
    const path = file === undefined ? undefined : paths.find((one) => isOf(one, file));
    if (path === undefined || severity !== 'error' || refused.has(path)) continue;
    const isText = /\.proto$|(^|[\\/])buf(\.work)?\.yaml$/.test(path);
    if (isText && line !== undefined) continue;
    refused.set(
      path,
      isText ? faultOf(problem) : { text: `${path} is no .proto file`, hint: kinds },
    );
  }
  return refused;
}

/**
 * Whether some of the files may be no schema, by what they gave together with those that were there
 * before: beside these it does not show for certain.
 */
export function areDoubtful(
  paths: readonly string[],
  read: SchemaSummary,
  before: SchemaSummary | undefined,
): boolean {
  const known = new Set(before?.diagnostics.map(diagnosticText));
  const isDoubt = read.diagnostics.some(
    (problem) =>
      problem.line === undefined &&
      (problem.severity === 'error' || problem.given !== undefined) &&
      !known.has(diagnosticText(problem)),
  );
  return isDoubt || refusedFiles(paths, read).size > 0;
}

/** What was added, in a few words. */
export function namesText(names: readonly string[]): string {
  return names.length > namesTold ? `${names.length} files and folders` : names.join(', ');
}

/** Of a path on any system. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

const kinds = 'Give .proto files, folders of them, or descriptor sets';

/** Diagnostics name a file by its path, or from its import root. */
function isOf(path: string, file: string): boolean {
  return path === file || path.replaceAll('\\', '/').endsWith(`/${file}`);
}
