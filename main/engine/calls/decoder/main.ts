import { parentPort } from 'node:worker_threads';
import { answerTexts } from '../text-thread/answer-texts.ts';
import { answerLooks } from './answer-looks.ts';
import { KnownSchemas } from './known-schemas.ts';

// What runs in a decoding thread: timelines (see `decoder.ts`), or texts (`thread-writer.ts`).
if (parentPort !== null) {
  const schemas = new KnownSchemas(parentPort);
  answerLooks(parentPort, schemas);
  answerTexts(parentPort, schemas);
}
