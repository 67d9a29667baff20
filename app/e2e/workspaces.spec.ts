import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collections } from './page/collections.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test as launching } from './page/launch.ts';

const test = launching.extend<{ readonly folder: string }>({
  folder: async ({ browserName: _unused }, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'duplex-workspaces-')));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

test('a window has another workspace, a second window the first one, and both come back', async ({
  launch,
  samples,
  folder,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  await duplex.open('SayHello');
  await page.keyboard.press('Control+s');
  await saved.saveAs('in the first');
  await expect(saved.item('in the first')).toBeVisible();

  await saved.askForWorkspace();
  mkdirSync(join(folder, 'second'));
  const dialog = saved.dialog('Open workspace');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('no/whole/path');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('no/whole/path is no folder')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'second'));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(saved.item('in the first')).toBeHidden();
  // Its tab is of the other workspace, and comes back with it.
  await expect(duplex.tabs).toHaveCount(0);
  await duplex.open('SayHello');
  await page.keyboard.press('Control+s');
  await saved.saveAs('in the second');
  await expect(saved.item('in the second')).toBeVisible();
  await duplex.write({ name: 'unsaved' });
  await duplex.button('Workspace settings').click();
  await saved.reader.getByRole('textbox', { name: 'Default deadline' }).fill('7s');
  await page.keyboard.press('Escape');
  await saved.askForWorkspace();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(home, 'workspace'));
  await page.keyboard.press('Enter');
  await expect(duplex.tabs).toHaveText([/in the first/]);
  await saved.askForWorkspace();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'second'));
  await page.keyboard.press('Enter');
  await expect(duplex.tabs).toHaveText([/in the second/]);
  await expect(duplex.message).toContainText('unsaved');
  await duplex.button('Workspace settings').click();
  await expect(saved.reader.getByRole('textbox', { name: 'Default deadline' })).toHaveValue('7s');
  await duplex.button('Discard').click();
  await page.keyboard.press('Escape');

  await saved.askForWorkspace();
  const opened = app.waitForEvent('window');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(home, 'workspace'));
  await dialog.getByRole('button', { name: 'Open in a new window' }).click();
  const other = new Collections(await opened);
  await expect(other.item('in the first')).toBeVisible();
  await expect(saved.item('in the second')).toBeVisible();
  await app.close();

  const again = await launch({ home });
  await expect.poll(() => again.app.windows().length).toBe(2);
  const both = again.app.windows().map((window) => new Collections(window));
  for (const name of ['in the first', 'in the second'])
    await expect
      .poll(async () => (await Promise.all(both.map((one) => one.item(name).count()))).sort())
      .toEqual([0, 1]);
});

test('a new window has the workspace it was asked from, and what one moves the other follows', async ({
  launch,
  samples,
  folder,
}) => {
  const { app, page } = await launch({
    connect: samples.plaintext,
    workspace: join(folder, 'first'),
  });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  await duplex.open('SayHello');
  await page.keyboard.press('Control+s');
  await saved.saveAs('hello');
  await duplex.write({ name: 'unsaved' });
  mkdirSync(join(folder, 'second'));
  await saved.askForWorkspace();
  const elsewhere = app.waitForEvent('window');
  const dialog = saved.dialog('Open workspace');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'second'));
  await dialog.getByRole('button', { name: 'Open in a new window' }).click();
  await expect(await elsewhere).toHaveTitle('second — Duplex');

  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new window');
  await page.keyboard.press('Enter');
  const other = new Collections(await opened);
  await other.item('hello').click();
  await other.item('hello').press('F2');
  await other.page.keyboard.type('renamed');
  await other.page.keyboard.press('Enter');
  await expect(other.item('renamed')).toBeVisible();
  await expect(duplex.tabs).toHaveText([/renamed/]);
  await expect(duplex.message).toContainText('unsaved');
  const files = join(folder, 'first', 'collections');
  renameSync(join(files, 'renamed.request.yaml'), join(files, 'by another.request.yaml'));
  await expect(duplex.tabs).toHaveText([/by another/]);
  await page.keyboard.press('Control+s');
  await expect
    .poll(() => readFileSync(join(files, 'by another.request.yaml'), 'utf8'))
    .toContain('unsaved');
  expect(readdirSync(files)).toEqual(['by another.request.yaml']);
});

test('the first start has saved requests of the sample server', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext, withSample: true });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  await saved.item('say-hello').click();
  await expect(duplex.tabs).toHaveText([/say-hello$/]);
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/^OK/);
});

test('a new workspace is begun, named in the title, and another one opened from the menu', async ({
  launch,
  folder,
}) => {
  const { app, page, home } = await launch();
  const saved = new Collections(page);
  await expect(page).toHaveTitle('workspace — Duplex');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new workspace');
  await page.keyboard.press('Enter');
  const dialog = saved.dialog('New workspace');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(home);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(`${home} is not empty`)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'apis'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('apis — Duplex');
  expect(readFileSync(join(folder, 'apis', 'duplex.yaml'), 'utf8')).toBe('duplex: 1\n');
  const settings = readFileSync(join(folder, 'apis', '.vscode', 'settings.json'), 'utf8');
  expect(settings).toContain('.duplex/schemas/request.schema.json');

  const first = join(home, 'workspace');
  const chosen = await app.evaluate(({ Menu }, label) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label === '&File');
    const recent = file?.submenu?.items.find((item) => item.label === 'Open Recent')?.submenu;
    recent?.items.find((item) => item.label === label)?.click();
    return recent?.items.map((item) => item.label);
  }, first);
  expect(chosen).toEqual([join(folder, 'apis'), first]);
  await expect(page).toHaveTitle('workspace — Duplex');
});
