import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './page/launch.ts';

test('Ctrl+W does not close the window and Ctrl+R does not reload it', async ({ launch }) => {
  const { app, page } = await launch();
  // A mark that a reload would wipe out, and a record of what reaches the page.
  await page.evaluate(() => {
    const keys: string[] = [];
    Object.assign(globalThis, { keys });
    addEventListener('keydown', (event) => keys.push(event.key), { capture: true });
  });
  const pressed = ['w', 'r', 't', 'k', 'p', 'l'];
  for (const key of pressed) {
    // As the desktop would send them: Playwright's own keys never reach a menu.
    await app.evaluate(({ BrowserWindow }, keyCode) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.focus();
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers: ['control'] });
      contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers: ['control'] });
    }, key.toUpperCase());
  }
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys))
    .toEqual(expect.arrayContaining(pressed));
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the menu shows those keys and leaves them to the page', async ({ launch }) => {
  const { app } = await launch();
  const items = await app.evaluate(({ Menu }) => {
    const all = (menu: Electron.Menu): Electron.MenuItem[] =>
      menu.items.flatMap((item) => (item.submenu ? all(item.submenu) : [item]));
    const menu = Menu.getApplicationMenu();
    return menu
      ? all(menu).map(({ role, accelerator, registerAccelerator }) => ({
          role: role ?? '',
          takes: registerAccelerator ? (accelerator ?? '') : '',
          shows: accelerator ?? '',
        }))
      : [];
  });
  expect(items.map(({ shows }) => shows)).toEqual(
    expect.arrayContaining(['CommandOrControl+W', 'CommandOrControl+K', 'CommandOrControl+Plus']),
  );
  for (const { role, takes } of items) {
    expect(['close', 'reload', 'forcereload', 'zoomin']).not.toContain(role.toLowerCase());
    expect(takes).not.toMatch(/\+(W|R|T|K|P|L|S|F|Q|N|B|,|Enter|Tab|Plus|=|-|0)$/i);
  }
});

test('all state is in DUPLEX_HOME, and two homes are two apps', async ({ launch }) => {
  const first = await launch();
  const second = await launch();
  expect(await first.app.evaluate(({ app }) => app.getPath('userData'))).toBe(first.home);
  expect(await second.app.evaluate(({ app }) => app.getPath('userData'))).toBe(second.home);
  expect(existsSync(join(first.home, 'chromium'))).toBe(true);
  expect(await first.app.evaluate(({ app }) => app.getName())).toBe('Duplex');
});

test('it opens where DUPLEX_HOME cannot be written, and says so', async ({ launch }, info) => {
  const home = info.outputPath('a-file');
  writeFileSync(home, '');
  const { app, page } = await launch({ home });
  await expect(page.getByLabel('Server address', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Nothing will be kept for the next start');
  const used = await app.evaluate((electron) => electron.app.getPath('userData'));
  expect(used.startsWith(join(tmpdir(), 'duplex-home-'))).toBe(true);
  await app.close();
  rmSync(used, { recursive: true, maxRetries: 5 });
});

for (const theme of ['light', 'dark'] as const) {
  test(`DUPLEX_THEME=${theme} decides the theme`, async ({ launch }) => {
    const { page } = await launch({ theme });
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(dark).toBe(theme === 'dark');
  });
}
