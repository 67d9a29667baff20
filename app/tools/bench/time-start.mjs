import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess } from '../end-process.mjs';
import { inRoot, root } from '../paths.mjs';
import { Plain } from '../progress.mjs';
import { launchFlags } from '../system.mjs';
import { DevtoolsPipe } from './devtools-pipe.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ name: string, path: string }} App its folder or main module */
/** @typedef {{ executable: string, env: NodeJS.ProcessEnv }} Surroundings the Electron, and what it runs in */
/** @typedef {(child: ChildProcess) => Promise<number>} Moment when it happened, in ms since 1970 */

/** @type {App} */
export const duplex = { name: 'Duplex', path: root };
/** @type {App} */
export const emptyWindow = {
  name: 'The empty window',
  path: inRoot('app/bench/baseline/empty-window/main.mjs'),
};

const patienceMs = 60_000;

/** In the page: when the first text or picture was on the screen, by the page's own paint timing. */
const firstContentfulPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(performance.timeOrigin + paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/** @type {Moment} */
export const firstPaint = (child) => {
  const [, , , commands, answers] = child.stdio;
  if (!commands || !('write' in commands) || !answers || !('read' in answers)) {
    throw new TypeError('file descriptors 3 and 4 are not piped');
  }
  return new DevtoolsPipe(commands, answers).evaluate(firstContentfulPaint);
};

/** When Duplex tells that it can be used, see main/index.ts. @type {Moment} */
export const windowReady = (child) =>
  new Promise((resolve) => {
    if (!child.stdout) throw new TypeError('standard output is not piped');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'duplex: window ready') resolve(Date.now());
    });
  });

/**
 * Starts an app as on its first day, with an empty folder for its state.
 * @param {App} app @param {Moment} moment @param {Surroundings} surroundings
 */
export const timeFirstStart = async (app, moment, surroundings) => {
  const home = mkdtempSync(join(tmpdir(), 'duplex-bench-'));
  try {
    return await timeStart(app, moment, surroundings, home);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

/**
 * Starts an app, waits for a moment, and ends the app.
 * @param {App} app @param {Moment} moment @param {Surroundings} surroundings
 * @param {string} home folder of its state
 * @returns {Promise<number>} ms from the start of its process to the moment
 */
export const timeStart = async (app, moment, { executable, env }, home) => {
  const since = Date.now();
  const child = spawn(executable, [...launchFlags(), '--remote-debugging-pipe', app.path], {
    env: { ...env, DUPLEX_HOME: home, DUPLEX_ANNOUNCE: '1' },
    stdio: ['ignore', 'pipe', 'ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    return (await inTime(child, app, moment(child))) - since;
  } finally {
    await endProcess(child);
    process.off('exit', kill);
  }
};

/**
 * @template T
 * @param {ChildProcess} child @param {App} app @param {Promise<T>} awaited
 * @returns {Promise<T>}
 */
const inTime = (child, { name }, awaited) =>
  new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ how) => reject(new Plain(`${name} ${how}.`));
    const timer = setTimeout(() => fail('was not there within 60 s'), patienceMs);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', () => fail('ended before it was there'));
    awaited.then(resolve, reject).finally(() => clearTimeout(timer));
  });
