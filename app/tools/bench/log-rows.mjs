import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** @param {readonly string[]} args */
const run = async (args) => {
  const program = inRoot('dist/oracles/log-rate.js');
  const { status, stdout, stderr } = await execute(process.execPath, [program, ...args]);
  if (status !== 0) throw new Plain(`${args[0]} failed:\n${lastLines(stderr, 5)}`);
  return Number(stdout);
};

const warmUp = async () => {
  await ensureBuilt(['oracles']);
};

/** @param {string} name @param {string} size @param {number} pairs @returns {import('./compare.mjs').Row} */
const rateRow = (name, size, pairs) => ({
  name,
  goal: 2.5,
  pairs,
  warmUp,
  measure: () => run(['duplex', size, '1000000']),
  baseline: () => run(['bare', size, '1000000']),
});

/**
 * How fast the log of a call is: kept with an index on the disk against the payloads alone in one file, and opened again
 * whatever its length.
 * @param {number} pairs
 * @returns {import('./compare.mjs').Row[]}
 */
export const logRows = (pairs) => [
  rateRow('1,000,000 messages of 1 KB kept on the disk against a bare file', '1000', pairs),
  rateRow('1,000,000 messages of 100 B kept on the disk against a bare file', '100', pairs),
  {
    name: 'a kept call of 1,000,000 messages opened, with 100 rows, against one of 1,000',
    goal: 3,
    pairs,
    warmUp,
    measure: () => run(['reopen', '1000', '1000000']),
    baseline: () => run(['reopen', '1000', '1000']),
  },
];
