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

/** A workspace whose requests reach a server by variables alone. */
function fill(folder: WorkspaceFolder, address: string): void {
  const [, host = '', port = ''] = /^(?:grpc:\/\/)?(.*):(\d+)$/.exec(address) ?? [];
  const files: Record<string, string> = {
    'duplex.yaml': 'duplex: 1\nname: Story\nvariables:\n  room: lobby\n  big: 9007199254740993\n',
    'environments/local.yaml': `# Mine\nvariables:\n  host: ${host}\n  who: Ada\n`,
    'environments/staging.yaml': `variables:\n  host: ${host}\n  who: Grace\nsecrets: [token]\n`,
    'collections/folder.yaml': `target: grpc://{{host}}:${port}\nmetadata:\n  - { name: x-who, value: "{{who}}" }\n`,
    'collections/hello.request.yaml':
      'duplex: 1\nmethod: sample.greeter.v1.Greeter/SayHello\nmessages:\n  - |-\n    { "name": "{{who}}", "id": {{big}} }\n',
    'collections/chat.request.yaml':
      'duplex: 1\nmethod: sample.chat.v1.Chat/Converse\nmessages:\n  - \'{"room": "{{room}}", "author": "{{who}}", "text": "one"}\'\n  - \'{"room": {{room}}, "author": {{who}}, "text": "two"}\'\n',
    'collections/secret.request.yaml':
      'duplex: 1\nmethod: sample.greeter.v1.Greeter/SayHello\nmetadata:\n  - { name: x-token, value: "{{token}}" }\nmessages:\n  - \'{"name": "x"}\'\n',
  };
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
}

test('one request, two environments: the same address by a variable, digits exact', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const before = folder.read('environments/local.yaml');
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await new Collections(page).item('hello').click();
  await expect(duplex.address).toHaveValue(/^grpc:\/\/\{\{host\}\}:\d+$/);

  await duplex.button('Invoke').click();
  await expect(page.getByText(/There is no variable host/).first()).toBeVisible();
  await expect(duplex.callStatus).not.toHaveText(/OK/);

  await duplex.environment.selectOption('local');
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await expect(duplex.detail).toContainText('"id": "9007199254740993"');
  await expect(duplex.detail).toContainText('Hello, Ada!');

  await duplex.environment.selectOption('staging');
  await duplex.button('Invoke').click();
  await expect(duplex.detail).toContainText('Hello, Grace!');
  await duplex.part('Response parts', 'Headers').click();
  await expect(page.getByRole('table', { name: 'Request headers' })).toContainText('Grace');
  await duplex.part('Request parts', 'Metadata').click();
  await expect(page.getByRole('list', { name: 'Inherited metadata' })).toContainText('x-who');
  expect(folder.read('environments/local.yaml')).toBe(before);
});

test('every message of a stream has its variables, sent one by one or all', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await duplex.environment.selectOption('local');
  await new Collections(page).item('chat').click();
  await duplex.button('Start').click();
  await duplex.button('Send all').click();
  await expect(duplex.event('Sent 2')).toContainText('"author":"Ada"');
  await expect(duplex.event('Received 3')).toContainText('TWO');
  await duplex.button('Message 2 of 2').click();
  expect(await duplex.messageText()).toContain('{{who}}');
  await duplex.write('{"room": {{room}}, "author": {{whom}}, "text": "three"}');
  await duplex.button('Send').click();
  await expect(page.getByRole('alert')).toContainText('There is no variable whom');
  await expect(duplex.event('Sent 3')).toHaveCount(0);
  await duplex.write('{"room": {{room}}, "author": {{who}}, "text": "three"}');
  await duplex.button('Send').click();
  await expect(duplex.event('Received 4')).toContainText('THREE');
  await duplex.button('Finish sending').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
});

test('a secret is asked for once, and is in no file', async ({ launch, samples, folder }) => {
  fill(folder, samples.plaintext);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await duplex.environment.selectOption('staging');
  await new Collections(page).item('secret').click();
  await duplex.button('Invoke').click();
  const dialog = page.getByRole('dialog', { name: 'A secret has no value yet' });
  await expect(dialog.getByLabel('token', { exact: true })).toBeFocused();
  await page.keyboard.type('hunter2');
  await page.keyboard.press('Enter');
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.part('Response parts', 'Headers').click();
  await expect(page.getByRole('table', { name: 'Request headers' })).toContainText('hunter2');
  await duplex.button('Invoke').click();
  await expect(dialog).toHaveCount(0);
  expect(folder.read('environments/staging.yaml')).not.toContain('hunter2');
});

test('a call with a secret is in the history, also after a restart, without it', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const first = await launch({ workspace: folder.path });
  const before = new DuplexWindow(first.page);
  await before.environment.selectOption('staging');
  await new Collections(first.page).item('secret').click();
  await before.button('Invoke').click();
  await first.page.keyboard.type('hunter2');
  await first.page.keyboard.press('Enter');
  await expect(before.pastCall('SayHello, OK 0')).toBeVisible();
  await first.app.close();

  const { page } = await launch({ workspace: folder.path, home: first.home });
  const duplex = new DuplexWindow(page);
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.part('Response parts', 'Headers').click();
  await expect(page.getByRole('table', { name: 'Request headers' })).toContainText('*******');
  await duplex.pastCall('SayHello, OK 0').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Call again' }).click();
  await expect(duplex.tabs).toHaveCount(2);
  await duplex.part('Request parts', 'Metadata').click();
  await expect(page.getByRole('textbox', { name: 'Metadata value 2' })).toHaveValue('{{token}}');
});

test('an environment is made, changed and used; its file keeps its comments', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await duplex.environment.selectOption('local');
  await duplex.button('Edit environments').click();
  const reader = page.getByRole('region', { name: 'Environments' });
  await reader.getByRole('textbox', { name: 'Variable value 2' }).fill('Barbara');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(duplex.note).toHaveText('Saved the environment local');
  const text = folder.read('environments/local.yaml');
  expect(text).toContain('# Mine');
  expect(text).toContain('who: Barbara');

  await reader.getByRole('textbox', { name: 'New environment' }).fill('empty');
  await reader.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(reader.getByRole('heading', { name: 'empty', exact: true })).toBeVisible();
  await reader.getByRole('button', { name: 'Delete', exact: true }).click();
  await reader.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(duplex.environment.locator('option', { hasText: 'empty' })).toHaveCount(1);
});

test('the chosen environment goes from the disk: nothing is called until another is chosen, or it is back', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const file = folder.read('environments/staging.yaml');
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await new Collections(page).item('hello').click();
  await duplex.environment.selectOption('staging');
  await duplex.button('Invoke').click();
  await expect(duplex.detail).toContainText('Hello, Grace!');

  folder.remove('environments/staging.yaml');
  await expect(duplex.environment).toContainText('staging (gone)');
  await duplex.button('Invoke').click();
  const notice = page.getByText('the chosen environment has no file any more');
  await expect(notice).toBeVisible();
  await expect(duplex.callStatus).not.toHaveText(/OK/);
  await duplex.environment.selectOption('local');
  await expect(notice).toBeHidden();
  await duplex.button('Invoke').click();
  await expect(duplex.detail).toContainText('Hello, Ada!');

  folder.write('environments/staging.yaml', file);
  await duplex.environment.selectOption('staging');
  await duplex.button('Invoke').click();
  await expect(duplex.detail).toContainText('Hello, Grace!');
});

test('variables are offered where they are typed, and told under the pointer', async ({
  launch,
  samples,
  folder,
}) => {
  fill(folder, samples.plaintext);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('choose environment');
  await page.keyboard.press('Enter');
  await expect(duplex.environment).toBeFocused();
  await duplex.environment.selectOption('local');
  await new Collections(page).item('hello').click();

  await duplex.part('Request parts', 'Metadata').click();
  await duplex.button('Add metadata').click();
  await page.getByRole('textbox', { name: 'Metadata name 1' }).fill('x-room');
  const value = page.getByRole('textbox', { name: 'Metadata value 1' });
  await value.pressSequentially('in {{roo');
  await expect(page.getByRole('listbox', { name: 'Variables' })).toContainText('lobby');
  await page.keyboard.press('Enter');
  await expect(value).toHaveValue('in {{room}}');
  await expect(value).toHaveAttribute('title', 'in lobby');

  await duplex.part('Request parts', 'Message').click();
  await duplex.write('{"name": ""}');
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('{{wh');
  await expect(duplex.offers).toContainText('Ada');
  await page.keyboard.press('Enter');
  expect(await duplex.messageText()).toContain('"{{who}}"');
  await page.getByText('{{who}}', { exact: true }).hover();
  await expect(duplex.helpCard).toContainText('{{who}} = Ada');
  await expect(duplex.helpCard).toContainText('environments/local.yaml');
});
