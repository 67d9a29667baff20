import type { DroppedFile } from '#app/contract/bridge.ts';
import type { SchemaSummary } from '#app/contract/schema.ts';
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

/** What was dropped, in a few words. */
export function droppedText(files: readonly DroppedFile[]): string {
  if (files.length > namesTold) return `${files.length} files and folders`;
  return files.map(({ name }) => name).join(', ');
}

const kinds = 'Give .proto files, folders of them, or descriptor sets';

/** Diagnostics name a file by its path, or from its import root. */
function isOf(path: string, file: string): boolean {
  return path === file || path.replaceAll('\\', '/').endsWith(`/${file}`);
}
