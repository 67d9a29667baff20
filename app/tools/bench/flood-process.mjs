import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** @typedef {{ address: string, told: AsyncIterator<string>, stop: () => void }} Flood its address, and a line for each stream that is over */

/** @type {Promise<Flood> | undefined} */
let running;

/** The server of `app/bench/flood.proto`, which runs until this process ends. */
export const floodServer = () => {
  running ??= startFlood();
  return running;
};

/** One more, which runs until it is stopped, or this process ends. @returns {Promise<Flood>} */
export const startFlood = async () => {
  const child = spawn(process.execPath, [inRoot('app/bench/flood-server.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  process.once('exit', () => child.kill());
  child.unref();
  child.channel?.unref();
  if (!child.stdout) throw new TypeError('standard output is not piped');
  const told = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: address } = await told.next();
  if (!address) throw new Plain('The flood server ended before it named its address.');
  return { address, told, stop: () => child.kill() };
};
