import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../end-process.mjs';
import { inRoot, root } from '../paths.mjs';
import { launchFlags } from '../system.mjs';
import { DevtoolsPipe } from './devtools-pipe.mjs';

/** @typedef {import('./time-start.mjs').Surroundings} Surroundings */
/** @typedef {{ loop: { p99: number, longest: number }, memory: { all: number, renderer: number, main: number } }} Health loop in ms, memory in MB */

/**
 * Writes a workspace with saved requests of `app/bench/flood.proto`: each by its name, with its method and the fields of its message.
 * @param {string} folder @param {string} address @param {Readonly<Record<string, { method: string, count: number, size: number }>>} requests
 */
export const writeWorkspace = (folder, address, requests) => {
  mkdirSync(join(folder, 'collections'), { recursive: true });
  const schema = JSON.stringify([{ proto: inRoot('app/bench/flood.proto') }]);
  const target = `grpc://${address}`;
  writeFileSync(
    join(folder, 'duplex.yaml'),
    `duplex: 1\nname: Bench\nschema: ${schema}\ntarget: ${target}\n`,
  );
  for (const [name, { method, ...message }] of Object.entries(requests)) {
    const text = `duplex: 1\nmethod: bench.v1.Flood/${method}\nmessages:\n  - '${JSON.stringify(message)}'\n`;
    writeFileSync(join(folder, 'collections', `${name}.request.yaml`), text);
  }
};

/**
 * Opens Duplex as `npm start` does, to be driven from outside. Whoever opened it closes it.
 * @param {Surroundings} surroundings @param {string} home @param {string} workspace
 */
export const openWindow = async ({ executable, env }, home, workspace) => {
  const flags = [...launchFlags(), '--remote-debugging-pipe', '-r', inRoot('app/bench/probe.cjs')];
  const child = spawn(executable, [...flags, root], {
    env: { ...env, DUPLEX_HOME: home, DUPLEX_WORKSPACE: workspace, DUPLEX_THEME: 'light' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const [, , , commands, answers] = child.stdio;
  if (!commands || !('write' in commands) || !answers || !('read' in answers)) {
    throw new TypeError('file descriptors 3 and 4 are not piped');
  }
  const pipe = new DevtoolsPipe(commands, answers);
  const text = readFileSync(inRoot('app/bench/in-page.mjs'), 'utf8');
  await pipe.evaluate(`${text}\nundefined;`);
  return {
    /** Does what `in-page.mjs` has by this name. @param {string} name @param {readonly unknown[]} given @returns {Promise<any>} */
    ask: (name, ...given) =>
      pipe.evaluate(`bench.${name}(${given.map((one) => JSON.stringify(one)).join(', ')})`),
    /** Presses and lets go of a key. @param {string} key a letter */
    async type(key) {
      await pipe.page('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key });
      await pipe.page('Input.dispatchKeyEvent', { type: 'keyUp', key });
    },
    /** How it is; the loop since the last time that it began. @param {'begin' | 'go on'} [from] @returns {Promise<Health>} */
    async health(from = 'go on') {
      const told = once(child, 'message');
      child.send(from);
      const [health] = await told;
      return health;
    },
    async close() {
      await endProcess(child);
      process.off('exit', kill);
    },
  };
};
