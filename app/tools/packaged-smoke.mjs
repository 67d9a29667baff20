import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { looseFuses } from './fuses.mjs';
import { startPackaged } from './packaged-app.mjs';
import { Plain, reasonOf, say } from './progress.mjs';
import { ensureDisplay, ensureSystem } from './system.mjs';

/** @typedef {{ executable: string, fused: string }} Packaged what to start, and the file with the fuses */

/**
 * @template T
 * @param {string} what @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
const prove = async (what, work) => {
  try {
    const result = await work();
    say(`  ok  ${what}`);
    return result;
  } catch (error) {
    throw new Plain(`Smoke test failed at "${what}": ${reasonOf(error)}`);
  }
};

/**
 * Starts a packaged app as a person would, but with what a hardened one must not heed, and looks
 * whether it does its work.
 * @param {Packaged} packaged
 */
export const smokeTest = async ({ executable, fused }) => {
  await prove('fuses are hardened', () => {
    const loose = looseFuses(readFileSync(fused));
    if (loose.length > 0) throw new Plain(loose.join(', '));
  });
  await ensureSystem(executable, { display: true });
  const home = mkdtempSync(join(tmpdir(), 'duplex-packaged-'));
  const display = await ensureDisplay();
  const app = startPackaged(executable, ['--inspect=0'], {
    ...process.env,
    ...display.env,
    ELECTRON_RUN_AS_NODE: '1',
    DUPLEX_HOME: home,
  });
  process.once('exit', app.kill);
  try {
    await story(app, home);
  } finally {
    app.kill();
    await display.close();
    process.off('exit', app.kill);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** @param {import('./packaged-app.mjs').PackagedApp} app @param {string} home */
const story = async (app, home) => {
  const page = await prove('it starts, and ELECTRON_RUN_AS_NODE is ignored', async () => {
    const window = await app.window();
    expect(window.title).toBe('Duplex');
    return window.page;
  });
  await prove('the window is drawn', () =>
    expect(page.getByLabel('Server address', { exact: true })).toBeVisible({ timeout: 20_000 }),
  );
  await prove('it starts its sample server and connects', async () => {
    await page.getByRole('button', { name: 'Connect to the sample server' }).click();
    await expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/^Connected/, {
      timeout: 20_000,
    });
  });
  await prove('it has the sample workspace', () =>
    expect(page.getByRole('treeitem', { name: /^greetings/ })).toBeVisible({ timeout: 20_000 }),
  );
  await prove('its thread reads .proto files', async () => {
    const proto = join(home, 'smoke.proto');
    writeFileSync(proto, 'syntax = "proto3"; package smoke.v1; service Smoke {}');
    await page.getByRole('button', { name: 'Add schema', exact: true }).click();
    await page.getByRole('textbox', { name: 'Path', exact: true }).fill(proto);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('treeitem', { name: /^smoke\.v1\.Smoke/ })).toBeVisible({
      timeout: 20_000,
    });
  });
  await prove('--inspect is ignored', () => {
    expect(app.errors()).not.toContain('Debugger listening');
  });
  await prove('it ends when its window is closed', async () => {
    await page.close();
    expect(await app.ended()).toBe(0);
  });
};
