import { parentPort, workerData } from 'node:worker_threads';
import type { KeptReadings } from '../proto-files/proto-reader.ts';
import { answerReads } from './answer-reads.ts';

// What runs in the reading thread; see `thread-reader.ts`.
const kept: KeptReadings | undefined = workerData ?? undefined;
if (parentPort !== null) answerReads(parentPort, kept);
