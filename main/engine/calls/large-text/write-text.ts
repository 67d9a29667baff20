import { sizeText } from '#app/core/size.ts';
import type { JsonForm } from '#engine/codec/json-form.ts';
import type { MessageCodec } from '#engine/codec/message-codec.ts';
import { isTooLong } from '#engine/codec/too-long.ts';
import { checkLarge } from './check-large.ts';
import { hexLines } from './hex-lines.ts';
import { type TextPiece, textPiece } from './text-piece.ts';

/** Hears a text while it is written. */
export interface TextListener {
  /** A text begins; what was told of one before it does not hold. */
  begin(kind: 'json' | 'hex'): void;
  piece(piece: TextPiece): void;
}

/** What is to be known of a text that was written; see `TextInfo`. */
export interface TextOutcome {
  readonly notes: readonly string[];
  readonly fault?: string;
}

/** More text than this is not kept of one message. */
const mostTextBytes = 512 * 1024 * 1024;
/** So much of what has no JSON is shown as it is. */
const shownBytes = 64 * 1024;

const tooMuch = `Its JSON is longer than ${sizeText(mostTextBytes)}: what follows is not shown`;

/** Why no more is written: there is too much, or nobody looks. */
class Enough extends Error {}

/**
 * Writes the JSON of a message, indented by two spaces, or else its first bytes. It holds its thread up until
 * the end, or until `isStopped` says so between two pieces.
 */
export function writeText(
  codec: MessageCodec,
  payload: Uint8Array,
  form: JsonForm,
  listener: TextListener,
  isStopped: () => boolean,
): TextOutcome {
  let written = 0;
  const begin = () => {
    written = 0;
    listener.begin('json');
  };
  const take = (lines: Uint8Array) => {
    written += lines.length;
    if (written > mostTextBytes || isStopped()) throw new Enough();
    listener.piece(textPiece(lines));
  };
  try {
    const { fault } = codec.write(payload, form, { begin, take });
    return fault === undefined
      ? { notes: unknownNotes(codec, payload) }
      : { notes: [fault, ...firstBytes(payload, listener)] };
  } catch (error) {
    if (error instanceof Enough) return { notes: [], fault: tooMuch };
    if (!isTooLong(error)) throw error;
    return { notes: ['Its JSON is longer than a text can be', ...firstBytes(payload, listener)] };
  }
}

/** What of the message its JSON leaves out. */
function unknownNotes(codec: MessageCodec, payload: Uint8Array): readonly string[] {
  const { unknown } = checkLarge(codec, payload);
  if (unknown === undefined) return [];
  return [`The message holds what its type does not define, and its JSON leaves out: ${unknown}`];
}

function firstBytes(payload: Uint8Array, listener: TextListener): readonly string[] {
  const shown = payload.subarray(0, shownBytes);
  listener.begin('hex');
  listener.piece(textPiece(Buffer.from(hexLines(shown))));
  if (shown.length === payload.length) return [];
  const all = sizeText(Math.round(payload.length / 1024) * 1024);
  return [`These are its first ${sizeText(shown.length)} of ${all}`];
}
