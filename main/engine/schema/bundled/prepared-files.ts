import type { FileIndex } from '../file-index.ts';
import { SchemaFile } from '../schema-file.ts';

/** A line of the prepared files. */
export interface PreparedFile {
  readonly index: FileIndex;
  /** In base64. */
  readonly bytes: string;
}

/** Files that every schema has, linked beforehand: a command line that makes one call has no time for it. */
export function preparedFiles(): readonly SchemaFile[] {
  const texts = import.meta.glob('./prepared-files.ndjson', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const lines = Object.values(texts).join('').trim().split('\n');
  return lines.map((line) => {
    const { index, bytes } = JSON.parse(line) as PreparedFile;
    return SchemaFile.fromIndex(Buffer.from(bytes, 'base64'), index);
  });
}
