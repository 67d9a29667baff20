import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TlsSettings } from '#app/contract/target.ts';
import { windowFace } from '#app/core/face.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { createEngine } from '../index.ts';
import {
  keylessPkcs12,
  oldKey,
  oldPkcs12,
  pkcs12,
  pkcs12Certificate,
  pkcs12WithAuthority,
  servedByAuthority,
} from '../testing/pkcs12.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { readTlsMaterial } from './credentials.ts';
import { trustedRoots } from './trusted-roots.ts';

const authority = createCertificateAuthority('One CA');
const other = createCertificateAuthority('Other CA');
const passphrase = 'secret';

describe('TLS settings', () => {
  let folder: string;
  const engine = quietEngine();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duplex-tls-'));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await engine.close();
    await rm(folder, { recursive: true });
  });

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  async function refusal(tls: TlsSettings): Promise<string> {
    const error = await readTlsMaterial(tls, windowFace).then(
      () => expect.unreachable('it was read'),
      (failure) => failure.error,
    );
    expect(JSON.stringify(error)).not.toContain('secret1');
    return `${error.message}${error.hint === undefined ? '' : `. ${error.hint}`}`;
  }

  it('a path that begins with ~ is in the home folder', async () => {
    const { cert, key } = authority.issue({ name: 'ada', usage: 'client' });
    await Promise.all([file('ca.pem', authority.cert), file('c.pem', cert), file('k.pem', key)]);
    vi.stubEnv('HOME', folder);
    try {
      const given = { caPaths: ['~/ca.pem'], certFile: '~/c.pem', keyFile: '~/k.pem' };
      const { ca, presentsCertificate } = await readTlsMaterial(given, windowFace);
      expect(ca?.map((pem) => pem.trim())).toEqual([authority.cert.trim()]);
      expect(presentsCertificate).toBe(true);
      expect(await refusal({ caPaths: ['~/no.pem'] })).toContain(join(folder, 'no.pem'));
    } finally {
      vi.unstubAllEnvs();
    }
  });

  describe('name authorities', () => {
    /** Whether a server with a certificate of the first authority is trusted. */
    async function trusts(caPaths: string[], issuer = authority): Promise<string> {
      const served = issuer.issue({ name: 'sample', hosts: ['localhost', '127.0.0.1'] });
      const server = await startSampleServer({ tls: { ...served, ca: authority.cert } });
      const { state } = await engine.connect({ address: server.address, tls: { caPaths } });
      await server.close();
      return state;
    }

    it('in PEM with several, in DER, and in folders beside other things', async () => {
      const both = await file('both.pem', `# two\n${other.cert}\n${authority.cert}`);
      expect(await trusts([both])).toBe('connected');
      const der = await file('one.cer', new X509Certificate(authority.cert).raw);
      expect(await trusts([der])).toBe('connected');
      const within = join(folder, 'authorities');
      await mkdir(within);
      await file('authorities/other.crt', other.cert);
      const { key } = authority.issue({ name: 'x' });
      await file('authorities/key.pem', key);
      await file('authorities/README.txt', 'nothing of interest');
      expect(await trusts([within])).toBe('failed');
      await file('authorities/one.der.CER', new X509Certificate(authority.cert).raw);
      expect(await trusts([within])).toBe('connected');
      const alone = await file('other.pem', other.cert);
      expect(await trusts([alone])).toBe('failed');
      expect(await trusts([alone, both])).toBe('connected');
    });

    it('of which one in the middle is enough', async () => {
      const issuing = authority.issueAuthority('Issuing CA');
      expect(await trusts([await file('issuing.pem', issuing.cert)], issuing)).toBe('connected');
      const sibling = authority.issueAuthority('Sibling CA');
      expect(await trusts([await file('sibling.pem', sibling.cert)], issuing)).toBe('failed');
    });

    it('once each, wherever a folder has them', async () => {
      const within = join(folder, 'twice');
      await mkdir(within);
      const many = ['A', 'B', 'C', 'D', 'E'].map((name) => createCertificateAuthority(name).cert);
      await Promise.all(many.map((cert, at) => file(`twice/${at}.pem`, cert)));
      await file('twice/all.crt', many.join('\n'));
      const { authorities } = await readTlsMaterial({ caPaths: [within] }, windowFace);
      expect(authorities?.named).toHaveLength(3);
      expect(authorities?.others).toBe(2);
    });

    it('of the system without any, and those of the environment', async () => {
      expect(trustedRoots({})).toContain('-----BEGIN CERTIFICATE-----');
      const own = await file('own.pem', other.cert);
      const extra = await file('extra.pem', authority.cert);
      expect(trustedRoots({ SSL_CERT_FILE: own })).toBe(other.cert);
      vi.stubEnv('NODE_EXTRA_CA_CERTS', extra);
      expect(await trusts([])).toBe('connected');
    });

    it('and tell what is wrong with them', async () => {
      const key = await file('a.key', authority.issue({ name: 'x' }).key);
      expect(await refusal({ caPaths: ['/nowhere/ca.pem'] })).toBe(
        'The certificate authority file /nowhere/ca.pem cannot be read: there is no such file',
      );
      expect(await refusal({ caPaths: [key] })).toContain(`file ${key} holds no certificate`);
      const junk = await file('junk.cer', 'junk');
      expect(await refusal({ caPaths: [junk] })).toContain(`${junk} is neither PEM nor DER`);
      const broken = await file('broken.pem', `${other.cert}\n${other.cert.replace('MII', 'AAA')}`);
      expect(await refusal({ caPaths: [broken] })).toContain(
        `Certificate 2 in the certificate authority file ${broken} is broken`,
      );
      const empty = join(folder, 'empty');
      await mkdir(empty);
      expect(await refusal({ caPaths: [empty] })).toBe(
        `The folder ${empty} holds no certificate of an authority. It needs .pem, .crt or .cer files`,
      );
    });
  });

  describe('name a client certificate', () => {
    const client = authority.issue({ name: 'ada', usage: 'client' });
    const encrypted = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    });
    const traditional = createPrivateKey(client.key).export({
      type: 'sec1',
      format: 'pem',
      cipher: 'aes-128-cbc',
      passphrase,
    });

    /** Whether a server that asks for a certificate of this authority takes it. */
    async function isTaken(tls: TlsSettings, clientCa = authority.cert): Promise<string> {
      const served = authority.issue({ name: 'sample', hosts: ['localhost', '127.0.0.1'] });
      const server = await startSampleServer({ tls: { ...served, ca: authority.cert, clientCa } });
      const caPaths = [await file('ca.pem', authority.cert)];
      const { state } = await engine.connect({ address: server.address, tls: { ...tls, caPaths } });
      await server.close();
      return state;
    }

    it('with its key beside it, in the same file, encrypted in two ways, and in PKCS#12', async () => {
      const certFile = await file('cert.pem', client.cert);
      expect(await isTaken({})).toBe('failed');
      expect(await isTaken({ certFile, keyFile: await file('k.pem', client.key) })).toBe(
        'connected',
      );
      const joined = await file('joined.pem', `${client.key}\n${client.cert}`);
      expect(await isTaken({ certFile: joined })).toBe('connected');
      for (const key of [encrypted, traditional]) {
        const keyFile = await file('encrypted.pem', key);
        expect(await isTaken({ certFile, keyFile, passphrase })).toBe('connected');
      }
      for (const bytes of [pkcs12, oldPkcs12]) {
        const p12 = await file('client.p12', bytes);
        expect(await isTaken({ certFile: p12, passphrase }, pkcs12Certificate)).toBe('connected');
      }
    });

    it('and trust none of the authorities that come with it', async () => {
      const server = await startSampleServer({ tls: { ...servedByAuthority, ca: authority.cert } });
      const certFile = await file('with-authority.p12', pkcs12WithAuthority);
      const caPaths = [await file('ca.pem', authority.cert)];
      for (const given of [{}, { caPaths }]) {
        const tls = { certFile, passphrase, ...given };
        const state = await engine.connect({ address: server.address, tls });
        expect(state.state).toBe('failed');
        expect(JSON.stringify(state)).toContain('Duplex test authority\\", which is not trusted');
      }
      await server.close();
    });

    it('whose passphrase can be mended, and is told nowhere', async () => {
      const told: unknown[] = [];
      const own = createEngine({ cwd: '/', onConnection: (state) => told.push(state) });
      const served = authority.issue({ name: 'sample', hosts: ['localhost', '127.0.0.1'] });
      const server = await startSampleServer({
        tls: { ...served, ca: authority.cert, clientCa: authority.cert },
      });
      const tls = {
        caPaths: [await file('ca.pem', authority.cert)],
        certFile: await file('cert.pem', client.cert),
        keyFile: await file('encrypted.pem', encrypted),
      };
      const states: string[] = [];
      for (const given of ['wr0ng phrase', passphrase, 'wr0ng phrase']) {
        const target = { address: server.address, tls: { ...tls, passphrase: given } };
        states.push((await own.connect(target)).state);
      }
      expect(states).toEqual(['failed', 'connected', 'failed']);
      expect(own.connected()).toEqual([]);
      expect(JSON.stringify(told)).not.toMatch(/wr0ng|"secret"/);
      await own.close();
      await server.close();
    });

    it('and tell what is wrong with it', async () => {
      const certFile = await file('cert.pem', client.cert);
      const keyFile = await file('encrypted.pem', encrypted);
      const wrong = { passphrase: 'secret1' };
      const apart = 'A client certificate and its key go together';
      expect(await refusal({ certFile })).toContain(apart);
      expect(await refusal({ keyFile })).toContain(apart);
      expect(await refusal({ certFile, keyFile })).toContain(`key file ${keyFile} is encrypted`);
      expect(await refusal({ certFile, keyFile, ...wrong })).toBe(
        `The passphrase of the client key file ${keyFile} is wrong`,
      );
      const others = await file('other.key', other.issue({ name: 'x' }).key);
      expect(await refusal({ certFile, keyFile: others })).toContain(
        `The client key ${others} does not belong to the certificate ${certFile}`,
      );
      expect(await refusal({ certFile, keyFile: certFile })).toBe(
        `The client key file ${certFile} holds no private key`,
      );
      expect(await refusal({ certFile: others, keyFile: others })).toBe(
        `The client certificate file ${others} holds no certificate`,
      );
      const old = await file('old.key', oldKey);
      expect(await refusal({ certFile, keyFile: old, passphrase })).toContain(
        `${old} is encrypted in an old way that OpenSSL 3 no longer reads. Write it anew: openssl`,
      );
    });

    it('and tell what is wrong with PKCS#12', async () => {
      const certFile = await file('client.p12', pkcs12);
      expect(await refusal({ certFile })).toContain(`file ${certFile} has a passphrase. Give it`);
      expect(await refusal({ certFile, passphrase: 'secret1' })).toBe(
        `The passphrase of the PKCS#12 file ${certFile} is wrong`,
      );
      const keyless = await file('keyless.p12', keylessPkcs12);
      expect(await refusal({ certFile: keyless, passphrase })).toContain(
        `${keyless} holds no client certificate with its private key`,
      );
      const junk = await file('junk.p12', 'junk');
      expect(await refusal({ certFile: junk })).toContain(`${junk} is neither PEM nor PKCS#12`);
    });

    it('and warn of one that is not valid now', async () => {
      const expired = authority.issue({ name: 'old', until: new Date('2020-01-01T00:00:00Z') });
      const certFile = await file('expired.pem', `${expired.cert}\n${expired.key}`);
      expect((await readTlsMaterial({ certFile }, windowFace)).warning).toBe(
        `The client certificate ${certFile} expired on 2020-01-01`,
      );
      const p12 = await file('client.p12', pkcs12);
      expect(
        (await readTlsMaterial({ certFile: p12, passphrase }, windowFace)).warning,
      ).toBeUndefined();
    });
  });
});
