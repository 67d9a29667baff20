import { metadataFault } from '#app/core/metadata.ts';
import type { MetadataRow } from './metadata-paste.ts';

/** The rows that go out, in order. */
export function metadataPairs(rows: readonly MetadataRow[]): [string, string][] {
  return rows.filter(isSent).map(({ name, value }) => [name.trim(), value]);
}

/** What is wrong with one row, as a sentence. */
export function rowFault(row: MetadataRow): string | undefined {
  if (!isSent(row)) return undefined;
  if (row.name.trim() === '') return 'This value has no name';
  return metadataFault(row.name.trim(), row.value);
}

function isSent({ name, value, disabled }: MetadataRow): boolean {
  return disabled !== true && (name.trim() !== '' || value !== '');
}
