import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('from start to a finished bidi stream without a mouse', async ({ launch, samples }) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  await expect(duplex.connection).toHaveText(/^Not connected/);
  await keyboard.press('Control+l');
  await expect(duplex.address).toBeFocused();
  await keyboard.type(samples.plaintext);
  await keyboard.press('Enter');
  await expect(duplex.connection).toHaveText(/^Connected/);
  await keyboard.press('Control+t');
  await expect(duplex.filter).toBeFocused();
  await keyboard.type('Converse');
  await expect(duplex.method('Converse')).toBeVisible();
  await keyboard.press('ArrowDown');
  for (
    let step = 0;
    step < 3 &&
    !(await duplex.method('Converse').evaluate((row) => row === document.activeElement));
    step += 1
  ) {
    await keyboard.press('ArrowDown');
  }
  await keyboard.press('Enter');
  await expect(duplex.message).toBeFocused();
  await expect(duplex.filter).toHaveValue('');
  await expect(duplex.method('Converse')).toBeInViewport({ ratio: 1 });
  await keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText(/Streaming/);
  await keyboard.press('Control+a');
  await keyboard.type('{"room": "keys", "text": "typed [1, {2}] \\"quoted\\""}');
  expect(await duplex.messageText()).toBe(
    '{"room": "keys", "text": "typed [1, {2}] \\"quoted\\""}',
  );
  await keyboard.press('Control+Enter');
  await expect(duplex.event('Sent 1')).toBeVisible();
  await expect(duplex.event('Received 2')).toContainText('TYPED [1, {2}]');
  // The editor still holds what was sent, with no line break from Ctrl+Enter.
  expect(await duplex.messageText()).toContain('typed [1, {2}]');
  // Every button is a Tab away; the palette knows it by name.
  await keyboard.press('Control+k');
  await keyboard.type('finish');
  await keyboard.press('Enter');
  await expect(duplex.event('Half-closed')).toBeVisible();
  await expect(duplex.callStatus).toHaveText(/OK/);
  // Once more, and Esc cancels it.
  await duplex.message.focus();
  await keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText(/Streaming/);
  await keyboard.press('Escape');
  await expect(duplex.callStatus).toHaveText(/CANCELLED/);
});

test('Ctrl+W closes a tab and asks only while a stream is open; Ctrl+Shift+T reopens', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await duplex.write({ name: 'kept' });
  await page.keyboard.press('Control+w');
  await expect(duplex.tabs).toHaveCount(0);
  await page.keyboard.press('Control+Shift+T');
  await expect(duplex.tabs).toHaveCount(1);
  expect(JSON.parse(await duplex.messageText())).toEqual({ name: 'kept' });

  await duplex.open('Market/Watch');
  await duplex.write({ rate: 10 });
  await page.keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText(/Streaming/);
  await page.keyboard.press('Control+w');
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(duplex.tabs).toHaveCount(2);
  await page.keyboard.press('Control+Tab');
  await expect(duplex.tabs.first()).toHaveAttribute('aria-selected', 'true');
});

test('the keyboard is never left nowhere', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const open = async (name: string) => {
    await keyboard.press('Control+p');
    await keyboard.type(name);
    await keyboard.press('Enter');
    await expect(duplex.message).toBeFocused();
  };
  await open('SayHello');
  await duplex.button('Invoke').focus();
  await keyboard.press('Enter');
  await expect(duplex.callStatus).toHaveText(/OK/);
  await expect(duplex.button('Invoke')).toBeFocused();

  await open('Converse');
  await keyboard.press('Control+Enter');
  await duplex.button('Finish sending').focus();
  await keyboard.press('Enter');
  await expect(duplex.button('Start')).toBeFocused();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await keyboard.press('Enter');
  await duplex.button('Cancel').focus();
  await keyboard.press('Enter');
  await expect(duplex.callStatus).toHaveText(/CANCELLED/);
  await expect(duplex.button('Start')).toBeFocused();

  // An open stream is asked about; wherever that ends, the keyboard is somewhere.
  await duplex.message.focus();
  await keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText(/Streaming/);
  await keyboard.press('Control+w');
  await page.getByRole('button', { name: 'End and close' }).click();
  await expect(duplex.tabs).toHaveCount(1);
  await expect(duplex.message).toBeFocused();
  await duplex.tabs.first().focus();
  await keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'New request' })).toBeFocused();
});

test('a message comes in with the line breaks of any system', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await duplex.write('{\r\n  "name": "Ada"\r\n}');
  expect(await duplex.messageText()).toBe('{\n  "name": "Ada"\n}');
});

test('the timeline lets the keyboard through, and keeps it over the next call', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'KEYS', rate: 200 });
  await keyboard.press('Control+Enter');
  await expect(page.getByText(/\d{2,} received/)).toBeVisible();
  const events = page.getByRole('listbox', { name: 'Events' });
  await events.focus();
  await keyboard.press('Home');
  const jump = duplex.button('Jump to newest');
  await expect(jump).toBeVisible();
  await keyboard.press('Tab');
  await expect(jump).toBeFocused();
  await keyboard.press('Enter');
  await expect(jump).toBeHidden();
  await expect(events).toBeFocused();
  await keyboard.press('Escape');
  await expect(duplex.callStatus).toHaveText(/CANCELLED/);
  await events.focus();
  await keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText('Streaming');
  await expect(events).toBeFocused();
  await keyboard.press('Control+b');
  await duplex.button('Show the sidebar').focus();
  await keyboard.press('Enter');
  await expect(duplex.button('Hide the sidebar')).toBeFocused();
  await keyboard.press('Enter');
  await expect(duplex.button('Show the sidebar')).toBeFocused();
});
