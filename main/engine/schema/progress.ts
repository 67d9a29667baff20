import type { ReadPhase } from '#app/contract/schema.ts';

/** Hears how far a reading has come, at most some 10 times a second. */
export type OnProgress = (phase: ReadPhase, done: number, total: number) => void;
