import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageAfterCrash } from './page/after-crash.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('a window whose process crashed offers to load it again, with nothing lost', async ({
  launch,
  samples,
}) => {
  const { app, page: before, home } = await launch({ connect: samples.plaintext });
  let duplex = new DuplexWindow(before);
  await duplex.open('SayHello');
  await duplex.write('{"name": "typed before the crash"}');
  await duplex.open('Converse');
  await duplex.write({ room: 'crash', text: 'before' });
  await duplex.button('Start').click();
  await duplex.button('Send').click();
  await expect(duplex.event('Received 2')).toBeVisible();
  // A second is what is promised.
  await before.waitForTimeout(1000);

  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  const page = await pageAfterCrash(home);
  duplex = new DuplexWindow(page);
  const reload = page.getByRole('button', { name: 'Reload' });
  await expect(page.getByRole('alert')).toContainText('process ended');
  await expect(reload).toBeFocused();
  await page.keyboard.press('Enter');

  // The stream went on all the while, and goes on.
  await expect(duplex.callStatus).toHaveText('Streaming');
  await expect(duplex.event('Received 2')).toBeVisible();
  await duplex.write({ room: 'crash', text: 'after' });
  await duplex.button('Send').click();
  await expect(duplex.timeline).toContainText('AFTER');
  await duplex.button('Finish sending').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.tabs.first().click();
  expect(await duplex.messageText()).toBe('{"name": "typed before the crash"}');
});

test('a window that hangs is asked about, and loaded again where that is wanted', async ({
  launch,
  samples,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  let duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await duplex.write('{"name": "typed before the hang"}');
  await page.waitForTimeout(1000);
  const asked = await app.evaluate(({ BrowserWindow, dialog }) => {
    const questions: string[] = [];
    // The system's dialog, which nobody can press here.
    Object.assign(dialog, {
      showMessageBox: async (
        _window: unknown,
        { message, buttons }: Electron.MessageBoxOptions,
      ) => {
        questions.push(message);
        return { response: buttons?.indexOf('Reload') ?? 0, checkboxChecked: false };
      },
    });
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    return questions;
  });
  expect(asked).toEqual(['Duplex does not answer']);
  duplex = new DuplexWindow(await pageAfterCrash(home));
  await expect(duplex.message).toBeVisible();
  expect(await duplex.messageText()).toBe('{"name": "typed before the hang"}');
});

test('a window that stood still for a while has caught up at once, and draws none of what it missed', async ({
  launch,
  samples,
}) => {
  const { app, page, home } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'SLOW', rate: 100 });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText('Streaming');
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  if (pid === undefined) throw new Error('There is no window');
  process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 8000));
  process.kill(pid, 'SIGCONT');
  await duplex.button('Cancel').click();
  await expect(duplex.callStatus).toHaveText('CANCELLED 1');
  const log = readFileSync(join(home, 'logs', 'duplex.log'), 'utf8');
  expect(log).not.toContain('error window');
});

test('an exception inside is shown, logged, and can be copied without secrets', async ({
  launch,
}) => {
  const { app, page, home } = await launch();
  await expect(page.getByText('Connect to a server')).toBeVisible();
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('boom with authorization: Bearer abc.def.ghi at grpc://user:pw@host:1');
    });
  });
  const notice = page.getByRole('alert').filter({ hasText: 'Duplex failed: boom' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByRole('status', { name: 'Note' })).toHaveText('Copied');
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Electron');
  expect(copied).toContain('boom');
  const file = join(home, 'logs', 'duplex.log');
  const logged = readFileSync(file, 'utf8');
  expect(logged).toContain('boom');
  for (const text of [copied, logged]) {
    expect(text).not.toContain('abc.def.ghi');
    expect(text).not.toContain('user:pw');
  }
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('about')?.click());
  await expect(page.getByRole('dialog', { name: 'About Duplex' })).toContainText(file);
  expect(existsSync(file)).toBe(true);
});
