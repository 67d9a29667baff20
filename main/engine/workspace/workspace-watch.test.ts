import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FolderItem, Workspace } from '#app/contract/workspace.ts';
import { type FolderWorkspace, openWorkspace } from '#engine';

let base = '';
let workspace: FolderWorkspace;
const news = new EventEmitter();
let moved: string[] = [];

const at = (path: string): string => join(base, 'ws', path);

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), text);
}

/** Waits until the workspace is told to be so, unless it is. */
async function until(isSo: (current: Workspace) => boolean): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  while (!isSo(workspace.current)) await once(news, 'changed', { signal });
}

function methods({ items }: FolderItem): string {
  return items
    .flatMap((item) => (item.kind === 'folder' ? `${item.name}(${methods(item)})` : item.method))
    .join(' ');
}
const shows = (expected: string) => until(({ collections }) => methods(collections) === expected);

beforeEach(async () => {
  moved = [];
  base = await realpath(await mkdtemp(join(tmpdir(), 'duplex-ws-')));
  await write('collections/a.request.yaml', 'method: a/One\n');
  workspace = await openWorkspace(join(base, 'ws'), {
    home: join(base, 'home'),
    environment: {},
    onChange: () => news.emit('changed'),
    onMove: ({ from, to }) => moved.push(`${from} > ${to}`),
  });
});
afterEach(async () => {
  await workspace.close();
  await rm(base, { recursive: true, force: true });
});

it('what others write, replace, add and remove is seen', async () => {
  await write('collections/a.request.yaml', 'method: a/Two\n');
  await shows('a/Two');
  await write('collections/.a.swp', 'method: a/Three\n');
  await rename(at('collections/.a.swp'), at('collections/a.request.yaml'));
  await shows('a/Three');
  await write('collections/f/g/b.request.yaml', 'method: b/One\n');
  await shows('f(g(b/One)) a/Three');
  await write('collections/f/g/b.request.yaml', 'method: b/Two\n');
  await shows('f(g(b/Two)) a/Three');
  await rename(at('collections/f'), join(base, 'aside'));
  await shows('a/Three');
  await rename(join(base, 'aside'), at('collections/f'));
  await shows('f(g(b/Two)) a/Three');
  await write('collections/f/g/b.request.yaml', 'method: b/Three\n');
  await shows('f(g(b/Three)) a/Three');
  await write('collections/f/folder.yaml', 'target: here\n');
  await until(({ collections: { items } }) => JSON.stringify(items).includes('"target":"here"'));
  await write('environments/local.yaml', 'variables: { a: "{{env.A}}" }\n');
  await until(({ environments: [one], trust }) => one?.name === 'local' && trust === 'asked');
  await workspace.trust(true, ['A']);
  await write('.env', 'A=1\n');
  await until(({ envNames }) => envNames.includes('A'));
});

it('the workspace itself may go and come back', async () => {
  await rename(at(''), join(base, 'aside'));
  await until(({ faults }) => faults.some(({ message }) => message.includes('is not there')));
  expect(workspace.current.collections.items).toEqual([]);
  await rename(join(base, 'aside'), at(''));
  await shows('a/One');
  await write('collections/a.request.yaml', 'method: a/Two\n');
  await shows('a/Two');
});

it('another branch is checked out', async () => {
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: at(''),
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'other');
  await write('collections/a.request.yaml', 'method: a/Two\n');
  for (let index = 0; index < 700; index += 1)
    await write(`collections/many/${index}.request.yaml`, `method: m/M${index}\n`);
  git('add', '.');
  git('commit', '-qm', 'two');
  await until(({ collections }) => /^many\(.* m\/M699\) a\/Two$/.test(methods(collections)));
  git('checkout', '-q', 'main');
  await shows('a/One');
  git('checkout', '-q', 'other');
  await until(({ collections }) => /^many\(.* m\/M699\) a\/Two$/.test(methods(collections)));
  expect(await readFile(at('collections/a.request.yaml'), 'utf8')).toBe('method: a/Two\n');
});

it('what is moved is told with its new path, here and by others', async () => {
  await write('collections/f/b.request.yaml', 'method: b/One\n');
  await shows('f(b/One) a/One');
  await workspace.rename('collections/f', 'g');
  expect(moved).toEqual(['collections/f > collections/g']);
  await rename(at('collections/a.request.yaml'), at('collections/g/c.request.yaml'));
  await shows('g(b/One a/One)');
  await workspace.move('collections/g/b.request.yaml', 'collections');
  expect(moved.slice(1)).toEqual([
    'collections/a.request.yaml > collections/g/c.request.yaml',
    'collections/g/b.request.yaml > collections/b.request.yaml',
  ]);
});
