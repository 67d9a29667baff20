import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usableFolder } from './usable-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duplex-usable-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('takes the folder that is wanted, makes it, and leaves nothing in it', () => {
  const wanted = join(root, 'a', 'b');
  expect(usableFolder(wanted)).toEqual({ folder: wanted });
  expect(readdirSync(wanted)).toEqual([]);
  expect(usableFolder(wanted)).toEqual({ folder: wanted });
});

it.each([
  ['it is a file', () => writeFileSync(join(root, 'home'), '')],
  ['it lies in a file', () => writeFileSync(join(root, 'home'), ''), 'deeper'],
  // Stands for every reason that a file cannot be written: rights, a full disk, a read-only one.
  [
    'nothing can be written',
    () => mkdirSync(join(root, 'home', `.writable-${process.pid}`), { recursive: true }),
  ],
])('takes a temporary folder, and says why, when %s', (_, spoil, below = '') => {
  spoil();
  const wanted = join(root, 'home', below);
  const { folder, trouble } = usableFolder(wanted);
  try {
    expect(folder.startsWith(join(tmpdir(), 'duplex-'))).toBe(true);
    expect(existsSync(folder)).toBe(true);
    expect(trouble).toMatch(/\S/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
