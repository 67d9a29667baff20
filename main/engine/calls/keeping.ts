/** How much is kept of a call that is held, and what becomes of it beyond that. Sizes are bytes. */
export interface Keeping {
  /**
   * What is not on the disk: so much of the messages and as much of the index of them; beyond it the oldest
   * are let go, in blocks of 1 MB.
   */
  readonly keptBytes: number;
  /** On the disk; beyond it the oldest events after the first are let go. 2 GB without it. */
  readonly diskBytes?: number;
  /** So many of the newest events at least, and not many more; all of them without it. */
  readonly newestEvents?: number;
  /**
   * A call that has come to what is kept of one lets its oldest go, ends, or receives nothing more until it is
   * said which of the two, or how far to go on (`ask`; a unary call, which cannot wait, lets its oldest go).
   */
  readonly whenFull?: 'keepNewest' | 'end' | 'ask';
  /** Ends a call that the disk refuses to take, instead of going on in memory. */
  readonly endsWithoutDisk?: boolean;
}
