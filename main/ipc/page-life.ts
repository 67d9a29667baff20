import { Failure } from '#app/contract/index.ts';

/**
 * How long what a page began goes on: until it begins anew, or its window is gone. Then what waits
 * ends with a `Failure`, which nobody hears.
 */
export class PageLife {
  #controller = new AbortController();

  /** Aborted when the page that is there now is gone. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A page begins in the place of another one. */
  beginAnew(): void {
    this.end();
    this.#controller = new AbortController();
  }

  end(): void {
    this.#controller.abort(new Failure('cancelled', 'The page that asked is gone'));
  }
}
