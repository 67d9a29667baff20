import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('the palette finds and runs what there is to do, by keyboard alone', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  await duplex.open('SayHello');
  await keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await expect(palette.getByRole('option', { name: 'Duplicate request' })).toBeVisible();
  // What cannot be done now is not offered.
  await expect(palette.getByRole('option', { name: 'Finish sending' })).toHaveCount(0);
  await keyboard.type('request dup');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(duplex.tabs).toHaveCount(2);

  // What is marked is what Enter does, however much was typed before.
  await keyboard.press('Control+k');
  await keyboard.type('new folder', { delay: 40 });
  await expect(palette.getByRole('option')).toHaveText('New folder');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New folder' })).toBeVisible();
  await keyboard.press('Escape');

  await keyboard.press('Control+k');
  await keyboard.type('go to server');
  await keyboard.press('Enter');
  await expect(duplex.address).toBeFocused();
  await keyboard.press('Control+k');
  await keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(duplex.address).toBeFocused();
});

test('right click offers the same commands where they belong', async ({ launch, samples }) => {
  const { app, page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const choose = (name: string) => page.getByRole('menuitem', { name }).click();
  const clipboard = () => app.evaluate((electron) => electron.clipboard.readText());

  await duplex.filter.fill('SayHello');
  await duplex.method('SayHello').click({ button: 'right' });
  await choose('Copy full name');
  await expect.poll(clipboard).toBe('sample.greeter.v1.Greeter/SayHello');
  await duplex.method('SayHello').click({ button: 'right' });
  await choose('Copy definition as .proto');
  await expect.poll(clipboard).toContain('rpc SayHello');
  await duplex.method('SayHello').click({ button: 'right' });
  await choose('Open method in a new tab');
  await expect(duplex.tabs).toHaveCount(1);

  await duplex.write('{"name": "Ada", "id": 9007199254740993}');
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.event('Sent 1').click({ button: 'right' });
  await choose('Copy event as JSON');
  await expect.poll(clipboard).toContain('"9007199254740993"');
  await duplex.event('Sent 1').click({ button: 'right' });
  await choose('Copy message as hex');
  await expect.poll(clipboard).toMatch(/^0a03416461/);

  await duplex.tabs.first().click({ button: 'right' });
  await choose('Duplicate request');
  await expect(duplex.tabs).toHaveCount(2);
  await duplex.tabs.first().click({ button: 'right' });
  await choose('Close other tabs');
  await expect(duplex.tabs).toHaveCount(1);
});

test('the menu shows what can be run, with the same keys', async ({ launch, samples }) => {
  const { app, page } = await launch();
  const item = (id: string) =>
    app.evaluate(({ Menu }, wanted) => {
      const found = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      return found && { enabled: found.enabled, accelerator: found.accelerator };
    }, id);
  await expect.poll(() => item('call')).toMatchObject({ enabled: false });
  expect(await item('commands')).toEqual({ enabled: true, accelerator: 'CommandOrControl+K' });
  const duplex = new DuplexWindow(page);
  await duplex.connectTo(samples.plaintext);
  await duplex.open('SayHello');
  await expect.poll(() => item('call')).toMatchObject({ enabled: true });
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('call')?.click());
  await expect(duplex.callStatus).toHaveText(/OK/);
});
