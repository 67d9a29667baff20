import { parentPort } from 'node:worker_threads';
import { answerReads } from './answer-reads.ts';

// What runs in the reading thread; see `thread-reader.ts`.
if (parentPort !== null) answerReads(parentPort);
