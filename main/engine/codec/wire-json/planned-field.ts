import type { Writing } from './writing.ts';

/** A field as it is read and written. */
export interface PlannedField {
  readonly number: number;
  /** Where its start is kept. */
  readonly slot: number;
  /** The slot that all fields of its oneof share; -1 without one. */
  readonly oneof: number;
  readonly wire: number;
  /** Whether several may be in one piece. */
  readonly isPackable: boolean;
  /** A list or map, which is whole only with all that comes of it. */
  readonly isMany: boolean;
  /** Its name with quotes and colon. */
  readonly key: string;
  /** Not written where it holds the default. */
  readonly hidesDefault: boolean;
  /** What is written where it is not there, if anything. */
  readonly absent: string | undefined;
  /** Goes past what is behind a tag of this wire type, if it decodes. */
  readonly check: (writing: Writing, wireType: number) => void;
  /** Writes the value whose tag is at the wire's place; whether it is the default. */
  readonly write: (writing: Writing) => boolean;
}
