import type { FieldDescriptor } from '#engine/schema/parse/parsed-file.ts';

export type OptionScalar = bigint | number | boolean | string | Uint8Array;

/** The value of one field of an option message; more than one value only where it is repeated. */
export interface OptionEntry {
  readonly field: FieldDescriptor;
  readonly extension: boolean;
  readonly values: (OptionScalar | OptionTree)[];
  /**
   * The same, when several statements set parts of one message: protoc writes a message for each
   * statement, and they become one only when they are read.
   */
  readonly statements: OptionTree[];
}

/** An option message being put together: its fields by number. */
export class OptionTree {
  /** Full name of the message. */
  readonly type: string;
  readonly entries = new Map<number, OptionEntry>();

  constructor(type: string) {
    this.type = type;
  }

  entry(field: FieldDescriptor, extension: boolean): OptionEntry {
    const number = field.number ?? 0;
    const known = this.entries.get(number);
    if (known !== undefined) return known;
    const entry = { field, extension, values: [], statements: [] };
    this.entries.set(number, entry);
    return entry;
  }
}
