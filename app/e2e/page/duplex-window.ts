import { expect, type Locator, type Page } from '@playwright/test';

/** The window as a person sees it: every selector of the stories lives here. */
export class DuplexWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get address(): Locator {
    return this.page.getByLabel('Server address', { exact: true });
  }
  get connection(): Locator {
    return this.page.getByRole('status', { name: 'Connection' });
  }
  /** Which environment gives the variables. */
  get environment(): Locator {
    return this.page.getByRole('combobox', { name: 'Environment', exact: true });
  }
  get services(): Locator {
    return this.page.getByRole('tree', { name: 'Services' });
  }
  /** What is wrong with the schema, beside its services. */
  get schemaFault(): Locator {
    return this.page.getByRole('navigation', { name: 'Explorer' }).getByRole('alert');
  }
  /** What was just done. */
  get note(): Locator {
    return this.page.getByRole('status', { name: 'Note' });
  }
  get addSchemaDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Add schema' });
  }
  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter services' });
  }
  get tabs(): Locator {
    return this.page.getByRole('tablist', { name: 'Requests' }).getByRole('tab');
  }
  /** What can stand at the cursor of the message. */
  get offers(): Locator {
    return this.page.getByRole('listbox', { name: 'Completions' });
  }
  /** What a name or value of the message is. */
  get helpCard(): Locator {
    return this.page.locator('.help-card');
  }
  /** There while some tabs do not fit. */
  get allRequests(): Locator {
    return this.button('All open requests');
  }
  get message(): Locator {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }
  get deadline(): Locator {
    return this.page.getByRole('textbox', { name: 'Deadline' });
  }
  get tlsDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'TLS settings' });
  }
  get tlsProfile(): Locator {
    return this.tlsDialog.getByRole('combobox', { name: 'TLS profile' });
  }
  /** What the connection that stands agreed on. */
  get tlsAgreed(): Locator {
    return this.tlsDialog.getByRole('region', { name: 'Agreed with the server' });
  }
  get callStatus(): Locator {
    return this.page.getByRole('status', { name: 'Call status' });
  }
  get timeline(): Locator {
    return this.page.getByRole('log', { name: 'Timeline' });
  }
  /** What the timeline of a stream is filtered by. */
  get timelineFilter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter timeline' });
  }
  /** The events that the filter finds, or all of them without one. */
  get events(): Locator {
    return this.timeline.getByRole('listbox');
  }
  /** How many match, and how far it has looked. */
  get found(): Locator {
    return this.page.getByTitle('Events that match, of all in the timeline');
  }
  get exportDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Export timeline' });
  }
  /** Past calls. */
  get history(): Locator {
    return this.page.getByRole('listbox', { name: 'History' });
  }
  get detail(): Locator {
    return this.page.getByRole('region', { name: 'Message detail' });
  }

  tlsField(name: string): Locator {
    return this.tlsDialog.getByLabel(name, { exact: true });
  }

  /** An option of the open request that is typed. */
  option(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  /** One that is chosen. */
  choice(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  method(name: string): Locator {
    return this.services.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) });
  }

  part(list: 'Request parts' | 'Response parts', name: string): Locator {
    return this.page.getByRole('tablist', { name: list }).getByRole('tab', { name, exact: true });
  }

  /** Items of the timeline whose name begins so, such as `Received 3`. */
  event(begins: string): Locator {
    return this.timeline.getByRole('option', { name: new RegExp(`^${begins}\\b`) });
  }

  /** Past calls whose name begins so, such as `SayHello, OK 0`. */
  pastCall(begins: string): Locator {
    return this.history.getByRole('option', { name: new RegExp(`^${begins}\\b`) });
  }

  async connectTo(address: string): Promise<void> {
    await this.address.fill(address);
    await this.button('Connect').click();
    await expect(this.connection).toHaveText(/^Connected/);
  }

  /** Gives a file, folder or descriptor set to `Add schema`, which stays open when it finds fault. */
  async addSchema(path: string, importPath = ''): Promise<void> {
    await this.button('Add schema').click();
    const dialog = this.page.getByRole('dialog', { name: 'Add schema' });
    await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill(path);
    await dialog.getByRole('textbox', { name: 'Import path' }).fill(importPath);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByRole('alert').or(this.services).first()).toBeVisible();
  }

  /** Pixels of `Add schema` that can only be seen by scrolling. */
  cutOffAddSchema(): Promise<number> {
    return this.addSchemaDialog
      .locator('.modal-body')
      .evaluate((body) => body.scrollHeight - body.clientHeight);
  }

  /** Finds a method by its name, or `Service/Method` where several services have one of that name. */
  async open(path: string): Promise<void> {
    const [service = '', method = service] = path.split('/');
    await this.filter.fill(service);
    await expect(this.method(method)).toHaveCount(1);
    await this.method(method).click();
    await expect(this.message).toBeVisible();
    // The skeleton first: it would come between the choice of all text and what is typed over it.
    await expect(this.message.locator('.cm-placeholder')).toHaveCount(0);
    await this.filter.fill('');
  }

  /** Puts the text into the message editor, as a paste would. */
  async write(message: object | string): Promise<void> {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    // The editor's own command: a selection from outside may come to it later than the text.
    await this.message.press('ControlOrMeta+a');
    const { keyboard } = this.page;
    await (text === '' ? keyboard.press('Delete') : keyboard.insertText(text));
  }

  async messageText(): Promise<string> {
    return (await this.message.innerText()).replaceAll('\u200b', '');
  }
}
