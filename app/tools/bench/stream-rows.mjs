import { floodServer } from './flood-process.mjs';
import { quantile, requests, StreamRuns } from './stream-runs.mjs';

/** @typedef {import('./compare.mjs').Row} Row */

/** @param {readonly number[]} frames of more than the first second */
const longestAfterFirstSecond = (frames) => {
  let at = 0;
  return frames.reduce((longest, ms) => {
    at += ms;
    return at > 1000 ? Math.max(longest, ms) : longest;
  }, 0);
};

/**
 * Rows that look at the same runs: each has them in turn, and whoever comes first makes one.
 * @template T @param {() => Promise<T>} run
 * @returns {(look: (run: T) => number) => () => Promise<number>} what a row measures
 */
const sharedRuns = (run) => {
  /** @type {Promise<T>[]} */
  const runs = [];
  return (look) => {
    let next = 0;
    return async () => {
      const at = next;
      next += 1;
      runs[at] ??= run();
      return look(await runs[at]);
    };
  };
};

/** @param {number} pairs @returns {(name: string, most: number, measure: () => Promise<number>, unit?: 'ms' | 'MB') => Row} */
const bounds =
  (pairs) =>
  (name, most, measure, unit = 'ms') => {
    const baseline = async () => most;
    const named = `streams: ${name} against ${most} ${unit}`;
    return { name: named, unit, goal: 1, pairs, warmUp, measure, baseline };
  };

const warmUp = async () => {
  await floodServer();
};

/**
 * Streams as a person sees them, in the real window with all of it kept on the disk: against grpc-js and protobufjs
 * alone with the same window of flow control, against what others do, and against what feels smooth.
 * @param {number} pairs @param {import('./time-start.mjs').Surroundings} surroundings
 * @param {string} homes folder for the state of what is started
 * @returns {Row[]}
 */
export const streamRows = (pairs, surroundings, homes) => {
  const runs = new StreamRuns(surroundings, homes);
  const million = sharedRuns(() => runs.millioned());
  const small = sharedRuns(() => runs.flooded('small'));
  /** @param {string} name @param {number} goal @param {() => Promise<number>} measure @param {() => Promise<number>} baseline @returns {Row} */
  const rate = (name, goal, measure, baseline) => {
    return { name: `streams: ${name}`, unit: '/s', goal, pairs, warmUp, measure, baseline };
  };
  /** @param {string} name @param {keyof typeof requests} request @param {number} goal @param {number} bareCount @returns {Row} */
  const againstBare = (name, request, goal, bareCount, measure = rateOf(request)) =>
    rate(`${name} in the window against grpc-js and protobufjs`, goal, measure, () =>
      runs.bare({ ...requests[request], count: bareCount }),
    );
  /** @param {keyof typeof requests} request */
  const rateOf = (request) => async () => (await runs.flooded(request)).rate;
  const bound = bounds(pairs);
  const p99 = (/** @type {readonly number[]} */ values) => quantile(values, 0.99);
  const millionRate = million((run) => run.rate);
  return [
    againstBare('1 KB messages of fields', 'structured', 1.3, 300_000, millionRate),
    rate(
      'the same against one event a message',
      5,
      million((run) => run.rate),
      () => runs.peers(),
    ),
    againstBare('1 KB messages of bytes', 'opaque', 1.3, 500_000),
    againstBare('64 KB messages of fields', 'large', 1.3, 4000),
    againstBare(
      '100 B messages',
      'small',
      1.2,
      1_000_000,
      small((run) => run.rate),
    ),
    bound(
      'frames of 1,000,000, p99,',
      20,
      million((run) => p99(run.frames)),
    ),
    bound(
      'longest frame',
      70,
      million((run) => longestAfterFirstSecond(run.frames)),
    ),
    bound(
      "main process's loop, p99,",
      15,
      million((run) => run.loop),
    ),
    bound(
      'memory of all processes',
      250,
      million((run) => run.memory),
      'MB',
    ),
    bound(
      'memory of the page',
      150,
      million((run) => run.renderer),
      'MB',
    ),
    bound(
      'any place of 1,000,000 drawn, p99,',
      20,
      million((run) => run.jump),
    ),
    bound(
      '1,000,000 opened after a restart',
      300,
      million((run) => run.reopen),
    ),
    bound(
      'frames of 2,000,000 rows, p99,',
      20,
      small((run) => p99(run.frames)),
    ),
    bound('key to screen in a flood, p99,', 50, () => runs.typed()),
    rate(
      'unary calls from the page against grpc-js and protobufjs',
      0.8,
      () => runs.called(),
      () => runs.bareCalls(),
    ),
  ];
};
