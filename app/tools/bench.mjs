#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { callRows } from './bench/call-rows.mjs';
import { compare, isMissed, tableOf } from './bench/compare.mjs';
import { loadRows } from './bench/load-rows.mjs';
import { logRows } from './bench/log-rows.mjs';
import { schemaRows } from './bench/schema-rows.mjs';
import { streamRows } from './bench/stream-rows.mjs';
import {
  duplex,
  emptyWindow,
  firstPaint,
  timeFirstStart,
  timeStart,
  windowReady,
} from './bench/time-start.mjs';
import { timelineRows } from './bench/timeline-rows.mjs';
import { workspaceRows } from './bench/workspace-rows.mjs';
import { ensureBuilt, windowParts } from './build.mjs';
import { ensureElectron } from './electron.mjs';
import { Plain, reasonOf, run, say, step } from './progress.mjs';
import { ensureDisplay, ensureSystem } from './system.mjs';

const usage = `npm run bench -- [--pairs N] [ROW …]
A ROW is a part of a row's name; without one, all rows are measured.`;

/** @param {readonly string[]} args */
const parse = (args) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { pairs: { type: 'string', default: '7' } },
      allowPositionals: true,
    });
    const pairs = Number(values.pairs);
    if (!Number.isInteger(pairs) || pairs < 1) throw new Plain('--pairs takes a whole number.');
    return { pairs, wanted: positionals };
  } catch (error) {
    throw new Plain(`${reasonOf(error)}\n${usage}`);
  }
};

/** So often, and so long, an app must have run before Chromium keeps what it compiled of its scripts. */
const daysBefore = 3;
const dayMs = 1500;

/** @typedef {import('./bench/time-start.mjs').App} App */
/** @typedef {import('./bench/time-start.mjs').Moment} Moment */

/** @param {Moment} moment @returns {Moment} the app runs on for a while after it */
const afterwards = (moment) => async (child) => {
  const at = await moment(child);
  await sleep(dayMs);
  return at;
};

/**
 * Every comparison there is.
 * @param {number} pairs @param {import('./bench/time-start.mjs').Surroundings} surroundings
 * @param {string} homes folder for the state of what starts more than once
 * @returns {import('./bench/compare.mjs').Row[]}
 */
const rowsOf = (pairs, surroundings, homes) => {
  /** @param {App} app @param {Moment} moment */
  const daily = (app, moment) => () =>
    timeStart(app, moment, surroundings, join(homes, app.name.replaceAll(' ', '-')));
  const live = async () => {
    for (const app of [duplex, emptyWindow]) {
      for (let day = 1; day <= daysBefore; day += 1) await daily(app, afterwards(firstPaint))();
    }
  };
  const onFirstDay = (/** @type {App} */ app) => () =>
    timeFirstStart(app, firstPaint, surroundings);
  return [
    {
      name: 'first paint against an empty Electron window',
      goal: 1.15,
      pairs,
      warmUp: live,
      measure: daily(duplex, firstPaint),
      baseline: daily(emptyWindow, firstPaint),
    },
    {
      name: 'the same on the first day, nothing cached',
      goal: null,
      pairs,
      warmUp: async () => {},
      measure: onFirstDay(duplex),
      baseline: onFirstDay(emptyWindow),
    },
    {
      name: "usable window against an empty one's first paint",
      goal: null,
      pairs,
      warmUp: live,
      measure: daily(duplex, windowReady),
      baseline: daily(emptyWindow, firstPaint),
    },
  ];
};

await run(async () => {
  const { pairs, wanted } = parse(process.argv.slice(2));
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: true });
  await ensureBuilt(windowParts);
  const display = await ensureDisplay();
  const homes = mkdtempSync(join(tmpdir(), 'duplex-bench-homes-'));
  try {
    const env = { ...process.env, ...display.env };
    const surroundings = { executable: electron.executable, env };
    const all = [
      ...rowsOf(pairs, surroundings, homes),
      ...schemaRows(pairs, homes),
      ...loadRows(pairs, homes),
      ...workspaceRows(pairs, homes),
      ...callRows(pairs),
      ...logRows(pairs),
      ...timelineRows(pairs),
      ...streamRows(pairs, surroundings, homes),
    ];
    const rows = all.filter(
      ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
    );
    if (rows.length === 0) throw new Plain(`No row is named like that.\n${usage}`);
    const comparisons = [];
    for (const row of rows) {
      comparisons.push(await step(row.name, (report) => compare(row, report)));
    }
    process.stdout.write(tableOf(comparisons));
    for (const comparison of comparisons) {
      if (isMissed(comparison)) say(`${comparison.name}: goal missed.`);
    }
  } finally {
    await display.close();
    rmSync(homes, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exit(0);
});
