import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandInputs } from '#app/contract/commands.ts';
import type { Session } from '#app/contract/session.ts';
import { KnownServers, withoutServers } from './known-servers.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-servers-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => join(home, 'servers.json');

function chosen(address: string, caPath = '/ca.pem') {
  return { address, target: { address, useTls: true, tls: { caPaths: [caPath] } } };
}

test('what was chosen last for a server is there at the next start, however its address is written', () => {
  const servers = new KnownServers(home);
  servers.change([chosen('grpcs://a:1'), chosen('grpcs://b:2')]);
  servers.change([{ ...chosen('a:1', '/other.pem'), options: { userAgent: 'me/1' } }]);
  expect(new KnownServers(home).list()).toEqual([
    chosen('grpcs://b:2'),
    { ...chosen('a:1', '/other.pem'), options: { userAgent: 'me/1' } },
  ]);
  servers.change([{ address: 'grpc://a:1' }]);
  expect(new KnownServers(home).list()).toEqual([chosen('grpcs://b:2')]);
});

test('a passphrase does not come as far as the file', () => {
  const { target, address } = chosen('grpcs://a:1');
  const typed = { ...target, tls: { ...target.tls, passphrase: 'hunter2' } };
  const { servers } = v.parse(commandInputs['servers.save'], {
    servers: [{ address, target: { ...typed, ownTls: typed.tls } }],
  });
  new KnownServers(home).change(servers);
  expect(readFileSync(file(), 'utf8')).not.toContain('hunter2');
});

test.each(['', 'no JSON', '{}', '[null, {"address": 1}]'])(
  'a file of %j knows no server',
  (text) => {
    writeFileSync(file(), text);
    expect(new KnownServers(home).list()).toEqual([]);
  },
);

test('an entry that makes no sense costs no other', () => {
  writeFileSync(file(), JSON.stringify([{ address: 'x', options: 7 }, chosen('grpcs://a:1')]));
  expect(new KnownServers(home).list()).toEqual([chosen('grpcs://a:1')]);
});

test('what a window of before knew is taken over where nothing is known', () => {
  const { target: known } = chosen('grpcs://a:1', '/old.pem');
  const session: Session = {
    duplex: 1,
    target: { address: 'c:3', useTls: false, tls: {}, options: { proxy: 'http://joe:pw@p:1' } },
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
    knownTargets: [known, chosen('grpcs://b:2').target],
    serverOptions: [{ address: 'a:1', options: { retries: 'off' } }],
    requests: [],
    active: null,
  };
  const servers = new KnownServers(home);
  servers.change([chosen('grpcs://a:1', '/new.pem')]);
  servers.takeOver(session);
  const now = new KnownServers(home).list();
  expect(now).toHaveLength(3);
  expect(now).toContainEqual({
    ...chosen('grpcs://a:1', '/new.pem'),
    options: { retries: 'off' },
  });
  expect(now).toContainEqual(chosen('grpcs://b:2'));
  expect(now).toContainEqual({ address: 'c:3', options: { proxy: 'http://joe@p:1' } });
  expect(servers.takeOver(session)).toEqual([]);
  expect(withoutServers(session)).toEqual({
    duplex: 1,
    target: { address: 'c:3', useTls: false, tls: {} },
    sources: session.sources,
    requests: [],
    active: null,
  });
});

test('what cannot be kept holds all the same, and is told with its place', () => {
  mkdirSync(`${file()}.new`);
  const servers = new KnownServers(home);
  expect(() => servers.change([chosen('grpcs://a:1')])).toThrow(/cannot be kept/);
  expect(servers.list()).toEqual([chosen('grpcs://a:1')]);
});
