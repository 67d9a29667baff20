import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { corpora } from '../oracles/corpora.mjs';
import { npmPackage } from '../oracles/npm-package.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** Time between two pictures at 60 a second. */
const frameMs = 1000 / 60;
const megabyte = 1e6;
/** No block of the main process's thread is to be longer. */
const blockMs = 100;
/** What the largest set takes while it is read. */
const heapMegabytes = 6144;

/** @param {readonly string[]} args @returns {Promise<string>} what a program of its own process prints */
const printed = async (...args) => {
  const { status, stdout, stderr } = await execute(process.execPath, args);
  if (status !== 0) throw new Plain(`${args[1] ?? args[0]} failed:\n${lastLines(stderr, 5)}`);
  return stdout;
};

/** @param {readonly string[]} args */
const memory = (...args) =>
  printed(
    '--expose-gc',
    `--max-old-space-size=${heapMegabytes}`,
    inRoot('dist/oracles/memory.js'),
    ...args,
  );

/**
 * What large schemas take.
 * @param {number} pairs @param {string} folder for what is made on the way
 * @returns {import('./compare.mjs').Row[]}
 */
export const schemaRows = (pairs, folder) => {
  const set = join(folder, 'googleapis.binpb');
  /** @param {string} reader */
  const megabytes = (reader) => async () => JSON.parse(await memory(reader, set)).bytes / megabyte;
  const tree = async () => {
    const [found] = corpora.find(({ name }) => name === 'googleapis')?.trees ?? [];
    if (found === undefined) throw new Plain('There is no set of files named googleapis.');
    return join(await npmPackage(found.pinned), found.folder);
  };
  /** @returns {Promise<{ read: number, stroke: number }>} */
  const blocks = async () => {
    const thread = inRoot('dist/reader/reader-thread.cjs');
    return JSON.parse(await printed(inRoot('dist/oracles/main-thread.js'), await tree(), thread));
  };
  const warmUp = () => ensureBuilt(['oracles', 'reader']);
  return [
    {
      name: "registry of googleapis against @bufbuild/protobuf's",
      unit: 'MB',
      goal: 1,
      pairs,
      warmUp: async () => {
        await ensureBuilt(['oracles']);
        await memory('set', await tree(), set);
      },
      measure: megabytes('duplex'),
      baseline: megabytes('bufbuild'),
    },
    {
      name: 'slowest key stroke in a filter over 10,000 methods against one frame',
      goal: 1,
      pairs,
      warmUp: () => ensureBuilt(['oracles']),
      measure: async () =>
        Number(
          await printed(
            inRoot('app/tools/bench/time-filter.mjs'),
            inRoot('dist/oracles/filter.js'),
          ),
        ),
      baseline: async () => frameMs,
    },
    {
      name: 'longest block of a key stroke in Ctrl+P over 70,000 symbols against one frame',
      goal: 1,
      pairs,
      warmUp,
      measure: async () => (await blocks()).stroke,
      baseline: async () => frameMs,
    },
    {
      name: `longest block while 7,000 .proto files come in against ${blockMs} ms`,
      goal: 1,
      pairs,
      warmUp,
      measure: async () => (await blocks()).read,
      baseline: async () => blockMs,
    },
  ];
};
