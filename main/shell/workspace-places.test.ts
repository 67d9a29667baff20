import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WorkspacePlaces } from './workspace-places.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-place-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const slot = (name: string): string => join(home, 'windows', name);
const at = (name: string): string => join(home, name);

it('a workspace is the named one, then the window’s, then the last one, else one of its own', () => {
  const places = new WorkspacePlaces(home, '');
  expect(places.recent()).toEqual([]);
  expect(places.atStart(slot('1'))).toBe(at('workspace'));
  expect(existsSync(at('workspace'))).toBe(true);
  for (const name of ['a', 'b'])
    expect(new WorkspacePlaces(home, at(name)).atStart(slot('1'))).toBe(at(name));
  places.keep(slot('2'), at('a'));
  expect(places.recent()).toEqual([at('a'), at('b'), at('workspace')]);
  expect(places.atStart(slot('2'))).toBe(at('a'));
  places.keep(slot('2'), at('b'));
  expect(places.atStart(slot('1'))).toBe(at('b'));
  const named = new WorkspacePlaces(home, at('a'));
  named.keep(slot('2'), at('b'));
  expect([named.atStart(slot('1')), named.atStart(slot('2'))]).toEqual([at('a'), at('b')]);
  rmSync(at('b'), { recursive: true });
  expect(new WorkspacePlaces(home, '').atStart(slot('2'))).toBe(at('a'));
});

it('a folder is given by its whole path, and made', () => {
  const places = new WorkspacePlaces(home, undefined);
  expect(places.made(`${at('new')}/deep/`)).toBe(at('new/deep'));
  expect(existsSync(at('new/deep'))).toBe(true);
  for (const typed of ['', 'relative', '~'])
    expect(() => places.made(typed)).toThrow('is no folder');
  expect(() => places.made('/dev/null/x')).toThrow('/dev/null/x cannot be made');
});
