import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { windowFace } from '#app/core/face.ts';
import { parseProxy } from '#app/core/proxy.ts';
import { parseTarget } from '#app/core/target.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { startClosing, startSilent, startTalking } from '../testing/broken-servers.ts';
import { startHttpProxy, startSocksProxy } from '../testing/proxies.ts';
import { type Connection, connectOver, type StepFault } from './connector.ts';
import type { TlsMaterial } from './credentials.ts';

const authority = createCertificateAuthority('Connector CA');
const trusting: TlsMaterial = {
  context: createSecureContext({ ca: authority.cert }),
  insecure: false,
};

interface Closable {
  readonly port: number;
  close(): Promise<unknown>;
}

describe('the connector', () => {
  let plain: SampleServer;
  let secure: SampleServer;
  const open: Closable[] = [];
  beforeAll(async () => {
    const served = authority.issue({ name: 'sample', hosts: ['localhost', '127.0.0.1'] });
    [plain, secure] = await Promise.all([
      startSampleServer(),
      startSampleServer({ tls: { ...served, ca: authority.cert } }),
    ]);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  afterAll(() => Promise.all([plain.close(), secure.close()]));

  async function started<Server extends Closable>(server: Promise<Server>): Promise<Server> {
    open.push(await server);
    return server;
  }

  async function through(
    address: string,
    proxy?: string,
    tls: TlsMaterial = trusting,
    timeoutMs = 5000,
  ): Promise<Connection> {
    const target = parseTarget(address);
    const server = proxy === undefined ? undefined : parseProxy(proxy);
    const { host, port } = server ?? target;
    const socket = connect(port, host);
    await once(socket, 'connect');
    open.push({ port, close: async () => socket.destroy() });
    const route = { target, tls, face: windowFace, ...(server && { proxy: server }) };
    return connectOver(socket, route, timeoutMs);
  }

  /** Whether HTTP/2 really works over it: the server's settings come. */
  async function speaksHttp2({ socket }: Connection): Promise<boolean> {
    const session = connectHttp2('http://localhost', { createConnection: () => socket });
    await once(session, 'remoteSettings');
    session.destroy();
    return true;
  }

  function fault(attempt: Promise<Connection>): Promise<StepFault> {
    return attempt.then(
      () => expect.unreachable('it connected'),
      (error: StepFault) => error,
    );
  }

  it('gives a plaintext socket as it is', async () => {
    const connection = await through(`127.0.0.1:${plain.port}`);
    expect(connection).toMatchObject({ ms: {}, tls: false });
    expect(await speaksHttp2(connection)).toBe(true);
  });

  it('tells what TLS agreed on, and the chain', async () => {
    const connection = await through(`grpcs://localhost:${secure.port}`);
    expect(connection.tls).toMatchObject({
      version: 'TLSv1.3',
      alpn: 'h2',
      insecure: false,
      cipher: expect.stringMatching(/^TLS_/),
      certificates: [
        {
          subject: 'CN=sample',
          issuer: 'CN=Connector CA',
          names: ['localhost', '127.0.0.1'],
          validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        },
        { subject: 'CN=Connector CA' },
      ],
    });
    expect(await speaksHttp2(connection)).toBe(true);
  });

  it('writes the keys of a session where SSLKEYLOGFILE says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duplex-keys-'));
    vi.stubEnv('SSLKEYLOGFILE', join(folder, 'keys'));
    await through(`grpcs://localhost:${secure.port}`);
    await vi.waitFor(async () =>
      expect(await readFile(join(folder, 'keys'), 'utf8')).toContain('CLIENT_TRAFFIC_SECRET_0 '),
    );
    await rm(folder, { recursive: true });
  });

  it.each([
    ['http', startHttpProxy],
    ['socks5', startSocksProxy],
    ['socks5', () => startSocksProxy({ trickles: true })],
  ])('goes through a proxy, which looks the name up: %s', async (scheme, start) => {
    const proxy = await started(start());
    const connection = await through(
      `localhost:${plain.port}`,
      `${scheme}://127.0.0.1:${proxy.port}`,
    );
    expect(await speaksHttp2(connection)).toBe(true);
    const over = await through(
      `grpcs://localhost:${secure.port}`,
      `${scheme}://127.0.0.1:${proxy.port}`,
    );
    expect(over.tls).toMatchObject({ alpn: 'h2' });
    expect(over.ms).toEqual({ proxy: expect.any(Number), tls: expect.any(Number) });
    expect(await speaksHttp2(over)).toBe(true);
    expect(proxy.asked).toEqual([`localhost:${plain.port}`, `localhost:${secure.port}`]);
  });

  it('speaks TLS to an https:// proxy, and TLS in TLS to the server', async () => {
    const tls = authority.issue({ name: 'proxy', hosts: ['localhost'] });
    const proxy = await started(startHttpProxy({ tls, login: 'ada:a:b' }));
    const address = `https://ada:a%3Ab@localhost:${proxy.port}`;
    expect(await fault(through(`localhost:${plain.port}`, address))).toMatchObject({
      step: 'proxy',
      message: `The certificate of the proxy localhost:${proxy.port} is signed by "Connector CA", which is not trusted here and not sent by the server`,
      hint: expect.stringMatching(/CA certificate in .*NODE_EXTRA_CA_CERTS/),
    });
    const wrong = `https://ada:a%3Ab@127.0.0.1:${proxy.port}`;
    const given = { ...trusting, ca: [authority.cert] };
    const secured = `grpcs://localhost:${secure.port}`;
    expect(await fault(through(secured, wrong, given))).toMatchObject({
      message: `The certificate of the proxy 127.0.0.1:${proxy.port} is for localhost, not 127.0.0.1`,
      hint: expect.stringContaining('the address of the proxy'),
    });
    expect(await fault(through(secured, address, { insecure: true }))).toMatchObject({
      step: 'proxy',
      code: expect.stringMatching(/^UNABLE_TO/),
    });
    expect(await speaksHttp2(await through(secured, address, given))).toBe(true);
    const folder = await mkdtemp(join(tmpdir(), 'duplex-ca-'));
    await writeFile(join(folder, 'ca.pem'), authority.cert);
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'ca.pem'));
    expect(await speaksHttp2(await through(`localhost:${plain.port}`, address))).toBe(true);
    expect(await speaksHttp2(await through(`grpcs://localhost:${secure.port}`, address))).toBe(
      true,
    );
    await rm(folder, { recursive: true });
  });

  it.each([
    ['http', startHttpProxy],
    ['socks5', startSocksProxy],
  ])('gives user and password where they are asked for: %s', async (scheme, start) => {
    const { port } = await started(start({ login: 'ada:s3cret' }));
    const attempt = (login: string) =>
      through(`localhost:${plain.port}`, `${scheme}://${login}127.0.0.1:${port}`);
    expect(await speaksHttp2(await attempt('ada:s3cret@'))).toBe(true);
    expect(await fault(attempt(''))).toMatchObject({
      step: 'proxy',
      code: 'PROXY_407',
      message: expect.stringContaining('asks for a user and password'),
      hint: expect.stringContaining(`${scheme}://user@127.0.0.1:${port}`),
    });
    expect((await fault(attempt('ada@'))).message).toContain('asks for the password of "ada"');
    const wrong = await fault(attempt('ada:wr0ng@'));
    expect(wrong.message).toContain('does not accept the password of "ada"');
    expect(JSON.stringify([wrong, wrong.cause, wrong.stack])).not.toContain('wr0ng');
  });

  it('tells what a proxy answers instead', async () => {
    const target = `localhost:${plain.port}`;
    const http = await started(startHttpProxy({ status: 502 }));
    expect(await fault(through(target, `http://127.0.0.1:${http.port}`))).toMatchObject({
      code: 'PROXY_502',
      message: `The proxy 127.0.0.1:${http.port} did not connect to ${target}: it answered "502 Bad Gateway" (nginx)`,
    });
    const socks = await started(startSocksProxy({ reply: 4 }));
    expect(await fault(through(target, `socks5://127.0.0.1:${socks.port}`))).toMatchObject({
      code: 'PROXY_REFUSED',
      message: `The proxy 127.0.0.1:${socks.port} did not connect to ${target}: host unreachable`,
    });
    const other = await started(startTalking('220 mail.example ESMTP\r\n'));
    expect(await fault(through(target, `http://127.0.0.1:${other.port}`))).toMatchObject({
      message: `The proxy 127.0.0.1:${other.port} does not answer as an HTTP proxy does`,
    });
    expect(await fault(through(target, `socks5://127.0.0.1:${other.port}`))).toMatchObject({
      message: `The proxy 127.0.0.1:${other.port} does not answer as a SOCKS5 proxy does`,
    });
  });

  it.each(['http', 'socks5', 'https'])(
    'survives a proxy that is silent or hangs up: %s',
    async (scheme) => {
      const target = `localhost:${plain.port}`;
      const silent = await started(startSilent());
      expect(
        await fault(through(target, `${scheme}://127.0.0.1:${silent.port}`, trusting, 200)),
      ).toMatchObject({
        step: 'proxy',
        code: 'ETIMEDOUT',
        message: `The proxy 127.0.0.1:${silent.port} gave no answer within 0.2 s`,
      });
      const closing = await started(startClosing());
      expect(await fault(through(target, `${scheme}://127.0.0.1:${closing.port}`))).toMatchObject({
        step: 'proxy',
        message: expect.stringContaining('closed the connection'),
      });
    },
  );

  it('tells why a certificate is not accepted, and shows it nevertheless', async () => {
    const address = `grpcs://localhost:${secure.port}`;
    const strange = { context: createSecureContext({ ca: [] }), insecure: false };
    expect(await fault(through(address, undefined, strange))).toMatchObject({
      step: 'tls',
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/),
      tls: { certificates: [{ subject: 'CN=sample' }] },
    });
    const renamed = { ...trusting, serverName: 'other.test' };
    expect(await fault(through(address, undefined, renamed))).toMatchObject({
      step: 'tls',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      message: expect.stringContaining('DNS:localhost'),
    });
    const anything = await through(address, undefined, { ...renamed, insecure: true });
    expect(anything.tls).toMatchObject({ insecure: true });
  });

  it('ends the TLS handshake in time, and tells one that is cut', async () => {
    const silent = await started(startSilent());
    expect(
      await fault(through(`grpcs://127.0.0.1:${silent.port}`, undefined, trusting, 200)),
    ).toMatchObject({ step: 'tls', code: 'ETIMEDOUT', ms: expect.any(Number) });
    const closing = await started(startClosing());
    expect(await fault(through(`grpcs://127.0.0.1:${closing.port}`))).toMatchObject({
      step: 'tls',
      code: 'ECONNRESET',
    });
  });
});
