import { expect, type Locator, type Page } from '@playwright/test';

/** What is read of a schema: definitions, files, and where it comes from. */
export class SchemaReader {
  readonly page: Page;
  readonly #reader: Locator;

  constructor(page: Page) {
    this.page = page;
    this.#reader = page.getByRole('region', { name: 'Schema', exact: true });
  }

  get title(): Locator {
    return this.#reader.getByRole('heading', { level: 1 });
  }
  get definition(): Locator {
    return this.#reader.getByRole('textbox', { name: 'Definition', exact: true });
  }
  get docs(): Locator {
    return this.page.getByRole('textbox', { name: 'Docs', exact: true });
  }
  /** How many matches the find line tells. */
  get found(): Locator {
    return this.#reader.getByRole('search').getByRole('status');
  }
  get back(): Locator {
    return this.#reader.getByRole('button', { name: 'Back', exact: true });
  }
  get sources(): Locator {
    return this.#reader.getByRole('region', { name: 'Sources', exact: true });
  }
  get roots(): Locator {
    return this.#reader.getByRole('region', { name: 'Import roots' });
  }
  get problems(): Locator {
    return this.#reader.getByRole('region', { name: 'Problems' });
  }
  get markedLine(): Locator {
    return this.#reader.locator('.cm-line[aria-current="location"]');
  }

  problem(text: RegExp): Locator {
    return this.problems.getByRole('button', { name: text });
  }
  usedBy(symbol: string | RegExp): Locator {
    return this.#reader
      .getByRole('complementary', { name: 'Relations' })
      .getByRole('button', { name: symbol });
  }
  typeInBar(name: string): Locator {
    return this.page.getByRole('button', { name: `Definition of ${name}` });
  }
  remove(path: string): Locator {
    return this.sources.getByRole('button', { name: `Remove ${path}`, exact: true });
  }
  moveUp(path: string): Locator {
    return this.roots.getByRole('button', { name: `Move ${path} up`, exact: true });
  }

  /** By keyboard alone, as fast as it can be typed. */
  async goTo(query: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const field = this.page.getByRole('combobox', { name: 'Find a method or type' });
    await expect(field).toBeFocused();
    await this.page.keyboard.type(query);
    await this.page.keyboard.press('Enter');
    await expect(field).toBeHidden();
  }
}
