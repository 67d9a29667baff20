import { basename, resolve, sep } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { diagnosticText } from '#app/contract/schema.ts';
import type { LoadedSource, SchemaSource } from '../source.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { type ProtoReader, TreeReader } from './proto-reader.ts';

export type { ProtoFilesOptions } from './given-files.ts';

/**
 * The schema of `.proto` files. Files are named, and imports found, as protoc does: relative to the
 * import paths in order. Where those do not lead to an import, the folders of the files and the
 * folders above them are tried, and last the files that come with Duplex.
 *
 * All that is wrong is told at once, and what is healthy is there. Rejects with a `schema-invalid`
 * failure only when no file could be read at all, and with the signal's reason when aborted.
 */
export function createProtoFilesSource(
  options: ProtoFilesOptions,
  reader: ProtoReader = new TreeReader(),
): SchemaSource {
  const { protos, bufDirs = [], cwd } = options;
  const paths = [...protos, ...bufDirs].map((path) => resolve(cwd, path));
  return {
    kind: 'files',
    paths,
    title: paths.map((path) => basename(path)).join(', '),
    async load(signal, onProgress = () => {}, changed): Promise<LoadedSource> {
      const { layout, ...read } = await reader.read(options, signal, onProgress, changed);
      const { own, roots } = layout;
      if (own === 0) {
        const [first] = read.diagnostics;
        throw new Failure(
          'schema-invalid',
          first === undefined ? 'No .proto file was given' : diagnosticText(first),
          first?.hint ?? 'Name a .proto file, or a folder that holds some.',
        );
      }
      const services = read.files.slice(0, own).flatMap((file) => file.services);
      return {
        ...read,
        paths: layout.paths,
        watch: layout.watch,
        filesOfPaths: paths.map((path) => filesIn(path, layout.paths)),
        roots,
        services: services.map(({ name }) => name),
      };
    },
  };
}

/** A file that was given by itself and in a folder counts for both. */
function filesIn(path: string, files: ReadonlyMap<string, string>): number {
  let count = 0;
  for (const file of files.values())
    if (file === path || file.startsWith(path.endsWith(sep) ? path : path + sep)) count += 1;
  return count;
}
