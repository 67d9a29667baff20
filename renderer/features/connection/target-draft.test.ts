import { expect, test } from 'vitest';
import { draftOf, settingsOf, speaksTls, targetFault, withTlsOn } from './target-draft.ts';

const plain = draftOf({ address: 'localhost:50051' });

test('an address without a scheme is plaintext', () => {
  expect(settingsOf(plain)).toEqual({ address: 'localhost:50051' });
});

test('switching TLS on writes the scheme, and a scheme switches TLS on', () => {
  expect(settingsOf(withTlsOn(plain, true))).toEqual({ address: 'grpcs://localhost:50051' });
  expect(speaksTls(draftOf({ address: 'grpcs://example.com' }))).toBe(true);
  expect(speaksTls({ ...withTlsOn(plain, true), address: 'grpc://example.com' })).toBe(false);
});

test('TLS settings are sent only where TLS is spoken, and come back with it', () => {
  const secure = { ...withTlsOn(plain, true), tls: { caPaths: [' /ca.pem '], serverName: '' } };
  expect(settingsOf(secure).tls).toEqual({ caPaths: ['/ca.pem'] });
  const off = withTlsOn(secure, false);
  expect(settingsOf(off)).toEqual({ address: 'grpc://localhost:50051' });
  expect(settingsOf(withTlsOn(off, true)).tls).toEqual({ caPaths: ['/ca.pem'] });
});

test('names that cannot be are told before anything is tried, where they count', () => {
  const secure = withTlsOn(plain, true);
  const misnamed = { ...secure, tls: { serverName: 'bad name!' } };
  expect(targetFault(misnamed)?.message).toBe('"bad name!" is not a server name');
  expect(targetFault(withTlsOn(misnamed, false))).toBeUndefined();
  expect(targetFault({ ...plain, authority: 'ex ample' })?.message).toMatch(/:authority$/);
  const right = { ...secure, tls: { serverName: ' a.test ' }, authority: ' b:1 ' };
  expect(targetFault(right)).toBeUndefined();
  expect(targetFault({ ...right, options: { maxSendBytes: 'x' } })?.message).toMatch(/^A conn/);
});

test('a key is not sent where the certificate’s file holds it', () => {
  const secure = withTlsOn(plain, true);
  const tls = { certFile: '/me.P12', keyFile: '/k' };
  expect(settingsOf({ ...secure, tls }).tls).toEqual({ certFile: '/me.P12' });
});
