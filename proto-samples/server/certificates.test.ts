import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { status } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { createCertificateAuthority } from './certificates.ts';
import { SampleClient } from './sample-client.ts';
import { startSampleServer } from './start-sample-server.ts';

const HELLO = 'sample.greeter.v1.Greeter/SayHello';

test('a certificate names its hosts and is signed by its authority', () => {
  const authority = createCertificateAuthority();
  const hosts = ['localhost', '127.0.0.1', '::1', 'fe80::1:2'];
  const { cert, key } = authority.issue({ name: 'Ünïcode', hosts });
  const leaf = new X509Certificate(cert);
  const ca = new X509Certificate(authority.cert);
  expect(leaf.subject).toBe('CN=Ünïcode');
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(leaf.checkHost('example.org')).toBeUndefined();
  for (const address of hosts.slice(1)) expect(leaf.checkIP(address)).toBe(address);
  expect(leaf.checkIP('127.0.0.2')).toBeUndefined();
  expect(leaf.checkIssued(ca)).toBe(true);
  expect(leaf.verify(ca.publicKey)).toBe(true);
  expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect([ca.ca, leaf.ca]).toEqual([true, false]);
});

test('the dates are those asked for, before and after 2050', () => {
  const from = new Date('2001-02-03T04:05:06Z');
  const until = new Date('2055-12-31T23:59:59Z');
  const leaf = new X509Certificate(
    createCertificateAuthority().issue({ name: 'x', from, until }).cert,
  );
  expect(new Date(leaf.validFrom)).toEqual(from);
  expect(new Date(leaf.validTo)).toEqual(until);
});

test('a client trusts the server through the file of its authority, which close removes', async () => {
  const server = await startSampleServer({ tls: true });
  const ca = server.ca ?? '';
  expect(server.address).toBe(`grpcs://127.0.0.1:${server.port}`);
  expect(new X509Certificate(readFileSync(ca)).subject).toBe('CN=Duplex sample CA');
  for (const host of ['127.0.0.1', 'localhost']) {
    const client = new SampleClient({ address: `grpcs://${host}:${server.port}`, ca });
    expect((await client.unary(HELLO, { name: host })).message['message']).toBe(`Hello, ${host}!`);
    client.close();
  }
  await server.close();
  expect(existsSync(ca)).toBe(false);
});

test('a certificate of another authority, another host or the past is not trusted', async () => {
  const authority = createCertificateAuthority();
  const stranger = createCertificateAuthority();
  const hosts = ['127.0.0.1'];
  const past = new Date('2020-01-01');
  for (const identity of [
    stranger.issue({ name: 'x', hosts }),
    authority.issue({ name: 'x', hosts: ['example.org'] }),
    authority.issue({ name: 'x', hosts, from: past, until: new Date('2021-01-01') }),
    authority.issue({ name: 'x', hosts, usage: 'client' }),
  ]) {
    const server = await startSampleServer({ tls: { ...identity, ca: authority.cert } });
    const client = new SampleClient(server);
    await expect(client.unary(HELLO, {})).rejects.toMatchObject({ code: status.UNAVAILABLE });
    client.close();
    await server.close();
  }
});
