import type { Missing } from './event-log.ts';

/** Events of a log that follow each other, as bytes: to be handed to another thread, which reads them there. */
export interface LogPiece {
  /** Of the first event. */
  readonly from: number;
  readonly count: number;
  /** Their records, and behind these what they hold, if that was asked for. */
  readonly bytes: ArrayBuffer;
  /** How much that is; `bytes` may be longer. */
  readonly held: number;
  /** Where in the log that begins which they hold. */
  readonly start: number;
  /** What is not there of that, by the place of the event in the piece. */
  readonly missing: ReadonlyMap<number, Missing>;
  /** Why records are not there, where they are not. */
  readonly lost: Missing;
}

/** What a piece is to be. */
export interface PieceWanted {
  readonly from: number;
  /** Events at most, all of which are in the log. */
  readonly count: number;
  /** Whether what the events hold is to be in it. */
  readonly withContents: boolean;
  /** Of a size that fits; see `PieceBuffers`. */
  readonly buffer: (size: number) => ArrayBuffer;
}
