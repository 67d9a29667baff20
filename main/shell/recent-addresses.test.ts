import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecentAddresses } from './recent-addresses.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-recent-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('lists the most recent first, each once, also after a restart', () => {
  const recent = new RecentAddresses(home);
  expect(recent.list()).toEqual([]);
  recent.remember('grpc://a:1');
  recent.remember('grpc://b:2');
  expect(recent.remember('grpc://a:1')).toEqual(['grpc://a:1', 'grpc://b:2']);
  expect(new RecentAddresses(home).list()).toEqual(['grpc://a:1', 'grpc://b:2']);
  expect(readdirSync(home)).toEqual(['recent-addresses.json']);
});

it('forgets the oldest beyond twelve', () => {
  const recent = new RecentAddresses(home);
  for (let index = 1; index <= 13; index += 1) recent.remember(`grpc://h:${index}`);
  expect(recent.list()).toHaveLength(12);
  expect(recent.list().at(-1)).toBe('grpc://h:2');
});

it.each(['{', '{"a":1}', 'null'])('takes a damaged file (%s) for an empty list', (text) => {
  writeFileSync(join(home, 'recent-addresses.json'), text);
  expect(new RecentAddresses(home).list()).toEqual([]);
});

it('keeps the strings of a list that holds other things too', () => {
  writeFileSync(join(home, 'recent-addresses.json'), '[1, "grpc://a:1", null]');
  expect(new RecentAddresses(home).list()).toEqual(['grpc://a:1']);
});

it('still remembers when the folder cannot be written to', () => {
  const recent = new RecentAddresses(join(home, 'gone'));
  expect(recent.remember('grpc://a:1')).toEqual(['grpc://a:1']);
});
