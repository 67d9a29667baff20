import { basename, resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { type Diagnostic, diagnosticText } from '#app/contract/schema.ts';
import { linkFiles } from '../link/link.ts';
import { SchemaFile } from '../schema-file.ts';
import type { LoadedSource, SchemaSource } from '../source.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { findGivenFiles } from './given-files.ts';
import { loadFiles } from './load-files.ts';

export type { ProtoFilesOptions } from './given-files.ts';

/**
 * The schema of `.proto` files. Files are named, and imports found, as protoc does: relative to the
 * import paths in order. Where those do not lead to an import, the folders of the files and the
 * folders above them are tried, and last the files that come with Duplex.
 *
 * All that is wrong is told at once, and what is healthy is there. Rejects with a `schema-invalid`
 * failure only when no file could be read at all, and with the signal's reason when aborted.
 */
export function createProtoFilesSource(options: ProtoFilesOptions): SchemaSource {
  let found: readonly string[] = [];
  return {
    kind: 'files',
    paths: options.protos.map((path) => resolve(options.cwd, path)),
    get title() {
      const names = options.protos.map((path) => basename(path)).join(', ');
      return found.length === 0 ? names : `${names} (imports found in ${found.join(', ')})`;
    },
    async load(signal: AbortSignal): Promise<LoadedSource> {
      const given = await findGivenFiles(options, signal);
      const { own, bundled, missing, diagnostics } = await loadFiles(given, options.cwd, signal);
      found = given.roots.inferred;
      const faults = [...given.diagnostics, ...diagnostics];
      if (own.length === 0) {
        const [first] = faults;
        throw new Failure(
          'schema-invalid',
          first === undefined ? 'No .proto file was given' : diagnosticText(first),
          first?.hint ?? 'Name a .proto file, or a folder that holds some.',
        );
      }
      const linked = linkFiles([...own, ...bundled], missing);
      const files = linked.files.map((file) => SchemaFile.of(file));
      const services = files.slice(0, own.length).flatMap((file) => file.services);
      return {
        files,
        diagnostics: [...faults, ...linked.diagnostics].map((one) => located(one, options.cwd)),
        roots: given.roots.explained(),
        services: services.map(({ name }) => name),
      };
    },
  };
}

/** Where the file of a diagnostic is: it is named as a person knows it. */
function located(diagnostic: Diagnostic, cwd: string): Diagnostic {
  const { file } = diagnostic;
  return file === undefined ? diagnostic : { ...diagnostic, path: resolve(cwd, file) };
}
