#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { compare, tableOf } from './bench/compare.mjs';
import { duplex, emptyWindow, firstPaint, timeStart, windowReady } from './bench/time-start.mjs';
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

/**
 * Every comparison there is.
 * @param {number} pairs @param {import('./bench/time-start.mjs').Surroundings} surroundings
 * @returns {import('./bench/compare.mjs').Row[]}
 */
const rowsOf = (pairs, surroundings) => {
  const emptyPaint = () => timeStart(emptyWindow, firstPaint, surroundings);
  return [
    {
      name: 'first paint against an empty Electron window',
      goal: 1.15,
      pairs,
      measure: () => timeStart(duplex, firstPaint, surroundings),
      baseline: emptyPaint,
    },
    {
      name: "usable window against an empty one's first paint",
      goal: null,
      pairs,
      measure: () => timeStart(duplex, windowReady, surroundings),
      baseline: emptyPaint,
    },
  ];
};

await run(async () => {
  const { pairs, wanted } = parse(process.argv.slice(2));
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: true });
  await ensureBuilt(windowParts);
  const display = await ensureDisplay();
  try {
    const env = { ...process.env, ...display.env };
    const rows = rowsOf(pairs, { executable: electron.executable, env }).filter(
      ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
    );
    if (rows.length === 0) throw new Plain(`No row is named like that.\n${usage}`);
    const comparisons = [];
    for (const row of rows) {
      comparisons.push(await step(row.name, (report) => compare(row, report)));
    }
    process.stdout.write(tableOf(comparisons));
    for (const { name, goal, ratio } of comparisons) {
      if (goal !== null && ratio > goal) say(`${name}: goal missed.`);
    }
  } finally {
    await display.close();
  }
  process.exit(0);
});
