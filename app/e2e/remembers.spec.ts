import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('what was typed is there again after kill -9, and after a reload', async ({
  launch,
  samples,
}) => {
  const home = mkdtempSync(join(tmpdir(), 'duplex-kept-'));
  try {
    const first = await launch({ home, connect: samples.plaintext });
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

    const second = await launch({ home });
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
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('the window opens where and as large as it was', async ({ launch }) => {
  const home = mkdtempSync(join(tmpdir(), 'duplex-kept-'));
  try {
    const bounds = { x: 40, y: 30, width: 1000, height: 640 };
    const first = await launch({ home });
    await first.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
    }, bounds);
    await first.page.waitForFunction((width) => innerWidth === width, bounds.width);
    await first.app.close();

    const second = await launch({ home });
    const now = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(now).toEqual(bounds);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
