import type { ByteRange, ByteSource } from './byte-source.ts';
import { type EventRecord, readRecord, recordBytes } from './event-record.ts';

/**
 * How many of a log's first `count` events are not whole any more, because they were let go: their contents, or
 * all that was known of them. Rejects when a file cannot be read.
 */
export async function countLetGo(
  records: ByteSource,
  contents: ByteSource,
  count: number,
): Promise<number> {
  const lost = records.gaps.map(({ from, to }) => ({
    from: Math.floor(from / recordBytes),
    to: Math.ceil(to / recordBytes),
  }));
  const seqOf = (position: number) => firstAt(position, count, lost, records);
  const emptied = await Promise.all(
    contents.gaps.map(async ({ from, to }) => ({ from: await seqOf(from), to: await seqOf(to) })),
  );
  let [sum, end] = [0, 0];
  for (const { from, to } of [...lost, ...emptied].sort((one, other) => one.from - other.from)) {
    sum += Math.max(0, Math.min(to, count) - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

/** The first event whose content is at a position or behind it; of what is lost any is as good as another. */
async function firstAt(
  position: number,
  count: number,
  lost: readonly ByteRange[],
  records: ByteSource,
): Promise<number> {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const gap = lost.find(({ from, to }) => from <= middle && middle < to);
    const record =
      gap === undefined || gap.to < high ? await read(records, gap?.to ?? middle) : undefined;
    if (record === undefined || record.position >= position) high = middle;
    else low = (gap?.to ?? middle) + 1;
  }
  return low;
}

async function read(records: ByteSource, seq: number): Promise<EventRecord | undefined> {
  return readRecord(await records.read(seq * recordBytes, recordBytes), 0);
}

/** Counts it anew whenever more was let go, beside everything else; `tell` hears when the number is another. */
export class LetGo {
  readonly #count: () => Promise<number>;
  readonly #gone: () => number;
  readonly #tell: () => void;
  #counted = 0;
  #isCounting = false;
  /** It was asked while it counted. */
  #isAsked = false;
  #events = 0;

  /** `gone`: how many bytes were let go of; `count`: how many events that comes to. */
  constructor(gone: () => number, count: () => Promise<number>, tell: () => void) {
    this.#gone = gone;
    this.#count = count;
    this.#tell = tell;
  }

  /** As far as it was counted. */
  get events(): number {
    return this.#events;
  }

  /** To be called now and then, and when nothing comes any more. */
  look(): void {
    this.#isAsked = this.#isCounting;
    if (!this.#isCounting && this.#gone() !== this.#counted) void this.#look();
  }

  async #look(): Promise<void> {
    this.#isCounting = true;
    const gone = this.#gone();
    const events = await this.#count().catch(() => this.#events);
    this.#counted = gone;
    this.#isCounting = false;
    // More may have gone meanwhile, and nobody may ask again; in a flood that is at most once for each asking.
    if (this.#isAsked) this.look();
    if (events === this.#events) return;
    this.#events = events;
    this.#tell();
  }
}
