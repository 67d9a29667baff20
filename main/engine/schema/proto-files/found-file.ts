import type { KeptFile } from './kept-file.ts';

/** A file of a set of files that import each other. */
export interface FoundFile {
  readonly kept: KeptFile;
  /** As others import it. */
  readonly name: string;
  /** Names of the files that its imports lead to, in their order; where one leads nowhere, as written. */
  readonly imports: readonly string[];
  /** It is the person's, and does not come with Duplex. */
  readonly isOwn: boolean;
}
