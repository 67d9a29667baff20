import type { OnEvent } from './call-event.ts';
import type { CheckTime } from './check-time.ts';
import {
  type GivenMessage,
  isMisframed,
  type MessagePrefix,
  prefixLength,
} from './message-runs.ts';
import type { ReceivedChecks } from './received-checks.ts';

interface InboxOptions {
  readonly checks: ReceivedChecks;
  /** What of the messages is checked; each without it. */
  readonly checkTime: CheckTime | undefined;
  /** Now, as events tell it. */
  readonly moment: () => number;
  readonly tell: OnEvent;
  /** What comes now can be read no further. */
  readonly onMisframed: () => void;
  /** Until the promise settles nothing is to follow. */
  readonly onLooking: (looking: Promise<void>) => void;
}

/** The receiving side of one call: numbers its messages, tells each of them, and has it checked. */
export class Inbox {
  readonly #options: InboxOptions;
  #count = 0;
  #misframed: MessagePrefix | undefined;
  #isClosed = false;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /** How many messages were received. */
  get count(): number {
    return this.#count;
  }

  /** The prefix behind which nothing can be read. */
  get misframed(): MessagePrefix | undefined {
    return this.#misframed;
  }

  /** Takes a message, or what it is `given` for. */
  take(payload: Buffer, given: GivenMessage | undefined): void {
    if (this.#isClosed) return;
    if (given !== undefined && isMisframed(given)) {
      this.#misframed = given;
      this.close();
      this.#options.onMisframed();
      return;
    }
    if (given?.run !== undefined) for (const run of given.run) this.#takeRun(run);
    else this.#take(payload, given?.length);
  }

  /** Takes the runs that are left. */
  takeRest(left: () => GivenMessage | undefined): void {
    for (let given = left(); given !== undefined && !this.#isClosed; given = left())
      for (const run of given.run ?? []) this.#takeRun(run);
  }

  /** Nothing more is told. */
  close(): void {
    this.#isClosed = true;
  }

  #takeRun(run: Buffer): void {
    let from = prefixLength;
    while (from <= run.length && !this.#isClosed) {
      const end = from + run.readUInt32BE(from - 4);
      this.#take(run.subarray(from, end), end - from);
      from = end + prefixLength;
    }
  }

  #take(payload: Buffer, wireBytes: number | undefined): void {
    this.#count += 1;
    // Asked anew for each: what is told of the one before has a time of its own.
    const at = this.#options.moment();
    const index = this.#count;
    const { tell, checkTime } = this.#options;
    // Made at once as it is: there may be a million of them a second.
    if (wireBytes === undefined) tell({ at, type: 'received', index, payload });
    else tell({ at, type: 'received', index, payload, wireBytes });
    if (checkTime === undefined) this.#look(index, payload);
    else checkTime.spend(() => this.#look(index, payload));
  }

  #look(index: number, payload: Buffer): void {
    const looking = this.#options.checks.look(index, payload);
    if (looking !== undefined) this.#options.onLooking(looking);
  }
}
