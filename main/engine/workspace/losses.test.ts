import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedRequest } from '#app/contract/workspace.ts';
import { type FolderWorkspace, openWorkspace } from '#engine';
import { Random } from '#engine/testing/random.ts';
import { mayMount, mountDisk, works } from '#engine/testing/small-disk.ts';
import { dotEnv } from './dot-env.ts';
import { readRequest } from './format/read-file.ts';

let base = '';
const root = (): string => join(base, 'ws');
const open = (): Promise<FolderWorkspace> =>
  openWorkspace(root(), { home: join(base, 'home'), environment: {} });
const request = (message = '{}'): SavedRequest => ({ method: 'a.B/C', messages: [message] });
const path = 'collections/a.request.yaml';

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'duplex-loss-')));
  await mkdir(root());
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** What a killed process left is taken for old, so that nobody waits for it. */
async function age(): Promise<void> {
  const folder = join(root(), 'collections');
  for (const name of await readdir(folder))
    if (name.startsWith('.')) await utimes(join(folder, name), 1, 1);
}

async function saver(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('#engine/testing/save-loop/main.ts'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: join(base, 'saver'),
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(base, 'saver', 'main.mjs');
}

/** Waits until a saver has said that it saved so often. */
async function savedTimes(told: Readable, times: number): Promise<void> {
  for await (const line of createInterface(told)) if (Number(line) >= times) return;
}

describe('a save', () => {
  it('that is killed at any moment leaves the file whole', { timeout: 120_000 }, async () => {
    const program = await saver();
    const workspace = await open();
    await workspace.createRequest('collections', 'a', request('{"round": 0, "all": []}'));
    const random = new Random(7);
    const rounds = new Set<number>();
    for (let kill = 0; kill < 50; kill += 1) {
      const child = spawn(process.execPath, [program, root(), join(base, 'home'), path]);
      await savedTimes(child.stdout, random.below(8));
      // Somewhere in the next save.
      await pause(random.below(10));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const { messages } = readRequest(await readFile(join(root(), path), 'utf8'));
      const { round, all } = JSON.parse(messages[0] ?? '');
      expect(all).toEqual(round === 0 ? [] : Array(20_000).fill(round));
      rounds.add(round);
      await age();
    }
    expect(rounds.size).toBeGreaterThan(5);
    expect((await open()).current.collections.items).toHaveLength(1);
    expect(await readdir(join(root(), 'collections'))).toEqual(['a.request.yaml']);
  });

  it.skipIf(!mayMount)('onto a full disk says so, and leaves the file as it was', async () => {
    mountDisk(root(), '64k');
    try {
      const workspace = await open();
      const { revision } = await workspace.createRequest('collections', 'a', request());
      const before = await readFile(join(root(), path), 'utf8');
      const large = request(JSON.stringify('x'.repeat(200_000)));
      await expect(workspace.save(path, large, revision)).rejects.toMatchObject({
        error: {
          message: `${path} was not saved in ${root()}: the disk is full`,
          hint: 'Make room on the disk, and try again',
        },
      });
      expect(await readFile(join(root(), path), 'utf8')).toBe(before);
      expect(await readdir(join(root(), 'collections'))).toEqual(['a.request.yaml']);
      await expect(workspace.createRequest('collections', 'b', large)).rejects.toThrow('full');
      expect(await readdir(join(root(), 'collections'))).toEqual(['a.request.yaml']);
      expect((await workspace.save(path, request('{"small": 1}'), revision)).state).toBe('saved');
    } finally {
      works('umount', root());
    }
  });

  it.skipIf(!mayMount)('into a folder that cannot be written says so', async () => {
    const workspace = await open();
    const { revision } = await workspace.createRequest('collections', 'a', request());
    expect(works('mount', '--bind', root(), root())).toBe(true);
    try {
      expect(works('mount', '-o', 'remount,ro,bind', root())).toBe(true);
      await expect(workspace.save(path, request('{"a": 1}'), revision)).rejects.toMatchObject({
        error: { message: `${path} was not saved in ${root()}: its disk is mounted read-only` },
      });
      await expect(workspace.delete(path)).rejects.toThrow('was not deleted');
      await expect(workspace.rename(path, 'b')).rejects.toThrow('was not moved');
      await expect(workspace.createFolder('collections', 'f')).rejects.toThrow('was not made');
      await expect(workspace.duplicate(path)).rejects.toThrow('was not copied');
      expect(workspace.current.collections.items).toHaveLength(1);
    } finally {
      works('umount', root());
    }
  });

  it('keeps the rights of the file', async () => {
    const workspace = await open();
    const { revision } = await workspace.createRequest('collections', 'a', request());
    works('chmod', '640', join(root(), path));
    await workspace.save(path, request('{"a": 1}'), revision);
    expect((await stat(join(root(), path))).mode & 0o777).toBe(0o640);
  });

  it('never leads out of the workspace', async () => {
    await mkdir(join(base, 'outside'));
    await writeFile(join(base, 'outside', 'secret.request.yaml'), 'method: a/B\n');
    const workspace = await open();
    await workspace.createFolder('collections', 'f');
    works('ln', '-s', join(base, 'outside'), join(root(), 'collections/out'));
    works(
      'ln',
      '-s',
      join(base, 'outside/secret.request.yaml'),
      join(root(), 'collections/b.request.yaml'),
    );
    await workspace.refresh();
    expect(workspace.current.collections.items).toMatchObject([{ path: 'collections/f' }]);
    expect(workspace.current.faults).toHaveLength(2);
    for (const out of ['collections/out/secret.request.yaml', 'collections/b.request.yaml']) {
      await expect(workspace.read(out)).rejects.toThrow('leads out of the workspace');
      await expect(workspace.save(out, request(), null, true)).rejects.toThrow('leads out');
    }
    await expect(workspace.createRequest('collections/out', 'x', request())).rejects.toThrow(
      'leads out',
    );
    await expect(workspace.move('collections/f', 'collections/out')).rejects.toThrow('leads out');
    // The link itself is of the workspace.
    await workspace.delete('collections/out');
    expect(await readdir(join(base, 'outside'))).toEqual(['secret.request.yaml']);
  });

  it('makes nothing in the place of a folder that is gone', async () => {
    const workspace = await open();
    const { revision } = await workspace.createRequest('collections', 'a', request());
    works('mv', root(), `${root()} away`);
    const saved = workspace.save(path, request('{"a": 1}'), revision);
    await expect(saved).rejects.toThrow(`the folder ${root()} is not there`);
    await expect(workspace.createFolder('collections', 'f')).rejects.toThrow('is not there');
    works('mv', `${root()} away`, root());
    expect((await workspace.save(path, request('{"a": 1}'), revision)).state).toBe('saved');
  });

  it('takes no values from outside of the workspace', async () => {
    await mkdir(join(base, 'elsewhere'));
    await writeFile(join(base, 'elsewhere/e.yaml'), 'variables: { a: 1 }\n');
    await writeFile(join(base, 'elsewhere/credentials'), 'key=topsecret\n');
    const workspace = await open();
    works('ln', '-s', join(base, 'elsewhere'), join(root(), 'environments'));
    works('ln', '-s', join(base, 'elsewhere/credentials'), join(root(), '.env'));
    await workspace.refresh();
    expect(workspace.current.environments).toEqual([]);
    expect(workspace.current.faults.map(({ path: one }) => one)).toEqual(['.env', 'environments']);
    expect(await dotEnv(root())).toEqual(new Map());
    works('rm', join(root(), '.env'));
    await writeFile(join(root(), '.env'), 'key=own\n');
    expect(await dotEnv(root())).toEqual(new Map([['key', 'own']]));
  });
});

describe('two engines on one workspace', () => {
  it('lose nothing of each other: who comes second is told', async () => {
    const [first, second] = [await open(), await open()];
    const made = await Promise.allSettled([
      first.createRequest('collections', 'a', request('"first"')),
      second.createRequest('collections', 'a', request('"second"')),
    ]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (let round = 0; round < 20; round += 1) {
      const { revision } = await first.read(path);
      const saved = await Promise.all([
        first.save(path, request(`"first ${round}"`), revision),
        second.save(path, request(`"second ${round}"`), revision),
      ]);
      const { request: now } = await first.read(path);
      const states = saved.map(({ state }) => state);
      expect([...states].sort()).toEqual(['conflict', 'saved']);
      expect(now.messages).toEqual([`"${states[1] === 'saved' ? 'second' : 'first'} ${round}"`]);
    }
  });

  it('two clones that each add requests to a folder merge without a conflict', async () => {
    const git = (folder: string, ...args: readonly string[]): void => {
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
      execFileSync('git', [...identity, ...args], { cwd: join(base, folder), stdio: 'pipe' });
    };
    const clone = (name: string): Promise<FolderWorkspace> =>
      openWorkspace(join(base, name), { home: join(base, 'home'), environment: {} });
    const origin = await open();
    await origin.createFolder('collections', 'f');
    for (const name of ['a', 'b', 'c'])
      await origin.createRequest('collections/f', name, request());
    await origin.move(
      'collections/f/c.request.yaml',
      'collections/f',
      'collections/f/a.request.yaml',
    );
    git('ws', 'init', '-q', '-b', 'main');
    git('ws', 'add', '.');
    git('ws', 'commit', '-qm', 'start');
    for (const [name, added] of [
      ['one', ['d', 'e 1']],
      ['two', ['e 2', 'z']],
    ] as const) {
      git('.', 'clone', '-q', 'ws', name);
      const workspace = await clone(name);
      for (const one of added) await workspace.createRequest('collections/f', one, request());
      await workspace
        .duplicate('collections/f/a.request.yaml')
        .then((copy) => workspace.rename(copy, `copy of ${name}`));
      git(name, 'add', '.');
      git(name, 'commit', '-qm', name);
    }
    git('one', 'pull', '-q', '--no-rebase', '--no-edit', join(base, 'two'), 'main');
    const [folder] = (await clone('one')).current.collections.items;
    const items = folder?.kind === 'folder' ? folder.items : [];
    expect(items.map(({ name }) => name)).toEqual([
      'c',
      'a',
      'b',
      'copy of one',
      'copy of two',
      'd',
      'e 1',
      'e 2',
      'z',
    ]);
  });
});
