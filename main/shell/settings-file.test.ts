import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#app/contract/settings.ts';
import { SettingsFile } from './settings-file.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-settings-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => join(home, 'settings.json');

test('what was chosen is there at the next start', () => {
  new SettingsFile(home).set({ ...defaultSettings, theme: 'dark', zoom: 1.2 });
  expect(new SettingsFile(home).get()).toMatchObject({ theme: 'dark', zoom: 1.2 });
});

test('a choice that makes no sense costs no other', () => {
  writeFileSync(file(), '{"theme": "dark", "dataSize": 900, "contrast": 7, "maxReceiveMb": "a"}');
  expect(new SettingsFile(home).get()).toEqual({ ...defaultSettings, theme: 'dark' });
});

test.each(['', 'no JSON', '[]', 'null', '"dark"'])('a file of %j is no choice', (text) => {
  writeFileSync(file(), text);
  expect(new SettingsFile(home).get()).toEqual(defaultSettings);
});

test('what a newer Duplex chose survives', () => {
  writeFileSync(file(), '{"theme": "light", "ofTheFuture": [1]}');
  const settings = new SettingsFile(home);
  settings.set({ ...settings.get(), theme: 'dark' });
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
    theme: 'dark',
    ofTheFuture: [1],
  });
});

test('what cannot be kept holds all the same, and is told with its place', () => {
  mkdirSync(`${file()}.new`);
  const settings = new SettingsFile(home);
  expect(() => settings.set({ ...defaultSettings, theme: 'dark' })).toThrow(/cannot be kept/);
  expect(settings.get().theme).toBe('dark');
});
