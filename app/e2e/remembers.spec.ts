import { DuplexWindow } from './page/duplex-window.ts';
import { expect, startAgain, test } from './page/launch.ts';

test('what was typed is there again after kill -9, and after a reload', async ({
  launch,
  samples,
}) => {
  const first = await launch({ connect: samples.plaintext });
  const before = new DuplexWindow(first.page);
  await before.open('SayHello');
  await before.write('{"name": "Ada", "id": 9007199254740993');
  await before.deadline.fill('7s');
  await before.open('Converse');
  await before.write('{"room": "kept"}');
  // A second is what is promised.
  await first.page.waitForTimeout(1000);
  const gone = first.app.waitForEvent('close');
  first.app.process().kill('SIGKILL');
  await gone;

  const second = await launch({ home: first.home });
  const after = new DuplexWindow(second.page);
  await expect(after.tabs).toHaveCount(2);
  await expect(after.address).toHaveValue(samples.plaintext);
  expect(JSON.parse(await after.messageText())).toEqual({ room: 'kept' });
  await after.tabs.first().click();
  await expect(after.deadline).toHaveValue('7s');
  expect(await after.messageText()).toBe('{"name": "Ada", "id": 9007199254740993');

  await after.write('{"name": "typed just before the reload"}');
  await second.page.reload();
  await expect(after.tabs).toHaveCount(2);
  expect(JSON.parse(await after.messageText())).toEqual({ name: 'typed just before the reload' });
  await after.button('Invoke').click();
  await expect(after.callStatus).toHaveText(/OK/);
});

test('the window opens where and as large as it was', async ({ launch }) => {
  const bounds = { x: 40, y: 30, width: 1000, height: 640 };
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await first.page.waitForFunction((width) => innerWidth === width, bounds.width);
  await first.app.close();

  const second = await launch({ home: first.home });
  const now = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(now).toEqual(bounds);
});

test('the last answers come back after a restart; a stream that was cut says so', async ({
  launch,
  samples,
}) => {
  const first = await launch({ connect: samples.plaintext });
  const before = new DuplexWindow(first.page);
  await before.open('SayHello');
  await before.write('{"name": "Ada", "id": 9007199254740993}');
  await before.button('Invoke').click();
  await expect(before.callStatus).toHaveText(/OK/);
  await before.part('Response parts', 'Response').click();
  await before.open('Fail');
  await before.write({ code: 3, message: 'too short', details: ['DETAIL_BAD_REQUEST'] });
  await before.button('Invoke').click();
  await expect(before.callStatus).toHaveText(/INVALID_ARGUMENT/);
  await before.open('Converse');
  await before.write({ room: 'cut', text: 'by a crash' });
  await before.button('Start').click();
  await before.button('Send').click();
  await expect(before.event('Received 2')).toBeVisible();
  // A second is what is promised.
  await first.page.waitForTimeout(1200);
  const gone = first.app.waitForEvent('close');
  first.app.process().kill('SIGKILL');
  await gone;

  // Without a connection: what came is kept, not asked for again.
  const second = await launch({ home: first.home });
  const after = new DuplexWindow(second.page);
  await expect(after.tabs).toHaveCount(3);
  await expect(after.callStatus).toHaveText(/INTERRUPTED/);
  await expect(after.event('Received 2')).toContainText('BY A CRASH');
  await after.event('Received 2').click();
  await expect(after.detail).toContainText('BY A CRASH');
  await after.tabs.nth(1).click();
  await expect(after.callStatus).toHaveText('INVALID_ARGUMENT 3');
  await after.part('Response parts', 'Error details').click();
  await expect(second.page.getByText('too short').first()).toBeVisible();
  await after.tabs.nth(0).click();
  await expect(after.callStatus).toHaveText(/OK/);
  await expect(after.part('Response parts', 'Response')).toHaveAttribute('aria-selected', 'true');
  await expect(second.page.getByRole('region', { name: 'Answer' })).toContainText(
    '"9007199254740993"',
  );
});

test('a reload takes up the stream that is running', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('Converse');
  await duplex.write({ room: 'reload', text: 'before' });
  await duplex.button('Start').click();
  await duplex.button('Send').click();
  await expect(duplex.event('Received 2')).toBeVisible();
  await page.waitForTimeout(600);
  await page.reload();
  await expect(duplex.callStatus).toHaveText('Streaming');
  // The engine is still connected, so the page is.
  await expect(duplex.connection).toHaveText(/^Connected/);
  await expect(duplex.method('SayHello')).toBeVisible();
  await expect(duplex.event('Sent 1')).toBeVisible();
  await duplex.button('Send').click();
  await expect(duplex.event('Sent 2')).toBeVisible();
  await duplex.button('Finish sending').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
});

test('a second start brings the window that is there to the front', async ({ launch }) => {
  const { app, home } = await launch();
  const second = await startAgain(home);
  expect(second).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()))
    .toBe(true);
});
