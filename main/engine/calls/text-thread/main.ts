import { parentPort } from 'node:worker_threads';
import { answerTexts } from './answer-texts.ts';

// What runs in the thread that writes texts; see `thread-writer.ts`.
if (parentPort !== null) answerTexts(parentPort);
