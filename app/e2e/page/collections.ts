import type { Locator, Page } from '@playwright/test';

/** The saved requests in the sidebar, and what is asked about them. */
export class Collections {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: 'Collections' });
  }
  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search saved requests' });
  }
  /** The page of a folder, or of a file that cannot be understood. */
  get reader(): Locator {
    return this.page.getByRole('region', { name: 'Saved requests' });
  }

  item(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name}(,|$)`) });
  }

  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole('note').filter({ hasText: text });
  }

  async saveAs(name: string, folder?: string): Promise<void> {
    const dialog = this.dialog('Save request');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    if (folder !== undefined)
      await dialog.getByRole('combobox', { name: 'Folder' }).selectOption({ label: folder });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  }

  async newFolder(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New folder' }).click();
    const dialog = this.dialog('New folder');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
  }

  /** Opens the dialog `Open workspace`. */
  async askForWorkspace(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.type('open workspace');
    await this.page.keyboard.press('Enter');
    await this.dialog('Open workspace').waitFor();
  }

  /** Chooses from an item's context menu. */
  async choose(item: string, command: string): Promise<void> {
    await this.item(item).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: command }).click();
  }
}
