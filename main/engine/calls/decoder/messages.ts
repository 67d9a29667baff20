import type { ExportInput, TimelineFilter } from '#app/contract/call-filter.ts';
import type { AppError } from '#app/contract/result.ts';
import type { LogPiece } from '../log/log-piece.ts';

/** What is done with the events of a call. */
export interface LookingFor {
  readonly filter: TimelineFilter;
  /** What is found is written in this form too. */
  readonly form?: ExportInput['form'];
}

/** What the decoding thread is asked, about the looking that is opened under an id. */
export type Question =
  | {
      readonly ask: 'open';
      readonly id: number;
      readonly schema: number;
      readonly method: string;
      readonly wanted: LookingFor;
    }
  | { readonly ask: 'look'; readonly id: number; readonly piece: LogPiece }
  | { readonly ask: 'close'; readonly id: number };

/** What it answers, to one question after the other. */
export type Answer = { readonly id: number } & (
  | { readonly tell: 'opened'; readonly needsContents: boolean; readonly head: Uint8Array }
  | { readonly tell: 'refused'; readonly error: AppError }
  | Looked
  | { readonly tell: 'failure'; readonly reason: unknown }
);

/** What came of a piece. */
export interface Looked {
  readonly tell: 'looked';
  /** Where in the piece the events are that were found, in order. */
  readonly found: Uint32Array<ArrayBuffer>;
  /** They as they stand in a file. */
  readonly text: Uint8Array<ArrayBuffer>;
  /** Events of which the file has not all. */
  readonly lacking: number;
  /** Types that an `Any` names and the schema does not define. */
  readonly strangers: readonly string[];
  /** The piece's own, handed back. */
  readonly bytes: ArrayBuffer;
}
