import type { JsonForm } from '#engine/codec/json-form.ts';
import type { LargeCheck } from '../large-text/check-large.ts';
import type { TextPiece } from '../large-text/text-piece.ts';
import type { TextOutcome } from '../large-text/write-text.ts';

/** Memory of both threads in which the first number says, other than 0, that nobody waits any more. */
export type StopSign = Int32Array<SharedArrayBuffer>;

/** What the thread that writes texts is asked. */
export type Question =
  | {
      readonly ask: 'write';
      readonly id: number;
      readonly schema: number;
      readonly type: string;
      readonly form: JsonForm;
      readonly payload: Uint8Array<ArrayBuffer>;
      readonly stop: StopSign;
    }
  | {
      readonly ask: 'check';
      readonly id: number;
      readonly schema: number;
      readonly type: string;
      readonly payload: Uint8Array<ArrayBuffer>;
      readonly stop: StopSign;
    }
  | {
      readonly ask: 'find';
      readonly id: number;
      readonly pieces: readonly Uint8Array<SharedArrayBuffer>[];
      readonly words: string;
      readonly isCaseSensitive: boolean;
      readonly stop: StopSign;
    };

/** What it answers, in this order: of a text its pieces, of words where they are, and then that it is done. */
export type Answer = { readonly id: number } & (
  | { readonly tell: 'begin'; readonly kind: 'json' | 'hex' }
  | { readonly tell: 'piece'; readonly piece: TextPiece }
  | { readonly tell: 'found'; readonly found: Float64Array<ArrayBuffer> }
  /** `strangers`: types that an `Any` names and the schema does not define. */
  | {
      readonly tell: 'written';
      readonly outcome: TextOutcome;
      readonly strangers: readonly string[];
    }
  | { readonly tell: 'checked'; readonly check: LargeCheck }
  | { readonly tell: 'looked' }
  | { readonly tell: 'failure'; readonly reason: unknown }
);
