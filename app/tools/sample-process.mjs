import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './build.mjs';
import { inRoot } from './paths.mjs';
import { Plain } from './progress.mjs';

/** @type {Promise<string> | undefined} */
let running;

/** The address of a sample server that runs until this process ends: `127.0.0.1:PORT`. */
export const sampleServer = () => {
  running ??= start();
  return running;
};

const start = async () => {
  await ensureBuilt(['samples']);
  const args = [inRoot('dist/samples/server.js'), '--port', '0', '--tls-port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^plaintext grpc:\/\/(\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Plain('The sample server ended before it named its address.');
};
