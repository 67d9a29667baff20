import type { DiagnosisStep, StepName } from '#app/contract/diagnosis.ts';
import { type Advice, type AppError, Failure } from '#app/contract/result.ts';
import type { TlsFacts } from '#app/contract/target.ts';
import { rounded } from '#engine/milliseconds.ts';

/** Details for a person: labels with values. */
export type Facts = DiagnosisStep['facts'];

/** What a step that passed came to: a sentence, details, and what the next step needs of it. */
export interface Found<T> {
  readonly value: T;
  readonly summary: string;
  readonly facts?: Facts;
  /** What is wrong all the same. */
  readonly warning?: AppError;
}

/** Why a step failed, with what was found on the way. */
export class StepFailure extends Failure {
  readonly facts: Facts;
  /** What TLS came to on the way, the certificates that were shown with it; the probe knows. */
  tls?: TlsFacts;

  constructor(error: AppError, facts: Facts = []) {
    const { code, message, hint, ...more } = error;
    super(code, message, hint, more);
    this.facts = facts;
  }
}

/** Why nothing can be reached, or what is wrong with the way there: one sentence, and what to try. */
export function cause(message: string, hint: string): AppError {
  return { code: 'unreachable', message, hint };
}

/** A step that failed for a {@link cause}. */
export function unreachable(message: string, hint: string, facts?: Facts): StepFailure {
  return new StepFailure(cause(message, hint), facts);
}

/** The same of a server that may speak the other scheme. */
export function otherScheme(message: string, hint: string, advice: Advice): StepFailure {
  return new StepFailure({ ...cause(message, hint), advice });
}

/** The list of steps as it grows; each is told as it ends. Whoever hears must not throw. */
export class Steps {
  readonly list: DiagnosisStep[] = [];
  readonly #tell: ((step: DiagnosisStep) => void) | undefined;

  constructor(tell?: (step: DiagnosisStep) => void) {
    this.#tell = tell;
  }

  /**
   * Runs one step and notes what it came to, `failed` for one that throws a {@link StepFailure}. Throws
   * on what the work throws. `from`: when it began.
   */
  async run<T>(
    step: StepName,
    failed: string,
    work: () => Promise<Found<T>>,
    from = performance.now(),
  ): Promise<T> {
    try {
      const found = await work();
      this.pass(step, performance.now() - from, found);
      return found.value;
    } catch (error) {
      if (error instanceof StepFailure) this.fail(step, performance.now() - from, failed, error);
      throw error;
    }
  }

  pass(step: StepName, ms: number, { summary, facts = [], warning }: Found<unknown>): void {
    const state = warning === undefined ? 'passed' : 'warning';
    this.#add({ step, state, ms: rounded(ms), summary, facts, ...(warning && { cause: warning }) });
  }

  fail(step: StepName, ms: number, summary: string, { facts, error }: StepFailure): void {
    this.#add({ step, state: 'failed', ms: rounded(ms), summary, facts, cause: error });
  }

  skip(step: StepName, summary: string): void {
    this.#add({ step, state: 'skipped', summary, facts: [] });
  }

  /** Milliseconds of a step that ran. */
  msOf(name: StepName): number | undefined {
    return this.list.find(({ step }) => step === name)?.ms;
  }

  #add(step: DiagnosisStep): void {
    this.list.push(step);
    this.#tell?.(step);
  }
}
