import { isSent } from '#app/core/metadata.ts';
import type { MetadataRow } from './metadata-paste.ts';

/** A row that is said further out. */
export interface InheritedRow {
  readonly name: string;
  readonly value: string;
  /** Who says it: `the workspace`. */
  readonly from: string;
}

/** What is inherited under a name, and from where, which a row of that name takes the place of. */
export function replacedBy(name: string, inherited: readonly InheritedRow[]): string | undefined {
  const key = name.trim().toLowerCase();
  const replaced = inherited.filter((row) => row.name.trim().toLowerCase() === key);
  if (replaced.length === 0) return undefined;
  return replaced.map(({ value, from }) => `“${value}”, inherited from ${from}`).join('; ');
}

/** The rows that go out, in order. */
export function metadataPairs(rows: readonly MetadataRow[]): [string, string][] {
  return rows.filter(isSent).map(({ name, value }) => [name.trim(), value]);
}
