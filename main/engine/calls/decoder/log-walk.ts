import type { CallTimeline } from '../call-timeline.ts';
import type { LogPiece } from '../log/log-piece.ts';
import { PieceBuffers, pieceEvents } from '../log/piece-buffers.ts';
import type { Decoder, OpenLooking } from './decoder.ts';
import type { Looked, LookingFor } from './messages.ts';

/** So many pieces are read ahead: one waits in the thread while another is looked at. */
const ahead = 2;

/** What came of the events `from` … `from + count - 1`. */
export interface Walked extends Omit<Looked, 'found'> {
  readonly from: number;
  readonly count: number;
  /** Their `seq`s, of those that were found. */
  readonly found: readonly number[];
}

/** Goes through the log of a call, piece after piece, in the decoding thread. Whoever began it closes it. */
export class LogWalk {
  readonly #timeline: CallTimeline;
  readonly #decoder: Decoder;
  readonly #wanted: LookingFor;
  readonly #buffers = new PieceBuffers();
  /** Of the next piece, at a guess: large messages leave room for few. */
  #events = 64;
  #opened: OpenLooking;
  /** Some types are not known, and might be learned. */
  #hasStrangers = false;
  #renewing: Promise<void> | undefined;
  #isClosed = false;

  private constructor(
    timeline: CallTimeline,
    decoder: Decoder,
    wanted: LookingFor,
    opened: OpenLooking,
  ) {
    this.#timeline = timeline;
    this.#decoder = decoder;
    this.#wanted = wanted;
    this.#opened = opened;
  }

  /** Rejects with a `Failure`: a usage one for a filter that no message of the call can be compared by. */
  static async begin(
    timeline: CallTimeline,
    decoder: Decoder,
    wanted: LookingFor,
  ): Promise<LogWalk> {
    const opened = await decoder.open(timeline.schema, timeline.method, wanted);
    return new LogWalk(timeline, decoder, wanted, opened);
  }

  /** What a file begins with. */
  get head(): Uint8Array {
    return this.#opened.head;
  }

  /** What was met and not known is known by now: what was looked at would be found otherwise. */
  get isOutdated(): boolean {
    return this.#hasStrangers && this.#opened.definitions !== this.#timeline.schema.definitions;
  }

  /**
   * Goes on from an event up to where the log, or what of it is wanted, ends by then; the answers come in
   * order, and no more is read than is taken. Rejects with a `Failure` when the thread fails.
   */
  async *from(first: number, end: () => number): AsyncGenerator<Walked> {
    const coming: Promise<Walked>[] = [];
    let next = first;
    while (next < end() || coming.length > 0) {
      while (next < end() && coming.length < ahead) {
        const piece = await this.#read(next, end() - next);
        next += piece.count;
        const walked = this.#look(piece);
        // Whoever stops taking hears of no failure.
        walked.catch(() => {});
        coming.push(walked);
      }
      const walked = await coming.shift();
      if (walked !== undefined) yield walked;
    }
  }

  /** Looks with what is known now, from the next {@link from} on. */
  async renew(): Promise<void> {
    const { schema, method } = this.#timeline;
    const before = this.#opened;
    this.#opened = await this.#decoder.open(schema, method, this.#wanted);
    this.#hasStrangers = false;
    before.close();
    if (this.#isClosed) this.#opened.close();
  }

  close(): void {
    this.#isClosed = true;
    this.#opened.close();
  }

  async #read(from: number, left: number): Promise<LogPiece> {
    const { needsContents } = this.#opened;
    const count = Math.min(left, needsContents ? this.#events : pieceEvents);
    const piece = await this.#timeline.log.readPiece({
      from,
      count,
      withContents: needsContents,
      buffer: this.#buffers.take,
    });
    this.#events = Math.min(pieceEvents, Math.max(16, piece.count * 2));
    return piece;
  }

  async #look(piece: LogPiece): Promise<Walked> {
    const opened = this.#opened;
    let looked = await opened.look(piece);
    if (looked.strangers.length > 0) {
      this.#hasStrangers = true;
      const areKnown = await this.#timeline.schema.learnTypes(looked.strangers);
      if (areKnown) looked = await this.#lookAgain(opened, { ...piece, bytes: looked.bytes });
    }
    this.#buffers.giveBack(looked.bytes);
    const { from, count } = piece;
    return { ...looked, from, count, found: Array.from(looked.found, (at) => from + at) };
  }

  /** With what has been learned since. */
  async #lookAgain(before: OpenLooking, piece: LogPiece): Promise<Looked> {
    if (this.#opened === before) {
      this.#renewing ??= this.renew();
      await this.#renewing;
      this.#renewing = undefined;
    }
    return this.#opened.look(piece);
  }
}
