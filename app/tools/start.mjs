#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ensureBuilt, windowParts } from './build.mjs';
import { ensureElectron } from './electron.mjs';
import { endProcess, hasEnded } from './end-process.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, run, say, step } from './progress.mjs';
import { ensureDisplay, ensureSystem, launchFlags } from './system.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long the sample server and the window may each take to be ready. */
const readyTimeoutMs = 60_000;

/** What the app tells us on its standard output, see main/index.ts. */
const announcement = /^duplex: (window ready|already open)$/;

/** Chromium's complaints about a desktop that is not there; they mean nothing. */
const noise =
  /Failed to connect to the bus|Failed to call method: org\.freedesktop|viz_main_impl|gpu_channel_host|command_buffer_proxy|GetVSyncParametersIfAvailable|vaInitialize failed|gl_surface_presentation_helper|object_proxy\.cc|bus\.cc/;

/**
 * @template T
 * @param {Promise<T>} promise @param {string} complaint
 * @returns {Promise<T>}
 */
const inTime = (promise, complaint) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Plain(complaint)), readyTimeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/**
 * Waits for a line on a child's standard output; every other line goes to ours.
 * @param {ChildProcess} child @param {RegExp} pattern @param {string} name
 * @returns {Promise<string>} what the pattern's first group matched
 */
const lineOf = (child, pattern, name) =>
  new Promise((resolve, reject) => {
    if (!child.stdout) throw new TypeError('standard output is not piped');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = pattern.exec(line);
      if (match) resolve(match[1] ?? line);
      if (!announcement.test(line)) process.stdout.write(`${line}\n`);
    });
    child.once('error', (error) =>
      reject(new Plain(`${name} could not be started: ${error.message}`)),
    );
    child.once('exit', (status, signal) => {
      reject(
        new Plain(`${name} ended before it was ready (${signal ?? `exit status ${status}`}).`),
      );
    });
  });

/** @param {ChildProcess} child */
const passErrors = (child) => {
  if (!child.stderr) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!noise.test(line) && line !== '') say(line);
  });
};

/** @param {NodeJS.ProcessEnv} env */
const startSampleServer = (env) =>
  spawn(process.execPath, [inRoot('dist/samples/server.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl+C reaches us alone, and we end everything in order
  });

/** @param {string} executable @param {NodeJS.ProcessEnv} env */
const startApp = (executable, env) =>
  spawn(executable, [...launchFlags(), root, ...process.argv.slice(2)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });

/**
 * Settles at the first wish to end: Ctrl+C, a kill, a closed terminal. npm runs scripts in a shell
 * that passes no signal on, so when npm was killed our parent is gone, and that is a wish too.
 * @returns {Promise<void>}
 */
const askedToEnd = () =>
  new Promise((resolve) => {
    // `on`, not `once`: a second Ctrl+C must not end this process before it has ended the others.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
    if (!process.env['npm_lifecycle_event']) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, 500).unref();
  });

await run(async () => {
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: true });
  await ensureBuilt([...windowParts, 'samples']);

  const ending = askedToEnd();
  const display = await ensureDisplay();
  if (display.env['DISPLAY'])
    say(`No display here: using an invisible one, ${display.env['DISPLAY']}.`);
  const env = { ...process.env, ...display.env };
  /** @type {ChildProcess[]} */
  const children = [];
  process.once('exit', () => {
    for (const child of children) if (!hasEnded(child)) child.kill('SIGKILL');
  });
  try {
    const server = startSampleServer(env);
    children.push(server);
    passErrors(server);
    const address = await inTime(
      lineOf(server, /^plaintext (grpc:\/\/\S+)/, 'The sample server'),
      'The sample server was not ready within 60 s.',
    );
    const app = startApp(electron.executable, {
      ...env,
      DUPLEX_CONNECT: address,
      DUPLEX_SAMPLE_SERVER: address,
      DUPLEX_ANNOUNCE: '1',
    });
    children.push(app);
    passErrors(app);
    const gone = once(app, 'exit');
    const ready = inTime(
      lineOf(app, announcement, 'Duplex'),
      'The window was not ready within 60 s.',
    );
    const outcome = await Promise.race([step('Opening the window', () => ready), ending]);
    if (outcome === 'already open') {
      say('Duplex is open already: its window has been brought to the front.');
    } else if (outcome === 'window ready') {
      process.stdout.write('Duplex is open\n');
      await Promise.race([gone, ending]);
    }
    ready.catch(() => {}); // it ends because we end it
  } finally {
    for (const child of children.reverse()) await endProcess(child);
    await display.close();
  }
  process.exit(0);
});
