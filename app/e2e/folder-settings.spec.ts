import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '#app/tools/paths.mjs';
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

const request =
  '# Mine\nduplex: 1\nmethod: sample.greeter.v1.Greeter/SayHello\nmessages:\n  - \'{"name": {{who}}, "id": {{n}}}\'\n';

test('TLS and schema of a folder are set in the window, kept relative in its file, and used', async ({
  launch,
  samples,
  folder,
}) => {
  const proto = 'sample/greeter/v1/greeter.proto';
  folder.write('certs/ca.pem', readFileSync(samples.caFile, 'utf8'));
  for (const file of [proto, 'sample/common/v1/metadata.proto'])
    folder.write(`protos/${file}`, readFileSync(inRoot('proto-samples/protos', file), 'utf8'));
  folder.write('collections/greetings/hello.request.yaml', request);
  const before = '# Ours\nduplex: 1\nteam: [ greeters ] # unknown\n';
  folder.write('collections/greetings/folder.yaml', before);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);

  await saved.choose('greetings', 'Folder settings');
  const part = (name: string) => saved.reader.getByRole('region', { name, exact: true });
  const field = (name: string) => saved.reader.getByRole('textbox', { name, exact: true });
  await field('Target').fill(samples.tls);
  await part('TLS').getByRole('button', { name: 'Set TLS here' }).press('Enter');
  await expect(saved.reader.getByRole('combobox', { name: 'TLS profile' })).toBeFocused();
  await field('CA certificate 1').fill(join(folder.path, 'certs/ca.pem'));
  await expect(field('CA certificate 1')).toHaveValue('certs/ca.pem');
  await part('Schema').getByRole('button', { name: 'Set schema here' }).click();
  await field('Schema path 1').fill(`"${join(folder.path, 'protos', proto)}"`);
  await field('Schema path 1').blur();
  await expect(field('Schema path 1')).toHaveValue(`protos/${proto}`);
  await part('Schema').getByRole('button', { name: 'Add source' }).click();
  await part('Schema').getByText('The server’s reflection').click();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(duplex.note).toHaveText('Saved the settings of greetings');
  expect(folder.read('collections/greetings/folder.yaml')).toBe(
    `# Ours\nduplex: 1\ntarget: ${samples.tls}\ntls: { ca: [ certs/ca.pem ] }\nschema:\n  - proto: protos/${proto}\nteam: [ greeters ] # unknown\n`,
  );

  await saved.item('hello').click();
  await duplex.part('Request parts', 'Options').click();
  const variables = page.getByRole('region', { name: 'Variables' });
  await variables.getByRole('button', { name: 'Add variable' }).click();
  await page.keyboard.type('who');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await page.keyboard.type('n');
  await page.keyboard.press('Tab');
  await page.keyboard.type('42');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(duplex.note).toHaveText('Saved hello');
  expect(folder.read('collections/greetings/hello.request.yaml')).toBe(
    request.replace('messages:', 'variables:\n  who: Ada\n  n: 42\nmessages:'),
  );
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await expect(duplex.detail).toContainText('Hello, Ada!');
  expect(folder.run()).toMatch(/^OK +greetings\/hello/);

  const own = page.getByRole('region', { name: 'Schema', exact: true });
  const withVariables = folder.read('collections/greetings/hello.request.yaml');
  await expect(own).toContainText('Inherited from greetings');
  await own.getByRole('button', { name: 'Set schema here' }).press('Enter');
  await expect(own.getByRole('combobox', { name: 'Schema source kind 1' })).toBeFocused();
  await own.getByRole('textbox', { name: 'Schema path 1' }).fill('protos');
  await page.keyboard.press('ControlOrMeta+s');
  await expect
    .poll(() => folder.read('collections/greetings/hello.request.yaml'))
    .toBe(withVariables.replace('variables:', 'schema:\n  - proto: protos\nvariables:'));
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await own.getByRole('button', { name: 'Inherit schema' }).press('Enter');
  await expect(own.getByRole('button', { name: 'Set schema here' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+s');
  await expect
    .poll(() => folder.read('collections/greetings/hello.request.yaml'))
    .toBe(withVariables);

  await saved.choose('greetings', 'Folder settings');
  await part('TLS').getByRole('button', { name: 'Inherit TLS' }).press('Enter');
  await expect(part('TLS').getByRole('button', { name: 'Set TLS here' })).toBeFocused();
  await part('Schema').getByRole('button', { name: 'Inherit schema' }).click();
  await field('Target').fill('');
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => folder.read('collections/greetings/folder.yaml')).toBe(before);
});
