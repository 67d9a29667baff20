import { parentPort } from 'node:worker_threads';
import { answerLooks } from './answer-looks.ts';

// What runs in the decoding thread; see `decoder.ts`.
if (parentPort !== null) answerLooks(parentPort);
