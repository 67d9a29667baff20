import type { IFieldDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { KnownNames } from './known-names.ts';
import { Lines } from './lines.ts';
import { SourceNotes } from './source-notes.ts';

/** What printing parts of one file shares. */
export class Printing {
  readonly lines = new Lines();
  readonly notes: SourceNotes;
  readonly names: KnownNames;
  readonly syntax: 'proto2' | 'proto3' | 'editions';

  constructor(file: IFileDescriptorProto) {
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

/** The simple name of the type of a group, which is declared beside the field. */
export function groupName(field: IFieldDescriptorProto): string {
  const name = field.typeName ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}
