import { Collections } from './page/collections.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test as launching } from './page/launch.ts';
import { WorkspaceFolder } from './page/workspace-folder.ts';

const test = launching.extend<{ readonly folder: WorkspaceFolder }>({
  folder: async ({ browserName: _unused }, use) => {
    const folder = new WorkspaceFolder();
    await use(folder);
    folder.delete();
  },
});

const settings = 'collections/greetings/folder.yaml';

test('settings that others change meanwhile show both sides; only what was edited is written', async ({
  launch,
  folder,
}) => {
  folder.write(settings, '# ours\ntarget: grpc://a:1\ndeadline: 8s\n');
  folder.write('environments/dev.yaml', 'variables:\n  host: a\n');
  folder.write('duplex.yaml', 'duplex: 1\n');
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  const authority = saved.reader.getByRole('textbox', { name: 'Authority' }).first();

  await saved.choose('greetings', 'Folder settings');
  await authority.fill('mine');
  await expect(saved.item('greetings')).toHaveAccessibleName(/unsaved changes/);
  folder.write(settings, '# ours\ntarget: grpc://a:1\ndeadline: 9s\n');
  await expect(saved.notice(`${settings} was changed on disk`)).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText(`Not saved: decide first about ${settings}`)).toBeVisible();
  await expect(duplex.button('Show both')).toBeFocused();
  await page.keyboard.press('Enter');
  const both = saved.dialog(`${settings}: yours and the file’s`);
  // What only the file changed is kept with mine.
  await expect(both.getByRole('region', { name: 'Mine' }).locator('mark')).toHaveText([
    'authority: mine',
  ]);
  await expect(both.getByRole('region', { name: 'Mine' })).toContainText('deadline: 9s');
  await expect(both.getByRole('region', { name: 'Theirs' }).locator('mark')).toHaveCount(0);
  await both.getByRole('button', { name: 'Keep mine' }).click();
  await expect(saved.reader.getByRole('textbox', { name: 'Default deadline' })).toHaveValue('9s');
  expect(folder.read(settings)).not.toContain('authority');
  await page.keyboard.press('Control+s');
  await expect
    .poll(() => folder.read(settings))
    .toBe('# ours\ntarget: grpc://a:1\nauthority: mine\ndeadline: 9s\n');
  await expect(saved.item('greetings')).not.toHaveAccessibleName(/unsaved changes/);

  // An environment: what is typed outlives its page and a reload, and says so where it is named.
  await duplex.button('Edit environments').click();
  await page.getByRole('textbox', { name: 'Variable value 1' }).fill('mine');
  await page.keyboard.press('Escape');
  await page.reload();
  await duplex.button('Edit environments').click();
  await expect(page.getByRole('textbox', { name: 'Variable value 1' })).toHaveValue('mine');
  await expect(page.getByRole('button', { name: 'dev unsaved changes' })).toBeVisible();
  folder.write('environments/dev.yaml', 'variables:\n  host: a\n  port: 1\n');
  await duplex.button('Keep mine').click();
  await duplex.button('Save').click();
  await expect
    .poll(() => folder.read('environments/dev.yaml'))
    .toBe('variables:\n  host: mine\n  port: 1\n');

  // What is given up can be had back.
  await page.getByRole('textbox', { name: 'Variable value 1' }).fill('again');
  folder.write('environments/dev.yaml', 'variables:\n  host: theirs\n');
  await duplex.button('Take theirs').click();
  await expect(page.getByRole('textbox', { name: 'Variable value 1' })).toHaveValue('theirs');
  await duplex.button('Undo').click();
  await expect(page.getByRole('textbox', { name: 'Variable value 1' })).toHaveValue('again');
  await expect(saved.notice('environments/dev.yaml was changed on disk')).toBeVisible();

  // A folder that goes leaves what was typed of it.
  await saved.choose('greetings', 'Folder settings');
  await authority.fill('kept');
  await page.keyboard.press('Escape');
  folder.remove('collections/greetings');
  await duplex.button('Show them').click();
  await expect(authority).toHaveValue('kept');
  await duplex.button('Save it again').click();
  await expect.poll(() => folder.read(settings)).toContain('authority: kept');
  await expect(saved.item('greetings')).toBeVisible();
});
