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

/** @param {number} pairs @returns {(name: string, goal: number | null, measure: () => Promise<number>, baseline: () => Promise<number>) => Row} */
const rates = (pairs) => (name, goal, measure, baseline) => {
  return { name: `streams: ${name}`, unit: '/s', goal, pairs, warmUp, measure, baseline };
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

/** @typedef {{ runs: StreamRuns, million: ReturnType<typeof sharedRuns<import('./stream-runs.mjs').Millioned>>, small: ReturnType<typeof sharedRuns<import('./stream-runs.mjs').Flooded>> }} Seen */

/** @param {number} pairs @param {Seen} seen @returns {Row[]} */
const rateRows = (pairs, { runs, million, small }) => {
  const rate = rates(pairs);
  /** @param {keyof typeof requests} request */
  const rateOf = (request) => async () => (await runs.flooded(request)).rate;
  /** @param {string} name @param {keyof typeof requests} request @param {number | null} goal @param {number} bareCount @returns {Row} */
  const againstBare = (name, request, goal, bareCount, measure = rateOf(request)) =>
    rate(`${name} in the window against grpc-js and protobufjs`, goal, measure, () =>
      runs.bare({ ...requests[request], count: bareCount }),
    );
  const millionRate = million((run) => run.rate);
  const peersRate = million((run) => run.rate);
  const smallRate = small((run) => run.rate);
  // As many on either side as take some seconds.
  return [
    againstBare('1 KB messages of fields', 'structured', 1.3, 500_000, millionRate),
    rate('the same against one event a message', 5, peersRate, () => runs.peers()),
    againstBare('1 KB messages with a live filter', 'filtered', 0.8, 600_000, () =>
      runs.filtered(),
    ),
    // There is next to nothing to decode: grpc-js itself is nearly all that its side takes.
    againstBare('1 KB messages of bytes', 'opaque', null, 1_000_000),
    againstBare('64 KB messages of fields', 'large', 1.3, 6000),
    againstBare('100 B messages', 'small', 1.2, 1_500_000, smallRate),
    rate(
      'unary calls from the page against grpc-js and protobufjs',
      0.8,
      () => runs.called(),
      () => runs.bareCalls(),
    ),
  ];
};

/** @param {number} pairs @param {Seen} seen @returns {Row[]} */
const boundRows = (pairs, { runs, million, small }) => {
  const bound = bounds(pairs);
  const framesP99 = (/** @type {{ frames: readonly number[] }} */ run) =>
    quantile(run.frames, 0.99);
  const longest = million((run) => longestAfterFirstSecond(run.frames));
  const loop = million((run) => run.loop);
  const memory = million((run) => run.memory);
  const page = million((run) => run.renderer);
  const place = million((run) => run.jump);
  const reopen = million((run) => run.reopen);
  return [
    bound('frames of 1,000,000, p99,', 20, million(framesP99)),
    bound('longest frame', 70, longest),
    bound("main process's loop, p99,", 15, loop),
    bound('memory of all processes', 250, memory, 'MB'),
    bound('memory of the page', 150, page, 'MB'),
    bound('any place of 1,000,000 drawn, p99,', 20, place),
    bound('1,000,000 opened after a restart', 300, reopen),
    bound('frames of 2,000,000 rows, p99,', 20, small(framesP99)),
    bound('key to screen in a flood, p99,', 50, () => runs.typed()),
  ];
};

/** A large message in the window. @param {StreamRuns} runs @param {ReturnType<typeof bounds>} bound @returns {Row[]} */
const largeRows = (runs, bound) => {
  const large = sharedRuns(() => runs.largeShown());
  return [
    bound(
      'first lines of a large message of 50 MB',
      1500,
      large((run) => run.first),
    ),
    bound(
      "the page's longest task with that large message",
      100,
      large((run) => run.task),
    ),
    bound(
      'frames of scrolling that large message, p99,',
      20,
      large((run) => run.frame),
    ),
    bound(
      "main process's loop, longest, showing that large message",
      50,
      large((run) => run.opened),
    ),
    bound(
      "main process's loop, longest, receiving that large message",
      50,
      large((run) => run.received),
    ),
  ];
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
  const seen = { runs, million, small };
  return [...rateRows(pairs, seen), ...boundRows(pairs, seen), ...largeRows(runs, bounds(pairs))];
};
