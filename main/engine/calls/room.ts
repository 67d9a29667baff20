import type { FullCall } from '#app/contract/calls.ts';
import { defaultDiskBytes } from './history/history.ts';
import type { Keeping } from './keeping.ts';
import type { CallLog } from './log/call-log.ts';

/** How much a call may come to, on the disk or, where that does not have it, in memory; and what then. */
export class Room {
  #whenFull: NonNullable<Keeping['whenFull']>;
  readonly #first: Readonly<Record<FullCall['place'], number>>;
  readonly #limits: Record<FullCall['place'], number>;

  /** `mayWait`: the call can be held back until somebody has chosen. */
  constructor(keeping: Keeping, mayWait: boolean) {
    const { keptBytes, diskBytes = defaultDiskBytes, newestEvents, whenFull } = keeping;
    const isBounded = newestEvents !== undefined || (whenFull === 'ask' && !mayWait);
    this.#whenFull = isBounded ? 'keepNewest' : (whenFull ?? 'keepNewest');
    this.#first = { disk: diskBytes, memory: keptBytes };
    this.#limits = { ...this.#first };
  }

  get whenFull(): NonNullable<Keeping['whenFull']> {
    return this.#whenFull;
  }

  /** Nothing is let go for its size: the call ends, or waits, instead. */
  get keepsAll(): boolean {
    return this.#whenFull !== 'keepNewest';
  }

  /** Of the whole log on the disk. */
  get disk(): number {
    return this.#limits.disk;
  }

  /** Of each part of the log in memory. */
  get memory(): number {
    return this.keepsAll ? Number.POSITIVE_INFINITY : this.#limits.memory;
  }

  isFull(log: CallLog, place: FullCall['place']): boolean {
    return this.keepsAll && comesTo(log, place) >= this.#limits[place];
  }

  /** How much has come, and up to where {@link raise} would let it: so much more each time as was given at first. */
  fullness({ bytes }: CallLog, place: FullCall['place']): FullCall {
    return { place, bytes, next: bytes + this.#first[place] };
  }

  /** All of it is kept, and what comes, up to a higher limit. */
  raise(log: CallLog, place: FullCall['place']): void {
    this.#limits[place] = comesTo(log, place) + this.#first[place];
  }

  /** From now on the oldest is let go. */
  letGo(): void {
    this.#whenFull = 'keepNewest';
  }
}

/** How much of it there is that the limit of the place is for. */
function comesTo({ bytes, written }: CallLog, place: FullCall['place']): number {
  return place === 'disk' ? bytes : bytes - written;
}
