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

const hello = 'collections/greetings/say-hello.request.yaml';

test('a request is saved, moved into a folder with metadata, changed from outside, and kept', async ({
  launch,
  samples,
  folder,
}) => {
  test.setTimeout(120_000);
  const first = await launch({ connect: samples.plaintext, workspace: folder.path });
  const duplex = new DuplexWindow(first.page);
  const saved = new Collections(first.page);

  await duplex.open('SayHello');
  await duplex.write('{ "name": "Ada", "id": 9007199254740993 }');
  await first.page.keyboard.press('Control+s');
  await saved.saveAs('say-hello');
  await expect(duplex.tabs).toHaveText([/say-hello$/]);
  await expect(saved.item('say-hello')).toBeVisible();
  expect(folder.read('collections/say-hello.request.yaml')).toContain(
    '{ "name": "Ada", "id": 9007199254740993 }',
  );

  await saved.newFolder('greetings');
  await saved.choose('say-hello', 'Move item to…');
  await saved.dialog('Move say-hello').getByRole('combobox').selectOption({ label: 'greetings' });
  await saved.dialog('Move say-hello').getByRole('button', { name: 'Move' }).click();
  await expect.poll(() => folder.read(hello)).toContain('Ada');

  await saved.choose('greetings', 'Folder settings');
  await saved.reader.getByRole('button', { name: 'Add metadata' }).click();
  await saved.reader.getByRole('textbox', { name: 'Metadata name 1' }).fill('x-team');
  await saved.reader.getByRole('textbox', { name: 'Metadata value 1' }).fill('greeters');
  await first.page.keyboard.press('Control+s');
  await expect
    .poll(() => folder.read('collections/greetings/folder.yaml'))
    .toMatch(/x-team.*greeters/s);

  // The tab went with its file, and sends what the folder gives.
  await saved.item('say-hello').click();
  await expect(duplex.tabs).toHaveCount(1);
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.part('Response parts', 'Headers').click();
  await expect(first.page.getByRole('table', { name: 'Request headers' })).toContainText(
    'x-teamgreeters',
  );
  expect(folder.run()).toMatch(/^OK +greetings\/say-hello/);

  // An editor changes the file.
  folder.write(hello, `# mine\n${folder.read(hello).replace('Ada', 'Grace')}`);
  await expect(duplex.message).toContainText('Grace');
  await duplex.deadline.fill('7s');
  await expect(duplex.tabs).toHaveAccessibleDescription(/unsaved changes/);
  await duplex.button('Save').click();
  await expect.poll(() => folder.read(hello)).toMatch(/^# mine\n.*deadline: 7s/s);
  await expect(duplex.tabs).not.toHaveAccessibleDescription(/unsaved changes/);

  await duplex.deadline.fill('8s');
  // As long as it takes until what was typed is kept.
  await first.page.waitForTimeout(1000);
  const gone = first.app.waitForEvent('close');
  first.app.process().kill('SIGKILL');
  await gone;
  const second = await launch({ home: first.home, workspace: folder.path });
  const after = new DuplexWindow(second.page);
  await expect(after.tabs).toHaveText([/say-hello$/]);
  await expect(after.tabs).toHaveAccessibleDescription(/unsaved changes/);
  await expect(after.deadline).toHaveValue('8s');
  await after.button('Save').click();
  await expect.poll(() => folder.read(hello)).toContain('deadline: 8s');
});

const request = (name: string) =>
  `duplex: 1\nmethod: sample.greeter.v1.Greeter/SayHello\nmessages:\n  - |\n    { "name": "${name}" }\n`;

test('git checkout of another branch is seen; a conflict shows both and is decided', async ({
  launch,
  samples,
  folder,
}) => {
  test.setTimeout(120_000);
  folder.write('duplex.yaml', `duplex: 1\nname: Shop\ntarget: ${samples.plaintext}\n`);
  folder.write(hello, request('Ada'));
  folder.git('init', '-q', '-b', 'main');
  folder.git('add', '.');
  folder.git('commit', '-qm', 'one');
  folder.git('checkout', '-qb', 'other');
  folder.write(hello, request('Grace'));
  folder.write('collections/later.request.yaml', request('Later'));
  folder.git('add', '.');
  folder.git('commit', '-qm', 'two');
  folder.git('checkout', '-q', 'main');

  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  await saved.item('say-hello').click();
  await expect(duplex.address).toHaveValue(samples.plaintext);
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);

  folder.git('checkout', '-q', 'other');
  await expect(saved.item('later')).toBeVisible();
  await expect(duplex.message).toContainText('Grace');

  await duplex.write('{ "name": "mine" }');
  folder.git('checkout', '-q', 'main');
  await expect(saved.notice('say-hello was changed on disk')).toBeVisible();
  await expect(saved.item('later')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Not saved: decide first about say-hello')).toBeVisible();
  await expect(duplex.button('Show both')).toBeFocused();
  await page.keyboard.press('Enter');
  const both = saved.dialog('say-hello: yours and the file’s');
  await expect(both.getByRole('region', { name: 'Mine' }).locator('mark')).toHaveText([/mine/]);
  await expect(both.getByRole('region', { name: 'Theirs' }).locator('mark').first()).toHaveText(
    /Ada/,
  );
  await both.getByRole('button', { name: 'Keep mine' }).click();
  await page.keyboard.press('Control+s');
  await expect.poll(() => folder.read(hello)).toContain('mine');

  await duplex.write('{ "name": "again" }');
  folder.git('checkout', '-q', '.');
  await duplex.button('Take theirs').click();
  await expect(duplex.message).toContainText('Ada');
  await page.keyboard.press('Control+Shift+t');
  await expect(duplex.message).toContainText('again');
});

test('items are made, renamed, duplicated, ordered, deleted and brought back by keyboard', async ({
  launch,
  samples,
  folder,
}) => {
  for (const name of ['alpha', 'beta', 'gamma'])
    folder.write(`collections/${name}.request.yaml`, request(name));
  folder.write('collections/broken.request.yaml', 'duplex: 1\nmethod: {\n');
  const { page } = await launch({ connect: samples.plaintext, workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  const names = () =>
    saved.tree.getByRole('treeitem').locator('.item-row-name, .found-item-name').allTextContents();
  await expect.poll(names).toEqual(['alpha', 'beta', 'broken', 'gamma']);

  await saved.item('gamma').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(names).toEqual(['alpha', 'beta', 'gamma', 'broken']);
  await expect(saved.item('gamma')).toBeFocused();
  await saved.item('alpha').focus();
  await page.keyboard.press('F2');
  await saved.dialog('Rename alpha').getByRole('textbox', { name: 'Name' }).fill('omega');
  await page.keyboard.press('Enter');
  await expect.poll(() => folder.read('collections/omega.request.yaml')).toContain('alpha');
  await expect(saved.item('omega')).toBeFocused();
  await saved.choose('beta', 'Duplicate item');
  await expect(saved.item('beta 2')).toBeFocused();
  await expect(duplex.tabs).toHaveText([/beta 2$/]);

  await saved.item('beta').focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => folder.read('collections/beta.request.yaml')).toBe('');
  await duplex.button('Undo').click();
  await expect.poll(() => folder.read('collections/beta.request.yaml')).toContain('beta');
  await expect(saved.item('beta')).toBeFocused();

  await saved.search.fill('"gamma"');
  await expect.poll(names).toEqual(['gamma']);
  await saved.search.fill('');
  await saved.item('broken').click();
  await expect(saved.reader.getByText(/broken\.request\.yaml:\d+:\d+/)).toBeVisible();
  expect(folder.read('collections/broken.request.yaml')).toBe('duplex: 1\nmethod: {\n');

  await saved.newFolder('box');
  await expect(saved.item('box')).toBeFocused();
  await saved.item('omega').dragTo(saved.item('box'));
  await expect.poll(() => folder.read('collections/box/omega.request.yaml')).toContain('alpha');
  await saved.item('omega').dragTo(saved.item('gamma'), { targetPosition: { x: 40, y: 3 } });
  await expect.poll(() => folder.read('collections/omega.request.yaml')).toContain('alpha');
  await expect.poll(async () => (await names()).join(' ')).toContain('omega gamma');
  await expect(saved.item('omega')).toBeFocused();

  await saved.item('gamma').focus();
  await page.keyboard.press('Enter');
  await expect(duplex.message).toBeFocused();
  await saved.item('gamma').click({ modifiers: ['Control'] });
  await expect(duplex.tabs).toHaveText([/beta 2$/, /gamma$/, /SayHello$/]);
});
