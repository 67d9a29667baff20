/**
 * How long what a page began goes on: until it begins anew, or its window is gone.
 */
export class PageLife {
  #controller = new AbortController();

  /** Aborted when the page that is there now is gone. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A page begins in the place of another one. */
  beginAnew(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
  }

  end(): void {
    this.#controller.abort();
  }
}
