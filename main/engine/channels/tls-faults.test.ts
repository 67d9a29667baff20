import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { pkcs12 } from '../testing/pkcs12.ts';
import { quietEngine } from '../testing/recorded-call.ts';

const authority = createCertificateAuthority('One CA');
const { cert, key } = authority.issue({ name: 'ada', hosts: ['localhost'] });
const other = authority.issue({ name: 'other', hosts: ['localhost'] });
const engine = quietEngine();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duplex-tls-faults-'));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

test('each authority that cannot be used is told by its path', async () => {
  const good = await file('ca.pem', authority.cert);
  const junk = await file('junk.pem', '-----BEGIN JUNK-----');
  const gone = join(folder, 'gone.pem');
  const { caPaths, ...others } = await engine.tlsFaults({ caPaths: [gone, good, junk, ''] });
  expect(others).toEqual({});
  expect(Object.keys(caPaths)).toEqual([gone, junk]);
  expect(caPaths[gone]?.message).toBe(
    `The certificate authority file ${gone} cannot be read: there is no such file`,
  );
  expect(caPaths[junk]?.message).toMatch(/junk\.pem holds no certificate$/);
});

test('what is wrong with the client’s certificate is told by the setting that is wrong', async () => {
  const certFile = await file('cert.pem', cert);
  const keyFile = await file('key.pem', key);
  const otherKey = await file('other.pem', other.key);
  const junk = await file('junk', 'junk');
  const p12 = await file('ada.p12', pkcs12);
  const faults = async (tls: Parameters<typeof engine.tlsFaults>[0]) => {
    const { caPaths: _none, ...client } = await engine.tlsFaults(tls);
    return Object.entries(client).map(([setting, error]) => `${setting}: ${error.message}`);
  };
  expect(await faults({ certFile, keyFile })).toEqual([]);
  expect(await faults({})).toEqual([]);
  expect(await faults({ certFile: '/gone.pem' })).toEqual([
    'certFile: The client certificate file /gone.pem cannot be read: there is no such file',
  ]);
  expect(await faults({ certFile: keyFile })).toEqual([
    `certFile: The client certificate file ${keyFile} holds no certificate`,
  ]);
  expect(await faults({ certFile: junk })).toEqual([
    `certFile: The client certificate file ${junk} is neither PEM nor PKCS#12`,
  ]);
  expect(await faults({ certFile, keyFile: junk })).toEqual([
    `keyFile: The client key file ${junk} holds no private key`,
  ]);
  expect(await faults({ certFile, keyFile: otherKey })).toEqual([
    `keyFile: The client key ${otherKey} does not belong to the certificate ${certFile}`,
  ]);
  // What is not given yet is no fault of what is.
  expect(await faults({ certFile })).toEqual([
    'keyFile: A client certificate and its key go together',
  ]);
  expect(await faults({ keyFile })).toEqual([
    'certFile: A client certificate and its key go together',
  ]);
  expect(await faults({ certFile: p12 })).toEqual([
    `passphrase: The PKCS#12 file ${p12} has a passphrase`,
  ]);
  expect(await faults({ certFile: p12, passphrase: 'no' })).toEqual([
    `passphrase: The passphrase of the PKCS#12 file ${p12} is wrong`,
  ]);
});
