import { once } from 'node:events';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long a process may take to end before it is killed. */
const endTimeoutMs = 5_000;

/** @param {ChildProcess} child */
export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/**
 * Asks a process to end, and waits until it has.
 * @param {ChildProcess} child
 */
export const endProcess = async (child) => {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
  await ended;
  clearTimeout(killer);
};
