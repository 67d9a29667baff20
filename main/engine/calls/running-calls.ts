import { Call } from './call.ts';
import type { CallOptions } from './call-options.ts';

/** The calls that nobody holds and that have not ended. */
export class RunningCalls {
  readonly #calls = new Set<Call>();

  begin(options: CallOptions): Call {
    const call = new Call(options);
    this.#calls.add(call);
    void call.ended.then(() => this.#calls.delete(call));
    return call;
  }

  /** `why`: as for {@link Call.cancel}. */
  cancel(why: string): void {
    for (const call of this.#calls) call.cancel(why);
  }
}
