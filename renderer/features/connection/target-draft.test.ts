import { expect, test } from 'vitest';
import { draftOf, settingsOf, speaksTls, withAddress, withTlsOn } from './target-draft.ts';

const plain = draftOf({ address: 'localhost:50051' });

test('an address without a scheme is plaintext', () => {
  expect(settingsOf(plain)).toEqual({ address: 'localhost:50051' });
});

test('switching TLS on writes the scheme, and a scheme switches TLS on', () => {
  expect(settingsOf(withTlsOn(plain, true))).toEqual({ address: 'grpcs://localhost:50051' });
  expect(speaksTls(withAddress(plain, 'grpcs://example.com'))).toBe(true);
  expect(speaksTls(withAddress(withTlsOn(plain, true), 'grpc://example.com'))).toBe(false);
});

test('TLS settings are sent only where TLS is spoken, and come back with it', () => {
  const secure = { ...withTlsOn(plain, true), tls: { caPaths: [' /ca.pem '], serverName: '' } };
  expect(settingsOf(secure).tls).toEqual({ caPaths: ['/ca.pem'] });
  const off = withTlsOn(secure, false);
  expect(settingsOf(off)).toEqual({ address: 'grpc://localhost:50051' });
  expect(settingsOf(withTlsOn(off, true)).tls).toEqual({ caPaths: ['/ca.pem'] });
});

test('a key is not sent where the certificate’s file holds it', () => {
  const secure = withTlsOn(plain, true);
  const tls = { certFile: '/me.P12', keyFile: '/k' };
  expect(settingsOf({ ...secure, tls }).tls).toEqual({ certFile: '/me.P12' });
});

test('typing another address without a scheme leaves TLS, unless TLS settings say otherwise', () => {
  const secure = withTlsOn(plain, true);
  expect(speaksTls(withAddress(secure, 'other:1'))).toBe(false);
  expect(speaksTls(withAddress({ ...secure, tls: { caPaths: ['/ca.pem'] } }, 'other:1'))).toBe(
    true,
  );
});

test('an address that cannot carry a scheme keeps the switch while it is edited', () => {
  const socket = withTlsOn(draftOf({ address: 'unix:/run/a.sock' }), true);
  expect(settingsOf(socket)).toEqual({ address: 'unix:/run/a.sock', tls: {} });
  expect(settingsOf(withAddress(socket, 'unix:/run/b.sock')).tls).toEqual({});
  expect(settingsOf(withTlsOn(socket, false))).toEqual({ address: 'unix:/run/a.sock' });
});

test('accepting any certificate is said of one server, and of no other', () => {
  const secure = withTlsOn(plain, true);
  const trusting = { ...secure, tls: { serverName: 'a.test', insecure: true } };
  expect(settingsOf(withAddress(trusting, 'grpcs://localhost:50052')).tls).toEqual({
    serverName: 'a.test',
  });
  expect(settingsOf(withAddress(trusting, ' https://localhost:50051')).tls).toMatchObject({
    insecure: true,
  });
});
