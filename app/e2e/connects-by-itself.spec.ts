import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inRoot } from '#app/tools/paths.mjs';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('a call connects by itself: the window says so, why it took too long, and keeps the address that worked', async ({
  launch,
  samples,
}) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await duplex.addSchema(inRoot('proto-samples/samples.binpb'));
  await duplex.open('SayHello');

  await duplex.address.fill(`127.0.0.1:${port}`);
  await duplex.deadline.fill('2s');
  await duplex.button('Invoke').click();
  await expect(duplex.connection).toHaveText(`Connecting to 127.0.0.1:${port}…`);
  await expect(duplex.callStatus).toHaveText(/^DEADLINE_EXCEEDED/);
  await duplex.button('Show details').click();
  await expect(
    page.getByText(`127.0.0.1:${port} accepted the connection and then said nothing for`),
  ).toBeVisible();
  await expect(duplex.connection).toHaveText(/^Not connected/);

  await duplex.address.fill(samples.plaintext);
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/^OK/);
  await expect(duplex.connection).toHaveText(/^Connected/);
  await duplex.address.fill('');
  await duplex.address.press('ArrowDown');
  const recents = page.getByRole('listbox', { name: 'Recent addresses' }).getByRole('option');
  await expect(recents).toHaveText([samples.plaintext]);
  silent.close();
});

test('a password of a proxy is still known to a page that is loaded anew, and it says so', async ({
  launch,
}) => {
  const { page } = await launch();
  await page.keyboard.press('Control+,');
  await page.getByText('Manual', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Proxy address' }).fill('ada@127.0.0.1:3128');
  const password = page.getByLabel('Proxy password', { exact: true });
  await password.fill('hunter2');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await page.keyboard.press('Control+,');
  await expect(password).toHaveValue('');
  await expect(password).toHaveAttribute('placeholder', 'Known until Duplex ends');
});
