import { findInPieces } from './find-words.ts';
import type { TextWriter } from './text-writer.ts';
import { writeText } from './write-text.ts';

/** Writes in this thread, which it holds up; looks for words in turns with its other work. */
export const ownWriter: TextWriter = {
  async write({ schema, type, form, payload }, listener, signal) {
    const bytes = await payload();
    signal.throwIfAborted();
    const codec = schema.codec(type);
    return schema.knowing(() => writeText(codec, bytes, form, listener, () => signal.aborted));
  },
  async find({ pieces, words, isCaseSensitive }, tell, signal) {
    const bytes = pieces.map((piece) => piece.bytes);
    for await (const found of findInPieces(bytes, words, isCaseSensitive)) {
      signal.throwIfAborted();
      tell(found);
    }
  },
  close: async () => {},
};
