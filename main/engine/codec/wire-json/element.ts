import type { Writing } from './writing.ts';

/** A value of a field's type: the field itself, an item of its list, or a value of its map. */
export interface Element {
  /** Its wire type; `packed` where a list of them may be one piece. */
  readonly wire: 0 | 1 | 2 | 5;
  readonly isPackable: boolean;
  /** Writes what is at the wire's place; whether that is the default. */
  write(writing: Writing): boolean;
  /** Goes past what is at the wire's place, if it decodes. */
  check(writing: Writing): void;
  /** Writes what stands for one that is not there. */
  writeAbsent(writing: Writing): void;
}
