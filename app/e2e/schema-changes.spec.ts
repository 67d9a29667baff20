import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChangingServer } from './page/changing-server.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

const before = `service Shop { rpc Buy(Order) returns (Receipt); }
message Order { string item = 1; int32 count = 2; Kind kind = 3; Place to = 4; }
message Place { string city = 1; string street = 2; }
message Receipt { string id = 1; }
enum Kind { KIND_NONE = 0; KIND_GIFT = 1; }`;
const after = `service Shop { rpc Buy(Order) returns (stream Receipt); }
message Order { string item = 1; string count = 2; Kind kind = 3; Place to = 4; }
message Place { string city = 1; }
message Receipt { string id = 1; bool paid = 2; }
enum Kind { KIND_NONE = 0; }`;
const message = { item: 'tea', count: 2, kind: 'KIND_GIFT', to: { city: 'Ulm', street: 'A' } };

test('a request says what changed in its method, and what of its message that concerns', async ({
  launch,
}) => {
  const server = await startChangingServer(before);
  const { app, page, home } = await launch({ connect: server.address });
  const duplex = new DuplexWindow(page);
  await duplex.open('Buy');
  await duplex.write(message);
  const request = page.getByRole('region', { name: 'Request' });
  await expect(request.getByText('Buy has changed')).toBeHidden();

  server.serve(after);
  await duplex.button('Refresh schema').click();
  for (const line of [
    'it is server-streaming now, it was unary',
    'field "count" (2): int32 → string',
    'field "street" (2) was removed',
    'value "KIND_GIFT" (1) was removed',
    'field "paid" (2) was added: bool',
    '$.count is in your message; its field is string now, it was int32',
    '$.kind is KIND_GIFT, which is no longer a value of shop.Kind',
    '$.to.street is in your message and is no longer a field',
  ])
    await expect(request.getByText(line, { exact: true })).toBeVisible();
  expect(JSON.parse(await duplex.messageText())).toEqual(message);

  // What is mended is no longer named.
  await duplex.write({ ...message, count: '2', kind: 'KIND_NONE' });
  await expect(request.getByText(/^\$\.kind/)).toBeHidden();
  await expect(request.getByText(/^\$\.to\.street/)).toBeVisible();

  // Nobody took notice yet: the next start tells it again.
  await page.waitForTimeout(1000);
  await app.close();
  const second = await launch({ home, connect: server.address });
  const again = new DuplexWindow(second.page);
  await expect(second.page.getByText('Buy has changed')).toBeVisible();
  await again.button('Got it').click();
  await expect(second.page.getByText('Buy has changed')).toBeHidden();
  expect(JSON.parse(await again.messageText())).toMatchObject({ to: { street: 'A' } });
  await again.button('Refresh schema').click();
  await expect(again.button('Refresh schema')).toBeEnabled();
  await expect(second.page.getByText('Buy has changed')).toBeHidden();
  server.close();
});

test('in a low window what changed leaves the message six lines, and types stay in reach', async ({
  launch,
}) => {
  const server = await startChangingServer(before);
  const { app, page } = await launch({ connect: server.address });
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  const duplex = new DuplexWindow(page);
  await duplex.open('Buy');
  await duplex.write(message);
  server.serve(after);
  await duplex.button('Refresh schema').click();
  const change = page.getByText('field "paid" (2) was added: bool', { exact: true });
  await expect(duplex.button('Got it')).toBeVisible();
  await expect(change).toBeHidden();
  const editor = page.locator('.composer .cm-scroller');
  await expect.poll(async () => (await editor.boundingBox())?.height).toBeGreaterThanOrEqual(120);
  await expect(duplex.button('Definition of shop.Receipt')).toBeVisible();
  await duplex.button('Show details').click();
  await expect(change).toBeAttached();
  await duplex.button('Hide details').click();
  await expect(change).toBeHidden();
  server.close();
});

test('a method that left the schema keeps its tab, and comes back', async ({ launch }) => {
  const server = await startChangingServer(before);
  const { page } = await launch({ connect: server.address });
  const duplex = new DuplexWindow(page);
  await duplex.open('Buy');
  await duplex.write(message);
  server.serve('service Other { rpc Do(Nothing) returns (Nothing); } message Nothing {}');
  await duplex.button('Refresh schema').click();
  await expect(page.getByText(/no longer has shop\.Shop\/Buy/)).toBeVisible();
  await expect(duplex.button('Invoke')).toBeDisabled();
  expect(JSON.parse(await duplex.messageText())).toEqual(message);
  server.serve(before);
  await duplex.button('Refresh schema').click();
  await expect(page.getByText(/no longer has/)).toBeHidden();
  await expect(duplex.button('Invoke')).toBeEnabled();
  expect(JSON.parse(await duplex.messageText())).toEqual(message);
  server.close();
});

test('the same for rewritten .proto files', async ({ launch, samples }) => {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-changes-'));
  const write = (body: string) =>
    writeFileSync(join(folder, 'shop.proto'), `syntax = "proto3"; package shop;\n${body}`);
  write(before);
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.button('Add schema').click();
  const dialog = page.getByRole('dialog', { name: 'Add schema' });
  await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill(folder);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(duplex.method('Buy')).toBeVisible();
  await page.keyboard.press('Escape');
  await duplex.open('Buy');
  await duplex.write(message);
  write(after);
  // Nobody presses anything.
  await expect(page.getByText('field "street" (2) was removed')).toBeVisible();
  expect(JSON.parse(await duplex.messageText())).toEqual(message);
  write(before);
  await expect(page.getByText('Buy has changed')).toBeHidden();
  rmSync(folder, { recursive: true, force: true });
});

test('an open stream keeps its schema when the files change; the next call has the new one', async ({
  launch,
  samples,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-changes-'));
  const write = (said: string) =>
    writeFileSync(
      join(folder, 'chat.proto'),
      `syntax = "proto3"; package sample.chat.v1;
      service Chat { rpc Converse(stream ConverseRequest) returns (stream ChatEvent); }
      message ConverseRequest { string room = 1; string author = 2; string ${said} = 3; }
      message ChatEvent { int32 kind = 1; string room = 2; string ${said} = 4; }`,
    );
  write('text');
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const request = page.getByRole('region', { name: 'Request' });
  await duplex.addSchema(folder);
  await page.keyboard.press('Escape');
  await duplex.open('Converse');
  await duplex.write({ room: 'kept', text: 'before' });
  await duplex.button('Start').click();
  await duplex.button('Send').click();
  await expect(duplex.timeline.getByText(/"text":\s*"BEFORE"/)).toBeVisible();

  write('words');
  await expect(request.getByText('Converse has changed')).toBeVisible();
  await duplex.write({ room: 'kept', text: 'since' });
  await duplex.button('Send').click();
  await expect(duplex.timeline.getByText(/"text":\s*"SINCE"/)).toBeVisible();
  await duplex.button('Finish sending').click();
  await expect(duplex.callStatus).toContainText('OK');

  await duplex.write({ room: 'kept', words: 'new' });
  await duplex.button('Start').click();
  await duplex.button('Send').click();
  await expect(duplex.timeline.getByText(/"words":\s*"NEW"/)).toBeVisible();
  await duplex.button('Cancel').click();
  rmSync(folder, { recursive: true, force: true });
});
