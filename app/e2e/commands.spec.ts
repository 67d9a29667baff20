import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { _electron as electron } from '@playwright/test';
import { root } from '#app/tools/paths.mjs';
import { expect, test } from './page/launch.ts';

/** The commands of the README, run as a person runs them: through npm. Processes are followed by /proc. */

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-commands-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function npm(...args: string[]): Promise<Ended> {
  const child = spawn('npm', ['--prefix', root, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr };
}

/** The ids of a process and of all that it started, from /proc. */
function family(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, above]) => (above === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

/** The parent's id of a process that runs; a zombie has ended. */
function parentOf(pid: number | string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

function lineOn(child: ChildProcess, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      if (printed.split('\n').includes(line)) resolve(printed);
    });
    child.once('exit', () => reject(new Error(`It ended before it printed ${line}`)));
  });
}

test('npm start opens Duplex on its own display and Ctrl+C ends all of it', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...env, DUPLEX_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // a process group of its own, as a terminal gives to a command
  });
  const printed = await lineOn(child, 'Duplex is open');
  expect(printed).toMatch(/^plaintext grpc:\/\/127\.0\.0\.1:\d+$/m);
  const pid = child.pid ?? Number.NaN;
  const started = family(pid);
  const names = started.map((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8'));
  for (const part of ['Xvfb', 'dist/samples/server.js', '--type=renderer']) {
    expect(
      names.some((name) => name.includes(part)),
      part,
    ).toBe(true);
  }
  process.kill(-pid, 'SIGINT');
  await expect.poll(() => started.filter((id) => parentOf(id) !== undefined)).toEqual([]);
});

test('electron:where names what Playwright needs to open the app', async () => {
  const { status, stdout } = await npm('run', '--silent', 'electron:where');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const { executable, args, env } = JSON.parse(stdout);
  const app = await electron.launch({
    executablePath: executable,
    args,
    env: { ...env, DUPLEX_HOME: join(folder, 'home') },
  });
  const page = await app.firstWindow();
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await app.close();
});

test('duplex takes paths relative to the folder it is called in, and passes its status on', async () => {
  writeFileSync(
    join(folder, 'here.proto'),
    'syntax = "proto3"; package here; service Near { rpc By(M) returns (M); } message M {}',
  );
  const listed = await npm('run', '--silent', 'duplex', '--', 'list', '-', '--proto', 'here.proto');
  expect(listed).toEqual({ status: 0, stdout: 'here.Near\n', stderr: '' });
  const refused = await npm('run', '--silent', 'duplex', '--', 'list', 'localhost:1');
  expect(refused.status).toBe(3);
});
