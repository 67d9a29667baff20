import type { AppError } from './result.ts';
import type { Certificate } from './target.ts';

/** The steps of a call's way to a server, in their order. `proxy` and `tls` only where there is one. */
export type StepName = 'name' | 'connect' | 'proxy' | 'tls' | 'http2' | 'reflection' | 'call';

/** What one step came to. After a failed one the rest is skipped, as far as it depends on it. */
export interface DiagnosisStep {
  readonly step: StepName;
  readonly state: 'passed' | 'warning' | 'failed' | 'skipped';
  /** Milliseconds it took; absent when skipped. */
  readonly ms?: number;
  /** One sentence: what was found, with the place in it. */
  readonly summary: string;
  /** Details for a person, in order: `Address` `127.0.0.1:443`, `ALPN` `h2`, … */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Why it failed, or what is wrong though it passed, and what to try. */
  readonly cause?: AppError;
}

/** Why a target does or does not connect: what `duplex doctor` prints and the window shows. */
export interface Diagnosis {
  /** The address in its full form. */
  readonly target: string;
  readonly steps: readonly DiagnosisStep[];
  /** The chain that the server showed, its own first; empty without TLS. */
  readonly certificates: readonly Certificate[];
  /** Whether a gRPC call gets an answer there. */
  readonly ok: boolean;
}
