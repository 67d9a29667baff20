#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openWindow, writeWorkspace } from './bench/driven-window.mjs';
import { startFlood } from './bench/flood-process.mjs';
import { eventsBefore, quantile, requests } from './bench/stream-runs.mjs';
import { ensureBuilt, windowParts } from './build.mjs';
import { ensureElectron } from './electron.mjs';
import { Plain, run, say } from './progress.mjs';
import { ensureDisplay, ensureSystem } from './system.mjs';

/** @typedef {import('./bench/time-start.mjs').Surroundings} Surroundings */
/** @typedef {{ ms: number, received: number, all: number, page: number, loop: number, frame: number, wrong: readonly string[] }} Look ms since the start, messages, MB, ms of the 99th percentile */
/** @typedef {{ received: number, faults: readonly string[] }} Soaked */

/** Memory is level when it grows by no more than this after the first third, and goes on growing for ever when not. */
const mostGrowthMb = 80;
/** What HTTP/2, sockets and the server hold of a stream that is cancelled. */
const mostOnItsWay = 8 * 1024;

/** @param {readonly number[]} values */
const median = (values) => quantile(values, 0.5);

/** What is wrong with how it went. @param {readonly Look[]} looks @param {number} received in the end @param {number} sent */
const faultsOf = (looks, received, sent) => {
  /** @type {string[]} */
  const faults = [];
  for (const [at, look] of looks.entries()) {
    const when = `after ${Math.round(look.ms / 1000)} s`;
    if (look.wrong.length > 0) faults.push(`Wrong rows ${when}: ${look.wrong.join('; ')}`);
    if (look.received <= (looks[at - 1]?.received ?? 0)) faults.push(`Nothing came ${when}`);
  }
  const third = Math.floor(looks.length / 3);
  for (const part of /** @type {const} */ (['all', 'page'])) {
    const memory = looks.map((look) => look[part]);
    const growth = median(memory.slice(-third)) - median(memory.slice(third, 2 * third));
    if (growth > mostGrowthMb)
      faults.push(`Memory is not level (${part}): ${growth.toFixed()} MB more`);
  }
  const missing = sent - received;
  if (missing < 0 || missing > mostOnItsWay)
    faults.push(`${sent} messages were sent, and ${missing} of them are not here`);
  return faults;
};

/** Of the newest. @param {readonly Look[]} looks */
const lineOf = (looks) => {
  const none = { ms: 0, received: 0, all: 0, page: 0, loop: 0, frame: 0 };
  const [before, now] = [none, none, ...looks].slice(-2);
  const { ms, received, all, page, loop, frame } = now ?? none;
  const rate = ((received - (before?.received ?? 0)) * 1000) / (ms - (before?.ms ?? 0));
  return [
    `${(ms / 1000).toFixed()} s`.padStart(6),
    `${received} received`,
    `${rate.toFixed()} a second`,
    `${all.toFixed()} MB in all, ${page.toFixed()} MB the page`,
    `p99 of the loop ${loop.toFixed()} ms, of frames ${frame.toFixed()} ms`,
  ].join('  ');
};

/**
 * Has a stream come in as fast as it can, in the real window, and looks at it again and again.
 * @param {number} seconds @param {number} everyMs @param {Surroundings} surroundings
 * @param {(line: string) => void} tell
 * @returns {Promise<Soaked>}
 */
export const soak = async (seconds, everyMs, surroundings, tell) => {
  const { address, told, stop } = await startFlood();
  const home = mkdtempSync(join(tmpdir(), 'duplex-soak-'));
  const workspace = join(home, 'soak');
  writeWorkspace(workspace, address, requests);
  const window = await openWindow(surroundings, home, workspace);
  try {
    await window.ask('open', 'endless');
    const since = performance.now();
    await window.ask('invoke');
    /** @type {Look[]} */
    const looks = [];
    while (performance.now() - since < seconds * 1000) {
      await window.ask('recordFrames');
      await sleep(everyMs);
      const frame = quantile(await window.ask('stopFrames'), 0.99);
      const { memory, loop } = await window.health('begin');
      const drawn = await window.ask('newest', eventsBefore);
      const ms = performance.now() - since;
      looks.push({ ms, ...drawn, all: memory.all, page: memory.renderer, loop: loop.p99, frame });
      tell(lineOf(looks));
    }
    await window.ask('press', 'Cancel');
    const { value } = await told.next();
    await window.ask('cancelled');
    const { received } = await window.ask('newest', eventsBefore);
    return { received, faults: faultsOf(looks, received, Number.parseInt(value, 10)) };
  } finally {
    await window.close();
    stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const minutes = Number(process.argv[2] ?? 10);
    if (!(minutes > 0)) throw new Plain('npm run soak -- [MINUTES]');
    const electron = await ensureElectron();
    await ensureSystem(electron.executable, { display: true });
    await ensureBuilt(windowParts);
    const display = await ensureDisplay();
    const env = { ...process.env, ...display.env };
    const surroundings = { executable: electron.executable, env };
    const { received, faults } = await soak(minutes * 60, 10_000, surroundings, (line) =>
      process.stdout.write(`${line}\n`),
    ).finally(() => display.close());
    for (const fault of faults) say(fault);
    process.stdout.write(
      faults.length === 0
        ? `${received} messages in ${minutes} min: every row right, memory level.\n`
        : `${received} messages in ${minutes} min: ${faults.length} faults.\n`,
    );
    process.exit(faults.length === 0 ? 0 : 1);
  });
}
