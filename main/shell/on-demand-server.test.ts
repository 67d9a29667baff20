import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { OnDemandServer } from './on-demand-server.ts';

let started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

/** A program instead of the server: what it is after its start is all that matters here. */
function running(program: string): () => ChildProcess {
  return () => {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    started = [...started, child];
    return child;
  };
}

const listening = `console.log('plaintext grpc://127.0.0.1:' + process.pid);
  console.log('tls grpcs://127.0.0.1:1 ca /x');`;
const staying = 'setInterval(() => {}, 1000);';
const patient = 10_000;

it('starts one server, however often and soon it is asked', async () => {
  const server = new OnDemandServer(running(listening + staying), patient);
  expect(started).toEqual([]);
  const [first, second] = await Promise.all([server.start(), server.start()]);
  expect(first).toBe(`grpc://127.0.0.1:${started[0]?.pid}`);
  expect(second).toBe(first);
  expect(await server.start()).toBe(first);
  expect(started).toHaveLength(1);
});

it('ends it', async () => {
  const server = new OnDemandServer(running(listening + staying), patient);
  server.end();
  await server.start();
  const [child] = started;
  if (!child) throw new Error('no process was started');
  const ended = once(child, 'exit');
  server.end();
  expect(await ended).toEqual([null, 'SIGTERM']);
});

it('starts another when the last one has ended', async () => {
  const server = new OnDemandServer(running(listening + staying), patient);
  const first = await server.start();
  const [child] = started;
  if (!child) throw new Error('no process was started');
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  expect(await server.start()).not.toBe(first);
});

it('reads what it prints, however much', async () => {
  const loud = `${listening} const line = 'x'.repeat(99) + '\\n';
    process.stdout.write(line.repeat(20000), () => process.stderr.write(line.repeat(20000), () => process.exit(7)));`;
  const server = new OnDemandServer(running(loud), patient);
  await server.start();
  const [child] = started;
  if (child?.exitCode === null) await once(child, 'exit');
  expect(child?.exitCode).toBe(7);
});

it.each([
  [
    'complains',
    `console.error('The sample server cannot start: no port is free');${staying}`,
    /: no port is free$/,
  ],
  ['ends', 'process.exit(7)', /: it ended with status 7$/],
  [
    'does not get ready',
    `console.log('plaintext');${staying}`,
    /: it was not ready within 0\.5 s$/,
  ],
])('says why when it %s, leaves none running, and tries again', async (what, program, message) => {
  const patienceMs = what === 'does not get ready' ? 500 : patient;
  const server = new OnDemandServer(running(program), patienceMs);
  for (const count of [1, 2]) {
    await expect(server.start()).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(message),
      error: { code: 'internal', message: expect.stringMatching(message) },
    });
    expect(started).toHaveLength(count);
    const child = started[count - 1];
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
});

it('says why when no process can be made', async () => {
  const server = new OnDemandServer(() => {
    throw new TypeError('no more processes');
  }, patient);
  await expect(server.start()).rejects.toMatchObject({
    error: { message: 'The sample server cannot start: no more processes' },
  });
});
