import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execute, lastLines } from '../execute.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';
import { launchFlags } from '../system.mjs';
import { openWindow, writeWorkspace } from './driven-window.mjs';
import { floodServer } from './flood-process.mjs';

/** @typedef {import('./time-start.mjs').Surroundings} Surroundings */
/** @typedef {Awaited<ReturnType<typeof openWindow>>} DrivenWindow */
/** @typedef {{ method: 'Watch' | 'WatchBooks' | 'Ask', count: number, size: number }} Asked */
/** @typedef {{ rate: number, frames: number[], loop: number, memory: number, renderer: number }} Flooded a rate in messages a second, ms, and MB of growth */
/** @typedef {{ first: number, task: number, frame: number, received: number, opened: number }} LargeShown in ms: to its first lines, the page's longest task, frames of scrolling, the main process's loop */
/** @typedef {Flooded & { jump: number, reopen: number }} Millioned */

/** Each with a size that makes its messages as large as its name says. */
export const requests = {
  structured: /** @type {Asked} */ ({ method: 'WatchBooks', size: 30, count: 1_000_000 }),
  filtered: /** @type {Asked} */ ({ method: 'WatchBooks', size: 30, count: 600_000 }),
  opaque: /** @type {Asked} */ ({ method: 'Watch', size: 980, count: 1_000_000 }),
  large: /** @type {Asked} */ ({ method: 'WatchBooks', size: 2000, count: 10_000 }),
  small: /** @type {Asked} */ ({ method: 'Watch', size: 60, count: 2_000_000 }),
  /** One message of 50 MB. */
  huge: /** @type {Asked} */ ({ method: 'WatchBooks', size: 1_430_000, count: 1 }),
  endless: /** @type {Asked} */ ({ method: 'Watch', size: 980, count: 0 }),
};
/** Start, connected, sent and headers. */
export const eventsBefore = 4;
const jumpCount = 200;
const keyCount = 150;
const scrollFrames = 300;
/** The first so many are not counted: by then all that is in their way was compiled, on either side. */
const callCount = 1500;
const peerCount = 50_000;
/** The window has drawn all by then, and its first garbage is gone. */
const settleMs = 1500;
const healthMs = 1000;

/** @param {readonly number[]} values @param {number} share */
export const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** @param {DrivenWindow} window @param {keyof typeof requests} name @returns {Promise<Flooded>} */
const flood = async (window, name) => {
  const { count } = requests[name];
  await window.ask('open', name);
  await sleep(settleMs);
  const { memory: before } = await window.health('begin');
  await window.ask('recordFrames');
  let [memory, renderer, loop] = [0, 0, 0];
  const look = async () => {
    const health = await window.health();
    memory = Math.max(memory, health.memory.all - before.all);
    renderer = Math.max(renderer, health.memory.renderer - before.renderer);
    loop = health.loop.p99;
  };
  let isOver = false;
  const invoked = window.ask('invoke', count).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await Promise.race([invoked, sleep(healthMs)]);
    await look();
  }
  const ms = await invoked;
  return {
    rate: (count * 1000) / ms,
    frames: await window.ask('stopFrames'),
    loop,
    memory,
    renderer,
  };
};

/** Each of these opens Duplex in a home of its own, but for those that it is compared with. */
export class StreamRuns {
  /** @type {Surroundings} */
  #surroundings;
  /** @type {string} */
  #homes;

  /** @param {Surroundings} surroundings @param {string} homes */
  constructor(surroundings, homes) {
    this.#surroundings = surroundings;
    this.#homes = homes;
  }

  /** @param {keyof typeof requests} name */
  flooded(name) {
    return this.#inWindow((window) => flood(window, name));
  }

  /** With a live filter that every message is decoded for; messages a second. @returns {Promise<number>} */
  filtered() {
    return this.#inWindow(async (window) => {
      await window.ask('open', 'filtered');
      await sleep(settleMs);
      return (requests.filtered.count * 1000) / (await window.ask('invokeFiltered'));
    });
  }

  /** A million, then any place of it, and once more after a restart. @returns {Promise<Millioned>} */
  millioned() {
    return this.#inHome(async (open) => {
      const seen = await open(async (window) => {
        const flooded = await flood(window, 'structured');
        const jumps = await window.ask('jumps', jumpCount, eventsBefore);
        await window.ask('press', 'Close structured');
        return { ...flooded, jump: quantile(jumps, 0.99) };
      });
      return { ...seen, reopen: await open((window) => window.ask('reopen')) };
    });
  }

  /** A message of 50 MB, shown and scrolled. @returns {Promise<LargeShown>} */
  largeShown() {
    return this.#inWindow(async (window) => {
      await window.ask('open', 'huge');
      await sleep(settleMs);
      await window.health('begin');
      await window.ask('invoke');
      await sleep(settleMs);
      const { loop: receiving } = await window.health();
      await window.ask('longTasks');
      await window.health('begin');
      const first = await window.ask('openText');
      await window.ask('wholeText');
      const frames = await window.ask('scrollText', scrollFrames);
      const tasks = await window.ask('longTasks');
      const { loop: opening } = await window.health();
      return {
        first,
        // What is shorter is not told.
        task: Math.max(50, ...tasks),
        frame: quantile(frames, 0.99),
        received: receiving.longest,
        opened: opening.longest,
      };
    });
  }

  /** The 99th percentile of a key's way to the screen while a stream comes in. */
  typed() {
    return this.#inWindow(async (window) => {
      await window.ask('open', 'endless');
      await window.ask('invoke');
      await window.ask('recordKeys');
      await window.ask('focusMessage');
      for (let key = 0; key < keyCount; key += 1) {
        await window.type('x');
        await sleep(30 + (key % 7) * 10);
      }
      const strokes = await window.ask('keys');
      if (strokes.length !== keyCount) throw new Plain(`${strokes.length} keys were drawn.`);
      return quantile(strokes, 0.99);
    });
  }

  /** Unary calls in turn, from the page and back to it; how many a second. @returns {Promise<number>} */
  called() {
    return this.#inWindow(async (window) => {
      await window.ask('open', 'small');
      await sleep(settleMs);
      const { address } = await floodServer();
      const protos = [inRoot('app/bench/flood.proto')];
      const sources = { protos, importPaths: [], descriptorSets: [], reflection: false };
      const call = {
        schema: { target: { address: `grpc://${address}` }, sources },
        method: 'bench.v1.Flood/Ask',
        metadata: [],
        deadline: '',
        message: '{"size":60}',
      };
      await window.ask('callsInTurn', call, callCount);
      return window.ask('callsInTurn', call, callCount);
    });
  }

  /** @returns {Promise<number>} the same of grpc-js and protobufjs alone */
  bareCalls() {
    return this.bare({ method: 'Ask', size: 60, count: callCount });
  }

  /** @param {Asked} asked @returns {Promise<number>} messages a second of grpc-js and protobufjs alone */
  async bare({ method, size, count }) {
    const { address } = await floodServer();
    const client = inRoot('app/bench/baseline/bare-client.mjs');
    const args = [client, address, method, String(size), String(count)];
    return this.#printed(args, { ELECTRON_RUN_AS_NODE: '1' });
  }

  /** @returns {Promise<number>} messages a second that a window gets one by one */
  async peers() {
    const home = mkdtempSync(join(this.#homes, 'peers-'));
    const { address } = await floodServer();
    const { method, size } = requests.structured;
    const asked = { address, method, request: { count: peerCount, size } };
    const app = inRoot('app/bench/baseline/one-event-a-message/main.mjs');
    const env = { DUPLEX_HOME: home, DUPLEX_BENCH: JSON.stringify(asked) };
    return this.#printed([...launchFlags(), app], env);
  }

  /** @template T @param {(window: DrivenWindow) => Promise<T>} work */
  #inWindow(work) {
    return this.#inHome((open) => open(work));
  }

  /** @template T @param {(open: <U>(work: (window: DrivenWindow) => Promise<U>) => Promise<U>) => Promise<T>} work */
  async #inHome(work) {
    const home = mkdtempSync(join(this.#homes, 'streams-'));
    const workspace = join(home, 'bench');
    writeWorkspace(workspace, (await floodServer()).address, requests);
    try {
      return await work(async (inside) => {
        const window = await openWindow(this.#surroundings, home, workspace);
        try {
          return await inside(window);
        } finally {
          await window.close();
        }
      });
    } finally {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  /** @param {readonly string[]} args @param {NodeJS.ProcessEnv} more */
  async #printed(args, more) {
    const { executable, env } = this.#surroundings;
    const { status, stdout, stderr } = await execute(executable, args, {
      env: { ...env, ...more },
    });
    if (status !== 0) throw new Plain(`${args.join(' ')} failed:\n${lastLines(stderr, 5)}`);
    return Number(stdout);
  }
}
