import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import {
  type BrokenServer,
  startClosing,
  startHttp1,
  startSilent,
  startTalking,
} from '#engine/testing/broken-servers.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

describe('why it does not connect', () => {
  const engine = quietEngine();
  let plain: SampleServer;
  let secure: SampleServer;
  const broken: BrokenServer[] = [];
  beforeAll(async () => {
    [plain, secure] = await Promise.all([startSampleServer(), startSampleServer({ tls: true })]);
  });
  afterAll(async () => {
    engine.close();
    await Promise.all([plain.close(), secure.close(), ...broken.map((server) => server.close())]);
  });

  async function connect(settings: TargetSettings | string): Promise<ConnectionState> {
    return engine.connect(typeof settings === 'string' ? { address: settings } : settings);
  }
  async function started(server: Promise<BrokenServer>): Promise<BrokenServer> {
    broken.push(await server);
    return server;
  }

  it('connects in plaintext and in TLS, and tells the times and the version', async () => {
    expect(await connect(plain.address)).toMatchObject({
      state: 'connected',
      tls: false,
      ms: { total: expect.any(Number) },
    });
    const state = await connect({
      address: secure.address,
      tls: { ...(secure.ca && { caPaths: [secure.ca] }) },
    });
    expect(state).toMatchObject({
      state: 'connected',
      tls: { version: 'TLSv1.3', insecure: false },
    });
    expect(await connect({ address: secure.address, tls: { insecure: true } })).toMatchObject({
      state: 'connected',
      tls: { insecure: true },
    });
  });

  it('tells the certificates that were shown, though they are not accepted', async () => {
    const shown = {
      state: 'failed',
      tls: { version: 'TLSv1.3', certificates: [{ names: expect.arrayContaining(['localhost']) }] },
    };
    expect(await connect(secure.address)).toMatchObject(shown);
    const tls = { ...(secure.ca && { caPaths: [secure.ca] }), serverName: 'other.test' };
    const other = await connect({ address: secure.address, tls });
    expect(other).toMatchObject({ state: 'failed', tls: { certificates: expect.anything() } });
    expect(await connect(`grpcs://127.0.0.1:${plain.port}`)).not.toHaveProperty('tls');
  });

  it('is not tried with a name that cannot be', async () => {
    const tls = { serverName: 'bad name!' };
    expect(await connect({ address: secure.address, tls })).toMatchObject({
      state: 'failed',
      message: '"bad name!" is not a server name',
    });
    await expect(connect({ address: plain.address, authority: 'ex ample' })).rejects.toThrow(
      '"ex ample" cannot stand in :authority',
    );
  });

  it('tells TLS on a plaintext port and the reverse', async () => {
    expect(await connect(`grpcs://127.0.0.1:${plain.port}`)).toMatchObject({
      state: 'failed',
      message: `The server at 127.0.0.1:${plain.port} speaks plaintext, not TLS`,
      hint: `Use grpc://127.0.0.1:${plain.port}, or switch TLS off`,
      advice: 'tls-off',
    });
    expect(await connect(`grpc://127.0.0.1:${secure.port}`)).toMatchObject({
      state: 'failed',
      message: `The server at 127.0.0.1:${secure.port} speaks TLS, not plaintext`,
      hint: `Use grpcs://127.0.0.1:${secure.port}, or switch TLS on`,
      advice: 'tls-on',
    });
  });

  it('tells a certificate that is not trusted, and one for another name', async () => {
    expect(await connect(secure.address)).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/ is signed by "[^"]+", which is not trusted here/),
      hint: expect.stringContaining('CA certificate in the TLS settings'),
    });
    const settings = {
      address: secure.address,
      tls: { caPaths: [secure.ca ?? ''], serverName: 'other.test' },
    };
    expect(await connect(settings)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('is for localhost, 127.0.0.1 and ::1, not other.test'),
    });
  });

  it('tells a closed port, an unknown host and an unknown socket', async () => {
    const closed = await startSilent();
    await closed.close();
    expect(await connect(`localhost:${closed.port}`)).toMatchObject({
      state: 'failed',
      message: `Nothing listens at localhost:${closed.port}: the connection was refused`,
    });
    expect(await connect('no-such-host.invalid:1')).toMatchObject({
      state: 'failed',
      message: 'There is no host named no-such-host.invalid',
    });
    expect(await connect('unix:/nowhere/socket')).toMatchObject({
      state: 'failed',
      message: 'There is no socket /nowhere/socket',
    });
  });

  it('tells an HTTP/1 server, one that talks nonsense and one that hangs up', async () => {
    const http1 = await started(startHttp1());
    expect(await connect(`127.0.0.1:${http1.port}`)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('it speaks HTTP/1'),
    });
    const talking = await started(startTalking('220 mail.example ESMTP\r\n'));
    expect(await connect(`127.0.0.1:${talking.port}`)).toMatchObject({
      state: 'failed',
      message: `127.0.0.1:${talking.port} answered "220 mail.example ESMTP": it is a mail server (SMTP)`,
    });
    const closing = await started(startClosing());
    expect(await connect(`127.0.0.1:${closing.port}`)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('closed the connection'),
    });
  });

  it('tells a TLS file that is missing or not PEM', async () => {
    expect(
      await connect({ address: secure.address, tls: { caPaths: ['/nowhere/ca.pem'] } }),
    ).toMatchObject({
      state: 'failed',
      message:
        'The certificate authority file /nowhere/ca.pem cannot be read: there is no such file',
    });
    expect(await connect({ address: secure.address, tls: { certFile: '/a.pem' } })).toMatchObject({
      state: 'failed',
      message: 'The client certificate file /a.pem cannot be read: there is no such file',
    });
  });

  it('tells a client certificate and a key that do not fit, and a server that wants one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duplex-tls-'));
    try {
      const authority = createCertificateAuthority();
      const [one, two] = ['one', 'two'].map((name) => authority.issue({ name, usage: 'client' }));
      const write = async (name: string, text: string) => {
        await writeFile(join(folder, name), text);
        return join(folder, name);
      };
      const certFile = await write('one.pem', one?.cert ?? '');
      const keyFile = await write('one.key', one?.key ?? '');
      const otherKey = await write('two.key', two?.key ?? '');
      const attempt = (tls: TargetSettings['tls']) =>
        connect({ address: secure.address, tls: { insecure: true, ...tls } });
      expect(await attempt({ certFile, keyFile })).toMatchObject({ state: 'connected' });
      expect(await attempt({ certFile, keyFile: otherKey })).toMatchObject({
        state: 'failed',
        message: `The client key ${otherKey} does not belong to the certificate ${certFile}`,
      });
      expect(await attempt({ certFile: keyFile, keyFile })).toMatchObject({
        message: `The client certificate file ${keyFile} holds no certificate`,
      });
      expect(await attempt({ certFile, keyFile: certFile })).toMatchObject({
        message: `The client key file ${certFile} holds no private key`,
      });
      expect(await attempt({ caPaths: [keyFile] })).toMatchObject({
        message: `The certificate authority file ${keyFile} holds no certificate`,
      });

      const ca = authority.cert;
      const served = authority.issue({ name: 'localhost', hosts: ['localhost', '127.0.0.1'] });
      const mutual = await startSampleServer({ tls: { ...served, ca, clientCa: ca } });
      const caPaths = [await write('ca.pem', ca)];
      const target = { address: mutual.address, tls: { caPaths } };
      expect(await connect(target)).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('wants a client certificate, and none was given'),
      });
      expect(await connect({ ...target, tls: { caPaths, certFile, keyFile } })).toMatchObject({
        state: 'connected',
      });
      await mutual.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('rejects an address that cannot be understood', async () => {
    await expect(connect('ftp://host')).rejects.toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('ftp:') },
    });
    await expect(connect('host:99999')).rejects.toMatchObject({ error: { code: 'usage' } });
    await expect(connect('')).rejects.toMatchObject({ error: { code: 'usage' } });
  });
});
