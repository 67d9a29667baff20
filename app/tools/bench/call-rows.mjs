import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { npmPackage } from '../oracles/npm-package.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';
import { sampleServer } from '../sample-process.mjs';

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

/** @param {string} name @param {string} kind @param {number} pairs @returns {import('./compare.mjs').Row} */
const rateRow = (name, kind, pairs) => {
  /** @param {string} side */
  const time = (side) => async () => {
    const args = [inRoot('dist/oracles/call-rate.js'), side, kind, await sampleServer()];
    return JSON.parse((await run(process.execPath, args)).stdout).ms;
  };
  return {
    name,
    goal: rateGoal,
    pairs,
    warmUp,
    measure: time('duplex'),
    baseline: time('bare'),
  };
};

/** @param {string} side */
const jsonText = (side) => async () => {
  const args = [inRoot('dist/oracles/json-text.js'), side, inRoot('proto-samples/samples.binpb')];
  return Number((await run(process.execPath, args)).stdout);
};

/** @param {string} name @param {number} goal @param {string} method @param {object} message @param {number} pairs @returns {import('./compare.mjs').Row} */
const bufRow = (name, goal, method, message, pairs) => {
  const data = JSON.stringify(message);
  return {
    name,
    goal,
    pairs,
    warmUp,
    measure: async () => {
      const args = ['call', await sampleServer(), method, '-d', data];
      return (await run(process.execPath, [inRoot('dist/cli/index.js'), ...args])).ms;
    },
    baseline: async () => {
      const program = join(await npmPackage(buf), 'bin/buf');
      const options = ['--protocol', 'grpc', '--http2-prior-knowledge', '-d', data];
      const url = `http://${await sampleServer()}/${method}`;
      return (await run(program, ['curl', ...options, url])).ms;
    },
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
          pairs,
        ),
        bufRow(
          'duplex call, a stream of 20,000, against buf curl',
          0.5,
          'sample.market.v1.Market/Watch',
          { symbol: 'DPX', count: 20_000, payloadBytes: 10 },
          pairs,
        ),
      ]
    : []),
];
