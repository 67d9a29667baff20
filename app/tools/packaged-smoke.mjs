import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { ensureBuilt } from './build.mjs';
import { looseFuses } from './fuses.mjs';
import { startPackaged } from './packaged-app.mjs';
import { inRoot } from './paths.mjs';
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

/** @returns {Promise<{ address: string, stop: () => void }>} */
const startSamples = () =>
  new Promise((resolve, reject) => {
    const args = [inRoot('dist/samples/server.js'), '--port', '0', '--tls-port', '0'];
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const stop = () => server.kill('SIGTERM');
    createInterface({ input: server.stdout }).on('line', (line) => {
      const address = /^plaintext (\S+)$/.exec(line)?.[1];
      if (address) resolve({ address, stop });
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Plain('The sample server ended before it was ready.')));
  });

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
  await ensureBuilt(['samples']);
  const home = mkdtempSync(join(tmpdir(), 'duplex-packaged-'));
  const display = await ensureDisplay();
  const samples = await startSamples();
  const app = startPackaged(executable, ['--inspect=0'], {
    ...process.env,
    ...display.env,
    ELECTRON_RUN_AS_NODE: '1',
    DUPLEX_HOME: home,
    DUPLEX_CONNECT: samples.address,
  });
  process.once('exit', app.kill);
  try {
    await story(app);
  } finally {
    app.kill();
    samples.stop();
    await display.close();
    process.off('exit', app.kill);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** @param {import('./packaged-app.mjs').PackagedApp} app */
const story = async (app) => {
  const page = await prove('it starts, and ELECTRON_RUN_AS_NODE is ignored', async () => {
    const window = await app.window();
    expect(window.title).toBe('Duplex');
    return window.page;
  });
  await prove('the window is drawn', () =>
    expect(page.getByLabel('Server address', { exact: true })).toBeVisible({ timeout: 20_000 }),
  );
  await prove('it connects to the sample server', () =>
    expect(page.getByRole('status', { name: 'Connection' })).toHaveText(/^Connected/, {
      timeout: 20_000,
    }),
  );
  await prove('--inspect is ignored', () => {
    expect(app.errors()).not.toContain('Debugger listening');
  });
  await prove('it ends when its window is closed', async () => {
    await page.close();
    expect(await app.ended()).toBe(0);
  });
};
