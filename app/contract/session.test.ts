import * as v from 'valibot';
import { expect, it } from 'vitest';
import { session } from './session.ts';

const kept = {
  duplex: 1,
  target: { address: 'localhost:1', useTls: false, tls: {} },
  sources: { protos: ['/a'], importPaths: [], reflection: true },
  requests: [],
  active: null,
};
const tlsOf = (tls: object) =>
  v.parse(session, { ...kept, target: { ...kept.target, tls } }).target.tls;

it('reads what was kept before there were descriptor sets', () => {
  expect(v.parse(session, kept).sources).toEqual({ ...kept.sources, descriptorSets: [] });
});

it('reads the one CA file that was kept before there could be several', () => {
  expect(tlsOf({ caFile: '/ca.pem', serverName: 'a' })).toEqual({
    caPaths: ['/ca.pem'],
    serverName: 'a',
  });
  expect(tlsOf({ caPaths: ['/a.pem', '/b'] })).toEqual({ caPaths: ['/a.pem', '/b'] });
});

it('has no place for a passphrase', () => {
  expect(tlsOf({ certFile: '/me.p12', passphrase: 'secret' })).toEqual({ certFile: '/me.p12' });
});
