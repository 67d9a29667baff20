import type { CallSummary } from '#app/contract/calls.ts';

/** Why nothing is received: see `CallSummary`. */
type Reason = NonNullable<CallSummary['paused']>;

/** What can be stopped, and goes on where it was. */
interface Stoppable {
  pause(): void;
  resume(): void;
}

/** What a person can do something about is told first. */
const told: readonly Reason[] = ['asked', 'full', 'disk'];

/** Stops a call's receiving for as long as there is a reason to. */
export class Brake {
  readonly #call: () => Stoppable;
  readonly #reasons = new Set<Reason>();

  constructor(call: () => Stoppable) {
    this.#call = call;
  }

  /** The first to be told of the reasons that hold. */
  get reason(): Reason | undefined {
    return told.find((reason) => this.#reasons.has(reason));
  }

  holdsFor(reason: Reason): boolean {
    return this.#reasons.has(reason);
  }

  set(reason: Reason, holds: boolean): void {
    const did = this.#reasons.size > 0;
    if (holds) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    const does = this.#reasons.size > 0;
    if (does === did) return;
    if (does) this.#call().pause();
    else this.#call().resume();
  }
}
