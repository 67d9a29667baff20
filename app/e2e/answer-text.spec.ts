import type { ElectronApplication } from '@playwright/test';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('what came back is copied to the letter', async ({ launch, samples }) => {
  const { app, page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await duplex.write('{"name":"Ada „ü“ 😀","id":9007199254740993}');
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await expect(duplex.detail).toContainText('9007199254740993');
  await duplex.button('Copy as JSON').click();
  await expect.poll(() => clipboardOf(app)).toContain('"id": "9007199254740993"');
  expect(JSON.parse(await clipboardOf(app))).toMatchObject({ message: 'Hello, Ada „ü“ 😀!' });

  await duplex.part('Response parts', 'Headers').click();
  await duplex.button('Copy headers as text').click();
  await expect.poll(() => clipboardOf(app)).toMatch(/^content-type: application\/grpc.*\n/m);

  // What is selected in the editor goes the editor's own way.
  await duplex.part('Response parts', 'Response').click();
  await page.getByRole('textbox', { name: 'Response as JSON' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboardOf(app)).toMatch(/^\{\n {2}"/);
});

test('Ctrl+F finds in the answer, also from the message, and Esc leaves the call alone', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const find = page.getByRole('search');
  const count = find.getByRole('status');
  await duplex.open('Converse');
  await duplex.button('Start').click();
  await duplex.write({ room: 'find', author: 'Ada', text: 'room to room' });
  await duplex.button('Send').click();
  await duplex.event('Received 2').click();
  await expect(duplex.detail).toContainText('ROOM TO ROOM');

  await duplex.message.focus();
  await keyboard.press('Control+f');
  await expect(find.getByRole('textbox')).toBeFocused();
  await keyboard.type('room');
  await expect(count).toHaveText('1 of 3');
  await keyboard.press('Enter');
  await expect(count).toHaveText('2 of 3');
  await keyboard.press('Shift+Enter');
  await keyboard.press('Shift+Enter');
  await expect(count).toHaveText('3 of 3');
  expect(await page.evaluate(() => String(getSelection()))).not.toContain('{');
  await keyboard.press('Escape');
  await expect(find).toBeHidden();
  await expect(duplex.message).toBeFocused();
  await expect(duplex.callStatus).toHaveText('Streaming');
  expect(JSON.parse(await duplex.messageText())).toMatchObject({ text: 'room to room' });

  await keyboard.press('Escape');
  await expect(duplex.callStatus).toHaveText(/CANCELLED/);
});

test('defaults and original names are switched in the answer, and the selection stays', async ({
  launch,
  samples,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  await duplex.open('Types/Echo');
  await duplex.write({ int32Value: 7 });
  await duplex.button('Invoke').click();
  await duplex.event('Received 1').click();
  await expect(duplex.detail).toContainText('"int32Value": 7');
  await expect(duplex.detail).not.toContainText('boolValue');

  await duplex.button('How answers are shown').click();
  await page.getByRole('menuitemcheckbox', { name: 'Emit defaults' }).click();
  await expect(duplex.detail).toContainText('"boolValue": false');
  await page.getByRole('menuitemcheckbox', { name: 'Original names' }).click();
  await expect(duplex.detail).toContainText('"int32_value": 7');
  await keyboard.press('Escape');
  await expect(duplex.event('Received 1')).toHaveAttribute('aria-selected', 'true');
  await expect(duplex.event('Received 1')).toContainText('int32_value');
  await duplex.button('Copy as JSON').click();
  await expect.poll(() => clipboardOf(app)).toContain('"int32_value": 7');

  // It holds at the next start too, also for an answer from before.
  await app.close();
  const again = new DuplexWindow((await launch({ home })).page);
  await again.part('Response parts', 'Response').click();
  await expect(again.page.getByRole('textbox', { name: 'Response as JSON' })).toContainText(
    '"int32_value": 7',
  );
});

function clipboardOf(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText());
}
