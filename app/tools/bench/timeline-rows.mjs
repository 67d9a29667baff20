import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

const count = '300000';

/** @param {string} what @returns {Promise<{ ms: number, p99: number }>} */
const run = async (what) => {
  const program = inRoot('dist/oracles/timeline-filter.js');
  const thread = inRoot('dist/decoder/decoder-thread.cjs');
  const args = [program, what, count, thread, inRoot('proto-samples/samples.binpb')];
  const { status, stdout, stderr } = await execute(process.execPath, args);
  if (status !== 0) throw new Plain(`${what} failed:\n${lastLines(stderr, 5)}`);
  return JSON.parse(stdout);
};

const warmUp = async () => {
  await ensureBuilt(['decoder', 'oracles']);
};

/**
 * How fast a kept call is filtered and exported, against protobufjs alone over as many messages in memory: decoding
 * each, and for what reads or writes all of a message printing it as JSON to a file.
 * @param {number} pairs
 * @returns {import('./compare.mjs').Row[]}
 */
export const timelineRows = (pairs) => {
  /** @param {string} name @param {string} what @param {string} bare @param {number} goal @returns {import('./compare.mjs').Row} */
  const row = (name, what, bare, goal) => ({
    name: `300,000 kept messages of 1 KB ${name}`,
    goal,
    pairs,
    warmUp,
    measure: async () => (await run(what)).ms,
    baseline: async () => (await run(bare)).ms,
  });
  return [
    row('filtered by number against decoding', 'index', 'bare-decode', 1),
    row('filtered by a field against decoding', 'field', 'bare-decode', 3),
    row('filtered by text against printing', 'text', 'bare-json', 1),
    row('exported as NDJSON against printing', 'ndjson', 'bare-json', 1.5),
    {
      name: "the main thread's loop while a timeline is filtered, p99, against 15 ms",
      goal: 1,
      pairs,
      warmUp,
      measure: async () => (await run('field')).p99,
      baseline: async () => 15,
    },
  ];
};
