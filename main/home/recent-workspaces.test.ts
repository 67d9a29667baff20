import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecentWorkspaces } from './recent-workspaces.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-recent-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('what one remembers, the other has first, without those that are gone', () => {
  const [window, commandLine] = [new RecentWorkspaces(home), new RecentWorkspaces(home)];
  expect([commandLine.list(), commandLine.last()]).toEqual([[], undefined]);
  mkdirSync(window.first);
  expect(commandLine.last()).toBe(window.first);
  const [here, gone] = [join(home, 'here'), join(home, 'gone')];
  mkdirSync(here);
  for (const folder of [gone, here, gone]) window.remember(folder);
  expect(commandLine.list()).toEqual([gone, here]);
  expect(commandLine.last()).toBe(here);
});

it('a damaged file is an empty list, and a home that cannot be written no failure', () => {
  mkdirSync(join(home, 'workspaces'));
  writeFileSync(join(home, 'workspaces', 'recent.json'), '["/a", 1, {');
  expect(new RecentWorkspaces(home).list()).toEqual([]);
  const file = join(home, 'file');
  writeFileSync(file, '');
  const nowhere = new RecentWorkspaces(file);
  nowhere.remember('/a');
  expect(nowhere.list()).toEqual([]);
});
