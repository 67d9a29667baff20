import type { JsonForm } from '#engine/codec/json-form.ts';
import type { Schema } from '#engine/schema/schema.ts';
import type { LargeCheck } from './check-large.ts';
import type { TextPiece } from './text-piece.ts';
import type { TextListener, TextOutcome } from './write-text.ts';

/** A message whose text is wanted. */
export interface TextSource {
  readonly schema: Schema;
  /** Of its message, as the schema names it. */
  readonly type: string;
  readonly form: JsonForm;
  /** Its bytes, to be handed on; rejects with a `Failure` where they are not there. */
  readonly payload: () => Promise<Uint8Array<ArrayBuffer>>;
}

export interface WordsWanted {
  readonly pieces: readonly TextPiece[];
  readonly words: string;
  readonly isCaseSensitive: boolean;
}

/** Writes texts and looks for words in them, away from whoever asks. Whoever made it closes it. */
export interface TextWriter {
  /** Rejects with the reason of the signal, or with a `Failure` where the thread broke. */
  write(source: TextSource, listener: TextListener, signal: AbortSignal): Promise<TextOutcome>;
  /**
   * `tell` is given the bytes of the text at which the words begin, in order. Rejects as {@link write}
   * does.
   */
  find(
    wanted: WordsWanted,
    tell: (found: Float64Array) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Looks at a message elsewhere, where that is possible. Rejects with a `Failure` where the thread broke. */
  readonly check?: (schema: Schema, type: string, payload: Buffer) => Promise<LargeCheck>;
  close(): Promise<void>;
}
