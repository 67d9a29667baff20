import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { inRoot } from '#app/tools/paths.mjs';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-drop-'));
  mkdirSync(join(folder, 'protos'));
  write('protos/shop.proto', 'service Shop { rpc Buy(Order) returns (Order); } message Order {}');
  write(
    'protos/more.proto',
    'service More { rpc Ask(Question) returns (Question); } message Question {}',
  );
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, body: string): string {
  const file = join(folder, name);
  writeFileSync(file, `syntax = "proto3";\n${body}\n`);
  return file;
}

test('a folder dropped anywhere on the window gives its services', async ({ launch }) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  await drag(page, 'dragEnter', [join(folder, 'protos')]);
  await drag(page, 'dragOver', [join(folder, 'protos')]);
  await expect(page.getByText('Drop .proto files')).toBeVisible();
  await drag(page, 'drop', [join(folder, 'protos')]);
  await expect(duplex.method('Buy')).toBeVisible();
  await expect(duplex.method('Ask')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Note' })).toHaveText(/Added protos/);
  await expect(page.getByText('Drop .proto files')).toBeHidden();
  await duplex.open('Buy');
  expect(JSON.parse(await duplex.messageText())).toEqual({});
});

test('one file of a vendored tree needs no settings, nor does a folder of buf', async ({
  launch,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  for (const place of ['.git', 'api/pay/v1', 'third_party/acme/money', 'ws/proto/a', 'ws/lib/b'])
    mkdirSync(join(folder, 'repo', place), { recursive: true });
  const imports = 'import "money/sum.proto"; import "google/api/annotations.proto";';
  const pay = 'service Pay { rpc Transfer(money.Sum) returns (money.Sum); }';
  const file = write('repo/api/pay/v1/pay.proto', `package pay.v1; ${imports} ${pay}`);
  write('repo/third_party/acme/money/sum.proto', 'package money; message Sum { int64 units = 1; }');
  await drag(page, 'dragEnter', [file]);
  await drag(page, 'drop', [file]);
  await expect(duplex.method('Transfer')).toBeVisible();
  await duplex.open('Transfer');
  expect(JSON.parse(await duplex.messageText())).toEqual({ units: '0' });

  writeFileSync(
    join(folder, 'repo/ws/buf.yaml'),
    'version: v2\nmodules: [{path: proto}, {path: lib}]\n',
  );
  const rpc = 'import "b/b.proto"; service A { rpc Get(b.B) returns (b.B); }';
  write('repo/ws/proto/a/a.proto', `package a; ${rpc}`);
  write('repo/ws/lib/b/b.proto', 'package b; message B {}');
  await drag(page, 'dragEnter', [join(folder, 'repo/ws')]);
  await drag(page, 'drop', [join(folder, 'repo/ws')]);
  await expect(duplex.method('Get')).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Add schema' })).toBeHidden();
});

test('several files at once; what is wrong with one is told, and the others are there', async ({
  launch,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  const wrong = write('wrong.proto', 'message Broken { strin name = 1; }');
  const picture = join(folder, 'picture.png');
  writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  const files = [join(folder, 'protos', 'shop.proto'), wrong, picture];
  await drag(page, 'dragEnter', files);
  await drag(page, 'drop', files);
  await expect(duplex.addSchemaDialog.getByText(/picture\.png/)).toBeVisible();
  await expect(duplex.addSchemaDialog.getByText(/wrong\.proto/)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(duplex.schemaFault).toContainText('wrong.proto:2:');
  await expect(duplex.method('Buy')).toBeVisible();
});

test('a tree with faults gives what it has, and nothing lies over it', async ({ launch }) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  write('protos/wrong.proto', 'import "gone.proto"; message Broken { Gone name = 1; }');
  await drag(page, 'dragEnter', [join(folder, 'protos')]);
  await drag(page, 'drop', [join(folder, 'protos')]);
  await expect(page.getByRole('status', { name: 'Note' })).toHaveText('Added protos to the schema');
  await expect(duplex.schemaFault).toContainText('gone.proto');
  await expect(duplex.method('Buy')).toBeVisible();
  await expect(duplex.addSchemaDialog).toBeHidden();
  await duplex.addSchema('/etc/passwd');
  await expect(duplex.addSchemaDialog.getByRole('alert')).toHaveText(
    /^\/etc\/passwd is no \.proto file/,
  );
  await page.keyboard.press('Escape');
  await expect(duplex.method('Buy')).toBeVisible();
});

test('a compiled descriptor set, whatever its name, gives its services', async ({ launch }) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  const set = join(folder, 'image.bin');
  copyFileSync(inRoot('proto-samples/samples.binpb'), set);
  await drag(page, 'dragEnter', [set]);
  await drag(page, 'drop', [set]);
  await expect(page.getByRole('status', { name: 'Note' })).toHaveText(/Added image\.bin/);
  await expect(duplex.method('SayHello')).toBeVisible();
});

test('folders that import each other are added together; what is no schema is not added', async ({
  launch,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  mkdirSync(join(folder, 'one', 'a'), { recursive: true });
  mkdirSync(join(folder, 'two', 'b'), { recursive: true });
  const service = 'import "b/b.proto"; service A { rpc Get(b.B) returns (b.B); }';
  write('one/a/a.proto', `package a; ${service}`);
  write('two/b/b.proto', 'package b; message B {}');
  const note = page.getByRole('status', { name: 'Note' });
  const together = [join(folder, 'one'), join(folder, 'two')];
  await drag(page, 'dragEnter', together);
  await drag(page, 'drop', together);
  await expect(duplex.method('Get')).toBeVisible();
  await expect(note).toHaveText('Added one, two to the schema');

  const text = join(folder, 'readme.txt');
  writeFileSync(text, 'hello\n');
  await drag(page, 'dragEnter', [text]);
  await drag(page, 'drop', [text]);
  const dialog = page.getByRole('dialog', { name: 'Add schema' });
  await expect(dialog.getByText(/readme\.txt is no \.proto file/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(duplex.schemaFault).toBeHidden();
  await expect(duplex.method('Get')).toBeVisible();
});

test('a drag that leaves again leaves nothing behind', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByText('Connect to a server')).toBeVisible();
  await drag(page, 'dragEnter', [join(folder, 'protos')]);
  await drag(page, 'dragOver', [join(folder, 'protos')]);
  await expect(page.getByText('Drop .proto files')).toBeVisible();
  // The protocol has no way to leave; of this event the page needs no path.
  await page.evaluate(() => window.dispatchEvent(new DragEvent('dragleave')));
  await expect(page.getByText('Drop .proto files')).toBeHidden();
});

test('an address pasted where nothing takes text goes to the address field', async ({
  launch,
  samples,
}) => {
  const { app, page } = await launch();
  const duplex = new DuplexWindow(page);
  await expect(page.getByText('Connect to a server')).toBeVisible();
  const paste = async (text: string) => {
    await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
    await page.getByText('Connect to a server').click();
    await page.keyboard.press('Control+v');
  };
  await paste(`  ${samples.plaintext}\n`);
  await expect(duplex.address).toHaveValue(samples.plaintext);
  await expect(duplex.address).toBeFocused();
  // Nobody is connected to because of what a clipboard held.
  await expect(duplex.connection).toHaveText(/^Not connected/);
  await page.keyboard.press('Enter');
  await expect(duplex.connection).toHaveText(/^Connected/);
  // What was in the field can be had back.
  await page.getByText('Choose a method on the left').click();
  await app.evaluate(({ clipboard }) => clipboard.writeText('grpc://other.test:1'));
  await page.keyboard.press('Control+v');
  await expect(duplex.address).toHaveValue('grpc://other.test:1');
  await page.keyboard.press('Control+z');
  await expect(duplex.address).toHaveValue(samples.plaintext);
});

test('an address that cannot be one is told at its field', async ({ launch }) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await duplex.address.fill('host:99999');
  await page.keyboard.press('Enter');
  await expect(duplex.address).toHaveAccessibleDescription(/99999/);
  await duplex.address.fill('host:9999');
  await expect(duplex.address).toHaveAccessibleDescription('');
});

/** One for a whole drag: it holds what is dragged. */
const sessions = new WeakMap<Page, CDPSession>();

/** Files as the system drags them, with their real paths: a synthetic event carries none. */
async function drag(
  page: Page,
  type: 'dragEnter' | 'dragOver' | 'drop',
  files: readonly string[],
): Promise<void> {
  const client = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, client);
  await client.send('Input.dispatchDragEvent', {
    type,
    x: 400,
    y: 300,
    data: { items: [], files: [...files], dragOperationsMask: 1 },
  });
}
