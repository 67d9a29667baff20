import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** Nobody feels that they wait so long. */
const saveMs = 50;

/** @param {readonly string[]} args */
const printed = async (...args) => {
  const { status, stdout, stderr } = await execute(process.execPath, [
    inRoot('dist/oracles/saved-requests.js'),
    ...args,
  ]);
  if (status !== 0) throw new Plain(`${args.join(' ')} failed:\n${lastLines(stderr, 5)}`);
  return Number(stdout);
};

/**
 * What 5,000 saved requests take, against `fs` and `yaml` alone on the same files.
 * @param {number} pairs @param {string} folder for what is made on the way
 * @returns {import('./compare.mjs').Row[]}
 */
export const workspaceRows = (pairs, folder) => {
  const place = join(folder, 'saved-requests');
  const warmUp = async () => {
    await ensureBuilt(['oracles']);
    rmSync(place, { recursive: true, force: true });
    await printed('make', place);
  };
  /** @param {string} name @param {string} work @param {number} goal @returns {import('./compare.mjs').Row} */
  const row = (name, work, goal) => ({
    name,
    goal,
    pairs,
    warmUp,
    measure: () => printed('duplex', work, place),
    baseline: () => printed('bare', work, place),
  });
  return [
    row('open of 5,000 saved requests against fs and yaml', 'open', 1.5),
    row('search in their bodies against reading them', 'search', 0.5),
    {
      ...row(`save of one of 5,000 requests against ${saveMs} ms`, 'save', 1),
      baseline: async () => saveMs,
    },
  ];
};
