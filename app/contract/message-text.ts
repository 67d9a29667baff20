import * as v from 'valibot';
import { type CallCommands, callInputs } from './call-commands.ts';
import { callId } from './calls.ts';

/**
 * The text of a large message, which stays in the engine: the window asks for the rows that it shows. A row
 * is a line or, of a line of more than 500 bytes, one of its parts.
 */
export interface TextInfo {
  readonly textId: string;
  /** The message as JSON, or its first bytes, where it has none. */
  readonly kind: 'json' | 'hex';
  /** So far, as are lines and bytes. */
  readonly rows: number;
  readonly lines: number;
  readonly bytes: number;
  /** Bytes of the longest row so far. */
  readonly longest: number;
  readonly isDone: boolean;
  /** One more whenever the text began anew, and the rows that were told are others. */
  readonly revision: number;
  /** What of the message the text does not have, or why it is no JSON, in sentences. */
  readonly notes: readonly string[];
  /** Why there is no more of it, and no text at all where there are no rows. */
  readonly fault?: string;
}

export interface TextRow {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** It goes on a line that began in a row before it. */
  readonly isContinued?: boolean;
}

/** How far it has been looked for words in a text. */
export interface TextFound {
  readonly textId: string;
  readonly findId: string;
  /** Matches so far; at most a million are counted. */
  readonly matches: number;
  readonly isMore: boolean;
  readonly isDone: boolean;
}

/** A match by its number, from 0, and where it begins. */
export interface TextMatch {
  readonly index: number;
  readonly row: number;
  /** Characters before it in its row. */
  readonly column: number;
}

/** What a window may ask of the texts of large messages; part of the commands. */
export interface TextCommands {
  /**
   * Begins to write the text of a message, in the form that messages are shown in now, or gives the one
   * that is held. The few that were looked at last are held.
   */
  'texts.open': { input: { callId: string; seq: number }; output: TextInfo };
  /** Nobody looks at it: what is not written of it yet need not be. */
  'texts.leave': { input: { textId: string }; output: null };
  /** Rows `from` … `from + count - 1`, as far as they exist; fails when the text is no longer held. */
  'texts.rows': {
    input: { textId: string; from: number; count: number };
    output: { readonly revision: number; readonly rows: readonly TextRow[] };
  };
  /** Puts rows `from` … `from + count - 1` on the clipboard; fails when they are too much for that. */
  'texts.copy': { input: { textId: string; from: number; count: number }; output: null };
  /**
   * Puts a whole message on the clipboard, of any size that this takes, once it is written; the binary forms
   * are of messages only.
   */
  'texts.copyMessage': { input: CallCommands['calls.text']['input']; output: null };
  /** Begins to look for words, in the place of what was looked for before. */
  'texts.find': {
    input: { textId: string; findId: string; words: string; isCaseSensitive: boolean };
    output: null;
  };
  /** The match with a number, or the first one from a row on; `null` where there is none so far. */
  'texts.match': {
    input: { textId: string; findId: string; index?: number | undefined; row?: number | undefined };
    output: TextMatch | null;
  };
}

export interface TextEvents {
  /** A text goes on, at most 15 times a second, and at its end. */
  'texts.progress': TextInfo;
  'texts.found': TextFound;
}

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const textId = v.pipe(v.string(), v.maxLength(40));
const findId = v.pipe(v.string(), v.maxLength(64));

/** See `commandInputs`. */
export const textInputs = {
  'texts.open': v.object({ callId, seq: wholeNumber }),
  'texts.leave': v.object({ textId }),
  'texts.rows': v.object({
    textId,
    from: wholeNumber,
    count: v.pipe(wholeNumber, v.maxValue(500)),
  }),
  'texts.copy': v.object({ textId, from: wholeNumber, count: wholeNumber }),
  'texts.copyMessage': callInputs['calls.text'],
  'texts.find': v.object({
    textId,
    findId,
    words: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
    isCaseSensitive: v.boolean(),
  }),
  'texts.match': v.object({
    textId,
    findId,
    index: v.optional(wholeNumber),
    row: v.optional(wholeNumber),
  }),
};
