import type { Diagnostic } from '#app/contract/schema.ts';
import type { SchemaFile } from '../schema-file.ts';

/** What became of a file when it was linked. */
export interface LinkedFile {
  readonly file: SchemaFile;
  readonly diagnostics: readonly Diagnostic[];
  /** Extension numbers that it asked for. */
  readonly extensions: readonly string[];
  /** What became of it depends on names of files that it does not import. */
  readonly isUnsettled: boolean;
}

/** By import name. */
export type LinkedFiles = ReadonlyMap<string, LinkedFile>;
