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

  /** Of each part of the log in memory. Blocks are half full at least: what is to stay has room in twice as much. */
  get memory(): number {
    return this.#limits.memory * (this.keepsAll ? 2 : 1);
  }

  isFull(log: CallLog, place: FullCall['place']): boolean {
    return this.keepsAll && comesTo(log, place) >= this.#limits[place];
  }

  /** How full it is, and what {@link raise} would make of it: so much more each time as was given at first. */
  fullness(log: CallLog, place: FullCall['place']): FullCall {
    const first = this.#first[place];
    const next = first * (Math.floor(comesTo(log, place) / first) + 1);
    return { place, limit: this.#limits[place], next };
  }

  /** All of it is kept, and what comes, up to a higher limit. */
  raise(log: CallLog, place: FullCall['place']): void {
    this.#limits[place] = this.fullness(log, place).next;
  }

  /** From now on the oldest is let go. */
  letGo(): void {
    this.#whenFull = 'keepNewest';
  }
}

function comesTo({ bytes, written }: CallLog, place: FullCall['place']): number {
  return place === 'disk' ? bytes : bytes - written;
}
