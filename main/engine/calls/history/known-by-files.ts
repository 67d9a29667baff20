/** What tells one state of a call's files from another. */
export interface FilesOfCall {
  readonly callId: string;
  readonly bytes: number;
  readonly writtenAt: number;
}

interface Known<T> extends FilesOfCall {
  readonly value: T;
}

/** What was read of calls, as long as size and time of their files are those that it was read from. */
export class KnownByFiles<T> {
  readonly #known = new Map<string, Known<T>>();

  /** How many calls something is known of. */
  get size(): number {
    return this.#known.size;
  }

  get({ callId, bytes, writtenAt }: FilesOfCall): T | undefined {
    const known = this.#known.get(callId);
    const isSame = known?.bytes === bytes && known.writtenAt === writtenAt;
    return isSame ? known.value : undefined;
  }

  note({ callId, bytes, writtenAt }: FilesOfCall, value: T): void {
    this.#known.set(callId, { callId, bytes, writtenAt, value });
  }

  forget(callId: string): void {
    this.#known.delete(callId);
  }

  /** Only of these calls there are files by now. */
  forgetOthers(calls: ReadonlyMap<string, unknown>): void {
    for (const callId of this.#known.keys()) if (!calls.has(callId)) this.#known.delete(callId);
  }
}
