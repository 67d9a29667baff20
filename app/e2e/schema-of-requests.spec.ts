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

/** The sample's greeter as a folder has it, where the first field has another name. */
function greeter(field: string): string {
  return [
    'syntax = "proto3";',
    'package sample.greeter.v1;',
    'service Greeter { rpc SayHello(SayHelloRequest) returns (SayHelloResponse); }',
    `message SayHelloRequest { string ${field} = 1; }`,
    'message SayHelloResponse { string message = 1; }',
    '',
  ].join('\n');
}

function request(message: string, method = 'sample.greeter.v1.Greeter/SayHello'): string {
  return `duplex: 1\nmethod: ${method}\nmessages:\n  - '${message}'\n`;
}

/** Two folders that define one type differently, one with a variable that nobody defines. */
function fill(folder: WorkspaceFolder, address: string): void {
  const files: Record<string, string> = {
    'duplex.yaml': `duplex: 1\nname: Two\ntarget: ${address}\n`,
    'protos-a/greeter.proto': greeter('nick'),
    'protos-b/greeter.proto': greeter('alias'),
    'collections/a/folder.yaml':
      'variables: { protos: protos-a }\nschema: [{ proto: "{{protos}}/greeter.proto" }]\n',
    'collections/a/nick.request.yaml': request('{ "nick": "Ada" }'),
    'collections/b/folder.yaml': 'schema: [{ proto: protos-b/greeter.proto }]\n',
    'collections/b/alias.request.yaml': request('{ "alias": "Grace" }'),
    'collections/b/watch.request.yaml': request(
      '{ "symbol": "DPX", "count": 1 }',
      'sample.market.v1.Market/Watch',
    ),
    'collections/c/folder.yaml': 'schema: [{ proto: "{{gone}}/greeter.proto" }]\n',
    'collections/c/lost.request.yaml': request('{}'),
    'collections/plain.request.yaml': request('{ "name": "Alan" }'),
  };
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
}

test('two folders define one type differently: the window calls each as duplex run does', async ({
  launch,
  samples,
  folder,
}) => {
  test.setTimeout(120_000);
  fill(folder, samples.plaintext);
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);
  const composer = page.getByRole('region', { name: 'Schema', exact: true });

  const greetings = [
    ['nick', 'Hello, Ada!'],
    ['alias', 'Hello, Grace!'],
    ['plain', 'Hello, Alan!'],
  ] as const;
  for (const [name, greeting] of greetings) {
    await saved.item(name).click();
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await expect(duplex.detail).toContainText(greeting);
  }

  // What the folder lists is all: the server's reflection has this method, the list has not.
  await saved.item('watch').click();
  await expect(saved.notice('The schema that b lists has no')).toContainText('Market/Watch');
  await expect(duplex.button('Invoke')).toHaveAttribute('aria-disabled', 'true');
  await expect(duplex.services.getByText('sample.market.v1.Market')).toBeVisible();

  // What is wrong with a folder's list is told with its requests alone.
  await saved.item('lost').click();
  const fault = page.getByRole('alert').filter({ hasText: 'There is no variable gone' });
  await expect(fault).toContainText('collections/c/folder.yaml');
  await expect(duplex.schemaFault).toHaveCount(0);
  await saved.item('nick').click();
  await expect(fault).toHaveCount(0);

  await duplex.part('Request parts', 'Options').click();
  await expect(composer).toContainText('proto {{protos}}/greeter.proto');
  await expect(composer).toContainText('Inherited from a');
  await page.getByRole('button', { name: /^Definition of .*SayHelloRequest$/ }).click();
  await expect(page.getByRole('textbox', { name: 'Definition' })).toContainText('nick');

  const run = folder.runFails();
  for (const line of [/^OK +a\/nick /m, /^OK +b\/alias /m, /^OK +plain /m])
    expect(run).toMatch(line);
  for (const line of [/^NOT CALLED +b\/watch /m, /^NOT CALLED +c\/lost /m])
    expect(run).toMatch(line);

  // A list that changes is another schema at once.
  await page.keyboard.press('Escape');
  await duplex.part('Request parts', 'Message').click();
  folder.write('collections/a/folder.yaml', 'schema: [{ proto: protos-b/greeter.proto }]\n');
  await expect(saved.notice('SayHello has changed')).toContainText('nick');
  await duplex.button('Invoke').click();
  await expect(page.getByText(/has no field "nick"/).first()).toBeVisible();
});
