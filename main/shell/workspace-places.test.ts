import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WorkspacePlaces } from './workspace-places.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-place-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The first window's is the home itself. */
const slot = (name: string): string => (name === '1' ? home : join(home, 'windows', name));
const placesOf = (named?: string): WorkspacePlaces =>
  new WorkspacePlaces(home, named, at('samples'));
const at = (name: string): string => join(home, name);
const foldersOf = (places: WorkspacePlaces) => places.recent().map(({ folder }) => folder);

it('a workspace is the named one, then the window’s, then the last one, else one of its own', () => {
  const places = placesOf('');
  expect(places.recent()).toEqual([]);
  expect(places.atStart(slot('1'))).toBe(at('workspace'));
  expect(existsSync(at('workspace'))).toBe(true);
  for (const name of ['a', 'b']) expect(placesOf(at(name)).atStart(slot('1'))).toBe(at(name));
  places.keep(slot('2'), at('a'));
  expect(foldersOf(places)).toEqual([at('a'), at('b'), at('workspace')]);
  expect(places.atStart(slot('2'))).toBe(at('a'));
  places.keep(slot('2'), at('b'));
  expect(places.atStart(slot('1'))).toBe(at('b'));
  // The other windows of the last time keep theirs.
  const named = placesOf(at('a'));
  expect([named.atStart(slot('1')), named.atStart(slot('2'))]).toEqual([at('a'), at('b')]);
  named.keep(slot('2'), at('b'));
  expect([named.atStart(slot('1')), named.atStart(slot('2'))]).toEqual([at('a'), at('b')]);
  rmSync(at('b'), { recursive: true });
  expect(placesOf('').atStart(slot('2'))).toBe(at('a'));
  // It may be on a disk that comes back.
  expect(places.recent()).toContainEqual({ folder: at('b'), isThere: false });
  expect(existsSync(at('b'))).toBe(false);
});

it('a folder is given by its whole path, and made', () => {
  const places = placesOf();
  expect(places.made(`${at('new')}/deep/`)).toBe(at('new/deep'));
  expect(existsSync(at('new/deep'))).toBe(true);
  expect(places.made('~')).toBe(homedir());
  for (const typed of ['', 'relative', '~nobody'])
    expect(() => places.made(typed)).toThrow('is no folder');
  expect(() => places.made('/dev/null/x')).toThrow('/dev/null/x cannot be made: a file stands');
  writeFileSync(at('file'), '');
  expect(() => places.made(at('file'))).toThrow('a file stands in its place');
  // Node's own way would never come to an end.
  if (existsSync('/proc/self')) expect(() => places.made('/proc/x/y')).toThrow('cannot be made');
});

it('a folder that is opened is there', () => {
  const places = placesOf();
  mkdirSync(at('old'));
  writeFileSync(at('file'), '');
  expect(places.there(`${at('old')}/`)).toBe(at('old'));
  expect(() => places.there(at('odl'))).toThrow(`There is no folder ${at('odl')}`);
  expect(() => places.there(at('file'))).toThrow('is a file');
  expect(existsSync(at('odl'))).toBe(false);
});

it('the first one of all begins with the sample, once', () => {
  mkdirSync(at('samples/workspace/collections'), { recursive: true });
  mkdirSync(at('samples/schemas'));
  writeFileSync(at('samples/schemas/request.schema.json'), '{}');
  writeFileSync(at('samples/workspace/collections/a.request.yaml'), 'method: a/B\n');
  expect(placesOf().atStart(slot('1'))).toBe(at('workspace'));
  const copy = at('workspace/collections/a.request.yaml');
  expect(readFileSync(copy, 'utf8')).toBe('method: a/B\n');
  expect(existsSync(at('workspace/.duplex/schemas/request.schema.json'))).toBe(true);
  rmSync(copy);
  placesOf().atStart(slot('1'));
  expect(existsSync(copy)).toBe(false);
});
