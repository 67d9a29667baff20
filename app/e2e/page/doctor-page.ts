import type { Locator, Page } from '@playwright/test';

/** The way to a server, step by step. */
export class DoctorPage {
  readonly #page: Locator;

  constructor(page: Page) {
    this.#page = page.getByRole('region', { name: 'Connection doctor' });
  }

  get verdict(): Locator {
    return this.#page.getByRole('status', { name: 'Verdict' });
  }

  /** `TLS: Failed` */
  step(nameAndState: string): Locator {
    return this.#page.getByRole('listitem', { name: nameAndState, exact: true });
  }
}
