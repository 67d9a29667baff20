import type { CallHead } from '../log/call-head.ts';
import { type FilesOfCall, KnownByFiles } from './known-by-files.ts';

/** A head without the events of a short call. */
export type ListedHead = Omit<CallHead, 'inline'>;

/** So many at most, */
const mostKnown = 1000;
/** of calls whose files are no larger than that together. */
const knownBytes = 64 * 1024;

/** Heads of calls that are over. */
export class KnownHeads extends KnownByFiles<ListedHead> {
  override note(files: FilesOfCall, head: ListedHead): void {
    if (head.end !== undefined && files.bytes <= knownBytes && this.size < mostKnown)
      super.note(files, head);
  }
}
