import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { npmPackage } from '../oracles/npm-package.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';
import { sampleServer } from '../sample-process.mjs';
import { RateProcess } from './rate-process.mjs';

/** The command line of buf, in Go, as its npm package has it. */
const buf = {
  name: '@bufbuild/buf-linux-x64',
  version: '1.75.0',
  sha512:
    'YGGJAx0lpMCE7aMWjNOJcfoEaG/e+iYHnTC4SZ0P5eS4IffMryA9Z4/bb1m1wNXAEJ8ATFMEZOAk/5x9VE47ig==',
};
/** A rate of 0.9 as time. */
const rateGoal = 1.11;

/** @param {string} program @param {readonly string[]} args */
const run = async (program, args) => {
  const since = performance.now();
  const { status, stdout, stderr } = await execute(program, args);
  if (status !== 0) throw new Plain(`${args[0]} failed:\n${lastLines(stderr, 5)}`);
  return { ms: performance.now() - since, stdout };
};

const warmUp = async () => {
  await ensureBuilt(['cli', 'oracles']);
  await sampleServer();
};

/** So many calls each side makes at once, until all is compiled, and in a turn. */
const callsBefore = 1500;
const callsInTurn = 500;

/**
 * 1,000 calls. In a pair, two processes that have warmed up make some by turns: what else the machine does
 * changes within a second, and would meet one of them alone.
 * @param {string} name @param {string} kind @param {number} pairs @returns {import('./compare.mjs').Row}
 */
const rateRow = (name, kind, pairs) => {
  /** @type {{ readonly duplex: RateProcess, readonly bare: RateProcess } | undefined} */
  let sides;
  /** @param {'duplex' | 'bare'} side @param {number} count */
  const calls = async (side, count) => (await sides?.[side].calls(count)) ?? Number.NaN;
  /** @param {'duplex' | 'bare'} side */
  const thousand = (side) => async () => (1000 / callsInTurn) * (await calls(side, callsInTurn));
  return {
    name,
    goal: rateGoal,
    pairs,
    turns: 8,
    warmUp,
    async beforePair() {
      const [duplex, bare] = ['duplex', 'bare'].map((side) => RateProcess.start(side, kind));
      if (duplex && bare) sides = { duplex: await duplex, bare: await bare };
      await calls('bare', callsBefore);
      await calls('duplex', callsBefore);
    },
    async afterPair() {
      await Promise.all([sides?.duplex.end(), sides?.bare.end()]);
    },
    measure: thousand('duplex'),
    baseline: thousand('bare'),
  };
};

/** @param {string} side */
const jsonText = (side) => async () => {
  const args = [inRoot('dist/oracles/json-text.js'), side, inRoot('proto-samples/samples.binpb')];
  return Number((await run(process.execPath, args)).stdout);
};

/**
 * @param {string} name @param {number} goal @param {string} method @param {object} message
 * @param {{ pairs: number, turns: number }} often
 * @returns {import('./compare.mjs').Row}
 */
const bufRow = (name, goal, method, message, often) => {
  const data = JSON.stringify(message);
  const measure = async () => {
    const args = ['call', await sampleServer(), method, '-d', data];
    return (await run(process.execPath, [inRoot('dist/cli/index.js'), ...args])).ms;
  };
  const baseline = async () => {
    const program = join(await npmPackage(buf), 'bin/buf');
    const options = ['--protocol', 'grpc', '--http2-prior-knowledge', '-d', data];
    const url = `http://${await sampleServer()}/${method}`;
    return (await run(program, ['curl', ...options, url])).ms;
  };
  return {
    name,
    goal,
    ...often,
    async warmUp() {
      await warmUp();
      await measure();
      await baseline();
    },
    measure,
    baseline,
  };
};

/**
 * How fast calls are: in the engine against grpc-js alone, and the whole command line against buf's.
 * @param {number} pairs
 * @returns {import('./compare.mjs').Row[]}
 */
export const callRows = (pairs) => [
  rateRow('1,000 unary calls in turn against bare grpc-js', 'sequential', pairs),
  rateRow('1,000 unary calls, 50 in flight, against bare grpc-js', 'in-flight', pairs),
  rateRow('1,000 round trips of a stream against bare grpc-js', 'ping-pong', pairs),
  {
    name: 'messages as JSON straight from bytes against decoding and printing',
    goal: 0.33,
    pairs,
    warmUp: () => ensureBuilt(['oracles']),
    measure: jsonText('straight'),
    baseline: jsonText('decoded'),
  },
  ...(process.platform === 'linux' && process.arch === 'x64'
    ? [
        bufRow(
          'duplex call, unary, against buf curl',
          2,
          'sample.greeter.v1.Greeter/SayHello',
          { name: 'Ada' },
          { pairs, turns: 5 },
        ),
        bufRow(
          'duplex call, a stream of 20,000, against buf curl',
          0.5,
          'sample.market.v1.Market/Watch',
          { symbol: 'DPX', count: 20_000, payloadBytes: 10 },
          { pairs, turns: 3 },
        ),
      ]
    : []),
];
