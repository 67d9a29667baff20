import type { JsonForm } from '#engine/codec/json-form.ts';
import { History, type HistoryBounds } from './history.ts';

/** The histories by their folders, each made when it is first needed. Whoever made this closes it. */
export class Histories {
  readonly #histories = new Map<string, History>();
  readonly #bounds: () => HistoryBounds | undefined;
  readonly #form: () => JsonForm;

  /** `form` is how the messages of what is opened are shown. */
  constructor(bounds: () => HistoryBounds | undefined, form: () => JsonForm) {
    this.#bounds = bounds;
    this.#form = form;
  }

  in(folder: string): History {
    const known = this.#histories.get(folder);
    if (known !== undefined) return known;
    const history = new History(folder, this.#bounds, this.#form);
    this.#histories.set(folder, history);
    return history;
  }

  /** Resolves when all that ended is written. */
  async close(): Promise<void> {
    await Promise.all([...this.#histories.values()].map((history) => history.close()));
  }
}
