import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { OptionTypes } from '../option-types.ts';
import { KnownNames } from './known-names.ts';
import { Lines } from './lines.ts';
import { OptionReader } from './option-reader.ts';
import { SourceNotes } from './source-notes.ts';

/** What printing parts of one file shares. */
export class Printing {
  readonly lines = new Lines();
  readonly notes: SourceNotes;
  readonly names: KnownNames;
  readonly options: OptionReader;
  readonly syntax: 'proto2' | 'proto3' | 'editions';

  constructor(file: IFileDescriptorProto, types: OptionTypes) {
    const imports: readonly string[] = file.dependency ?? [];
    this.options = new OptionReader(types, new Set([file.name ?? '', ...imports]));
    this.notes = new SourceNotes(file);
    this.names = new KnownNames(file);
    this.syntax = file.syntax === 'proto3' || file.syntax === 'editions' ? file.syntax : 'proto2';
  }
}

/** Where a declaration is: its path in the file's descriptor, and the full name of what it is in. */
export interface Spot {
  readonly path: readonly number[];
  readonly scope: string;
}

export function innerName(scope: string, name: string | undefined): string {
  return scope === '' ? (name ?? '') : `${scope}.${name ?? ''}`;
}
