import { setImmediate as turn } from 'node:timers/promises';
import { findWords, mostMatches } from './find-words.ts';
import type { TextWriter } from './text-writer.ts';
import { writeText } from './write-text.ts';

/** Writes in this thread, which it holds up; looks for words in turns with its other work. */
export const ownWriter: TextWriter = {
  async write({ schema, type, form, payload }, listener, signal) {
    signal.throwIfAborted();
    const codec = schema.codec(type);
    return schema.knowing(() => writeText(codec, payload, form, listener, () => signal.aborted));
  },
  async find({ pieces, words, isCaseSensitive }, tell, signal) {
    let [before, left] = [0, mostMatches];
    for (const { bytes } of pieces) {
      await turn();
      signal.throwIfAborted();
      const found = findWords(bytes, words, isCaseSensitive, left);
      tell(found.map((at) => at + before));
      before += bytes.length;
      left -= found.length;
      if (left === 0) return;
    }
  },
};
