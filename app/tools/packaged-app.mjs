import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { Plain } from './progress.mjs';
import { launchFlags } from './system.mjs';

/**
 * Starts and drives a packaged app. Playwright's own way needs a debugger of the main process, which
 * is just what a fuse has taken away; the window's debugger is left.
 *
 * @typedef {object} PackagedApp
 * @property {() => Promise<{ title: string, page: import('@playwright/test').Page }>} window waits
 *   until it can be driven
 * @property {() => string} errors what the app has said on standard error
 * @property {() => Promise<number | null>} ended its exit status; null: it had to be killed
 * @property {() => void} kill
 */

const patienceMs = 60_000;
const endMs = 15_000;

/**
 * @param {string} executable @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {PackagedApp}
 */
export const startPackaged = (executable, args, env) => {
  const child = spawn(executable, [...launchFlags(), '--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const deadline = Date.now() + patienceMs;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  let failed = '';
  child.once('error', (error) => {
    failed = `it could not be started: ${error.message}`;
  });
  const exited = once(child, 'exit');
  exited.catch(() => {}); // told by `failed`

  /**
   * @template T
   * @param {string} what @param {() => Promise<T | undefined> | T | undefined} look
   * @returns {Promise<T>}
   */
  const until = async (what, look) => {
    while (Date.now() < deadline) {
      if (failed !== '') throw new Plain(failed);
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Plain(
          `it ended by itself (${child.signalCode ?? `exit status ${child.exitCode}`}).\n${errors.trim()}`,
        );
      }
      const found = await look();
      if (found !== undefined) return found;
      await pause(50);
    }
    throw new Plain(`there was no ${what} within 60 s.\n${errors.trim()}`);
  };

  return {
    window: async () => {
      const port = await until(
        'debugger of the window',
        () => /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(errors)?.[1],
      );
      const address = `http://127.0.0.1:${port}`;
      const title = await until('page of the app', () => titleAt(address));
      return { title, page: await pageAt(address) };
    },
    errors: () => errors,
    ended: async () => {
      const killer = setTimeout(() => child.kill('SIGKILL'), endMs);
      const [status] = await exited;
      clearTimeout(killer);
      return status;
    },
    kill: () => child.kill('SIGKILL'),
  };
};

const isApp = (/** @type {string} */ url) => url.startsWith('app://');

/** Attaching while the first page loads may hang: it has loaded once it has a title. @param {string} address */
const titleAt = async (address) => {
  try {
    const answer = await fetch(`${address}/json/list`);
    const pages = /** @type {{ url: string, title: string }[]} */ (await answer.json());
    const page = pages.find(({ url }) => isApp(url));
    // Its address stands in for a title that has not come yet.
    return page && page.title !== '' && !page.url.includes(page.title) ? page.title : undefined;
  } catch {
    return undefined; // it has named its port and does not answer yet
  }
};

/** @param {string} address */
const pageAt = async (address) => {
  const browser = await chromium.connectOverCDP(address);
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((candidate) => isApp(candidate.url()));
  if (!page) throw new Plain('the window shows no page of the app');
  page.setDefaultTimeout(patienceMs);
  return page;
};
