import type { Locator, Page } from '@playwright/test';

/** How a server and its services say they are. */
export class HealthPage {
  readonly page: Locator;

  constructor(page: Page) {
    this.page = page.getByRole('region', { name: 'Health of the server' });
  }

  get summary(): Locator {
    return this.page.getByRole('status', { name: 'Summary' });
  }
  get watch(): Locator {
    return this.page.getByRole('switch', { name: 'Watch' });
  }
  get server(): Locator {
    return this.#row(/^The server as a whole/);
  }

  service(name: string): Locator {
    return this.#row(new RegExp(`^${name.replaceAll('.', '\\.')} `));
  }

  #row(name: RegExp): Locator {
    return this.page.getByRole('table', { name: 'Health' }).getByRole('row', { name });
  }
}
