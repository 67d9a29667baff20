import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('a second window is its own: other tabs, other calls, and it comes back', async ({
  launch,
  samples,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const first = new DuplexWindow(page);
  await first.open('Converse');
  const second = new DuplexWindow(await openWindow(app));
  await expect(second.tabs).toHaveCount(0);
  await second.connectTo(samples.plaintext);
  await second.open('SayHello');
  await second.write({ name: 'the second window' });
  await second.button('Invoke').click();
  await expect(second.detail).toContainText('the second window');
  await expect(first.callStatus).toHaveText('');
  await expect(first.tabs).toHaveCount(1);

  // Closed alone it leaves its requests to the next window.
  await closeWindow(app, second.page);
  const third = new DuplexWindow(await openWindow(app));
  await expect(third.tabs).toHaveCount(1);
  expect(JSON.parse(await third.messageText())).toEqual({ name: 'the second window' });
  await app.close();

  const again = await launch({ home });
  await expect.poll(() => again.app.windows().length).toBe(2);
});

test('what is chosen for a server, also by an older Duplex, holds in every window', async ({
  launch,
  samples,
}) => {
  const home = mkdtempSync(join(tmpdir(), 'duplex-home-'));
  mkdirSync(join(home, 'workspace'));
  const known = { address: samples.tls, useTls: true, tls: { caPaths: [samples.caFile] } };
  const session = {
    duplex: 1,
    target: { address: samples.plaintext, useTls: false, tls: {} },
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
    knownTargets: [known],
    requests: [],
    active: null,
  };
  writeFileSync(join(home, 'session.json'), JSON.stringify(session));
  const { app, page } = await launch({ home });
  const first = new DuplexWindow(page);
  const second = new DuplexWindow(await openWindow(app));
  await second.connectTo(samples.tls);
  await first.connectTo(samples.tls);

  await second.button('TLS').click();
  await second.page.getByRole('switch', { name: 'Accept any certificate' }).press('Space');
  await second.page.keyboard.press('Escape');
  await expect(first.connection).not.toHaveText(/^Connected/);
  await first.button('TLS').click();
  await expect(first.page.getByRole('switch', { name: 'Accept any certificate' })).toBeChecked();
  await first.page.keyboard.press('Escape');
  await first.button('Connect').click();
  await expect(first.connection).toHaveText(/any certificate/i);
  await app.close();

  const kept = readFileSync(join(home, 'servers.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject([
    { address: samples.tls, target: { tls: { caPaths: [samples.caFile], insecure: true } } },
  ]);
  expect(readFileSync(join(home, 'session.json'), 'utf8')).not.toContain('knownTargets');
  rmSync(home, { recursive: true, force: true });
});

test('closing a window asks while a stream is open, and only then', async ({ launch, samples }) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('Converse');
  await duplex.write({ room: 'left' });
  await duplex.button('Start').click();
  await duplex.button('Send').click();
  await expect(duplex.event('Received 1')).toBeVisible();

  await askToClose(app);
  const question = page.getByRole('dialog', { name: 'End the open stream?' });
  await expect(question.getByRole('button', { name: 'Keep open' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(duplex.callStatus).toHaveText('Streaming');
  await duplex.button('Send').click();
  await expect(duplex.event('Sent 2')).toBeVisible();

  await clickMenu(app, 'quit');
  const gone = app.waitForEvent('close');
  await pressAndGo(question.getByRole('button', { name: 'End and close' }));
  await gone;

  // What came is there again, and how it ended.
  const again = await launch({ home });
  const after = new DuplexWindow(again.page);
  await expect(after.event('Sent 2')).toBeVisible();
  await expect(after.event('End')).toBeVisible();
  await expect(after.callStatus).toHaveText(/CANCELLED|INTERRUPTED/);
  expect(JSON.parse(await after.messageText())).toEqual({ room: 'left' });
  const closed = again.app.waitForEvent('close');
  await askToClose(again.app);
  await closed;
});

test('quitting goes on through every window once its question is answered', async ({
  launch,
  samples,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  await new DuplexWindow(page).open('SayHello');
  const second = new DuplexWindow(await openWindow(app));
  await second.connectTo(samples.plaintext);
  await second.open('Converse');
  await second.button('Start').click();
  await expect(second.callStatus).toHaveText('Streaming');
  await page.bringToFront();
  await page.keyboard.press('Control+q');
  const question = second.page.getByRole('dialog', { name: 'End the open stream?' });
  // Whoever thinks better of it has both windows still.
  await question.getByRole('button', { name: 'Keep open' }).click();
  await page.keyboard.press('Control+q');
  const gone = app.waitForEvent('close');
  await pressAndGo(question.getByRole('button', { name: 'End and close' }));
  await gone;
  const again = await launch({ home });
  await expect.poll(() => again.app.windows().length).toBe(2);
});

test('what was typed a moment before the window is closed is kept', async ({ launch, samples }) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await duplex.write('{"name": "typed, then closed"');
  const gone = app.waitForEvent('close');
  await askToClose(app);
  await gone;
  const again = await launch({ home });
  const after = new DuplexWindow(again.page);
  await expect(after.message).toBeVisible();
  expect(await after.messageText()).toBe('{"name": "typed, then closed"');
});

async function openWindow(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await clickMenu(app, 'newWindow');
  const page = await opened;
  await page.waitForLoadState('load');
  await expect(page.getByRole('status', { name: 'Connection' })).toBeVisible();
  return page;
}

async function clickMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
  }, id);
}

/** Its window may be gone before the press is told to be done. */
async function pressAndGo(button: Locator): Promise<void> {
  await button.click().catch((error: Error) => expect(error.message).toContain('closed'));
}

/** As the button in the window's frame does. */
async function askToClose(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

async function closeWindow(app: ElectronApplication, page: Page): Promise<void> {
  const handle = await app.browserWindow(page);
  const closed = page.waitForEvent('close');
  await handle.evaluate((window: Electron.BrowserWindow) => window.close());
  await closed;
}
