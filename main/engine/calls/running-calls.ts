import { Call } from './call.ts';
import type { OnEvent } from './call-event.ts';
import type { CallOptions } from './call-options.ts';

/** The calls that nobody holds and that have not ended. */
export class RunningCalls {
  readonly #calls = new Set<Call>();
  /** Made once: every call has it. */
  readonly #forget = (call: Call): boolean => this.#calls.delete(call);

  begin(options: CallOptions, onEvent: OnEvent): Call {
    const call = new Call(options, onEvent, this.#forget);
    this.#calls.add(call);
    return call;
  }

  /** `why`: as for {@link Call.cancel}. */
  cancel(why: string): void {
    for (const call of this.#calls) call.cancel(why);
  }
}
