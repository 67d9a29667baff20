#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { passThrough } from './execute.mjs';
import { inRoot } from './paths.mjs';
import { Plain, reasonOf, run } from './progress.mjs';

/** A run that needs more has a leak. */
const megabytes = 512;
const usage = 'npm run fuzz -- [--seconds N] [--seed N] [--count N]';

/** @param {readonly string[]} args */
const parse = (args) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: `${Date.now() % 1e9}` },
        count: { type: 'string', default: 'Infinity' },
      },
    }).values;
  } catch (error) {
    throw new Plain(`${reasonOf(error)}\n${usage}`);
  }
};

await run(async () => {
  const { seconds, seed, count } = parse(process.argv.slice(2));
  await ensureBuilt(['oracles']);
  const program = inRoot('dist/oracles/fuzz.js');
  const args = [`--max-old-space-size=${megabytes}`, program, seed, seconds, count];
  process.exitCode = await passThrough(process.execPath, args);
});
