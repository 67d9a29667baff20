import type { CallHead } from '../log/call-head.ts';

/** A head without the events of a short call. */
export type ListedHead = Omit<CallHead, 'inline'>;

/** What tells one state of a call's files from another. */
export interface FilesOfCall {
  readonly callId: string;
  readonly bytes: number;
  readonly writtenAt: number;
}

interface KnownHead extends FilesOfCall {
  readonly head: ListedHead;
}

/** So many at most, */
const mostKnown = 1000;
/** of calls whose files are no larger than that together. */
const knownBytes = 64 * 1024;

/** Heads of calls that are over, as long as size and time of their files are those that were read. */
export class KnownHeads {
  readonly #known = new Map<string, KnownHead>();

  get({ callId, bytes, writtenAt }: FilesOfCall): ListedHead | undefined {
    const known = this.#known.get(callId);
    const isSame = known?.bytes === bytes && known.writtenAt === writtenAt;
    return isSame ? known.head : undefined;
  }

  note({ callId, bytes, writtenAt }: FilesOfCall, head: ListedHead): void {
    if (head.end === undefined || bytes > knownBytes || this.#known.size >= mostKnown) return;
    this.#known.set(callId, { callId, bytes, writtenAt, head });
  }

  forget(callId: string): void {
    this.#known.delete(callId);
  }

  /** Only of these calls there are files by now. */
  forgetOthers(calls: ReadonlyMap<string, unknown>): void {
    for (const callId of this.#known.keys()) if (!calls.has(callId)) this.#known.delete(callId);
  }
}
