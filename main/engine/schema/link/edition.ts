import type { ParsedFile } from '../parse/parsed-file.ts';

/** Numbers of `google.protobuf.Edition`. */
export const EDITION = { proto2: 998, proto3: 999, of2024: 1001, of2026: 1002 };

/** The edition of a file, a syntax counting as one. */
export function editionOf({ file }: ParsedFile): number {
  if (file.syntax === 'editions') return Number(file.edition ?? 0);
  return file.syntax === 'proto3' ? EDITION.proto3 : EDITION.proto2;
}
