import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHttpProxy, type TestProxy } from '#engine/testing/proxies.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { parseArguments } from './arguments.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';
import { tlsOf } from './tls-options.ts';
import { transportOf } from './transport-flags.ts';

const hello = 'sample.greeter.v1.Greeter/SayHello';
const authority = createCertificateAuthority();
const passphrase = 'pass phrase';

describe('options of the connection', () => {
  let folder: string;
  let server: SampleServer;
  let proxy: TestProxy;
  let duplex: Duplex;
  const file = (name: string) => join(folder, name);
  beforeAll(async () => {
    const served = authority.issue({ name: 'sample', hosts: ['localhost', '127.0.0.1'] });
    const tls = { ...served, ca: authority.cert, clientCa: authority.cert };
    [server, proxy, folder] = await Promise.all([
      startSampleServer({ tls }),
      startHttpProxy({ login: 'ada:s3cret' }),
      mkdtemp(join(tmpdir(), 'duplex-cli-')),
    ]);
    duplex = duplexIn(folder);
    const client = authority.issue({ name: 'ada', usage: 'client' });
    const encrypted = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    });
    const tlsProfiles = [
      {
        name: 'office',
        tls: { caPaths: [file('ca.pem')], certFile: file('c.pem'), keyFile: file('k.pem') },
      },
    ];
    await Promise.all([
      writeFile(file('ca.pem'), authority.cert),
      writeFile(file('c.pem'), client.cert),
      writeFile(file('k.pem'), encrypted),
      writeFile(file('pass'), `${passphrase}\n`),
      writeFile(file('settings.json'), JSON.stringify({ tlsProfiles })),
      writeFile(file('retry.json'), '{"methodConfig": [{"name": [{}], "timeout": "5s"}]}'),
    ]);
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => Promise.all([server.close(), proxy.close(), rm(folder, { recursive: true })]));

  const call = (...options: string[]) =>
    duplex(['call', `localhost:${server.port}`, hello, '-d', '{"name":"Ada"}', ...options]);
  const tls = () => ['--cacert', folder, '--cert', file('c.pem'), '--key', file('k.pem')];

  it('take a folder of authorities, and a passphrase from a file or the environment', async () => {
    const from = ['--passphrase-file', file('pass')];
    expect(await call(...tls(), ...from)).toMatchObject({ exit: 0, err: '' });
    expect(await call(...tls())).toMatchObject({
      exit: 2,
      err: expect.stringContaining('DUPLEX_SECRET_KEY_PASSPHRASE'),
    });
    vi.stubEnv('DUPLEX_SECRET_KEY_PASSPHRASE', passphrase);
    expect(await call(...tls())).toMatchObject({ exit: 0 });
    vi.stubEnv('DUPLEX_SECRET_KEY_PASSPHRASE', 'wr0ng');
    const wrong = await call(...tls());
    expect(wrong).toMatchObject({ exit: 2, err: expect.stringContaining('is wrong') });
    expect(wrong.err).not.toContain('wr0ng');
    expect(await call(...tls(), '--passphrase-file', file('none'))).toMatchObject({
      exit: 2,
      err: expect.stringContaining('there is no such file'),
    });
  });

  it('read a passphrase once for all requests of a run: it may come through a pipe', async () => {
    const pipe = file('pipe');
    await writeFile(pipe, `${passphrase}\n`);
    const { values } = parseArguments(['run', '.', ...tls(), '--passphrase-file', pipe]);
    expect(tlsOf(values)?.passphrase).toBe(passphrase);
    await writeFile(pipe, '');
    expect(tlsOf(values)?.passphrase).toBe(passphrase);
  });

  it('know the ~ that a shell leaves in front of a path', () => {
    const { values } = parseArguments(['list', 'x', '--cacert=~/ca.pem', '--cert=~/c.pem']);
    expect(tlsOf(values)).toEqual({
      caPaths: [join(homedir(), 'ca.pem')],
      certFile: join(homedir(), 'c.pem'),
    });
  });

  it('take a TLS profile that was saved in the window', async () => {
    vi.stubEnv('DUPLEX_HOME', folder);
    vi.stubEnv('DUPLEX_SECRET_KEY_PASSPHRASE', passphrase);
    expect(await call('--tls-profile', 'office')).toMatchObject({ exit: 0 });
    expect(await call('--tls-profile', 'home')).toMatchObject({
      exit: 2,
      err: `duplex: There is no TLS profile "home" in ${file('settings.json')}\n  There is "office"\n`,
    });
  });

  it('give the authority of a proxy to whoever calls in plaintext through it', async () => {
    const tls = authority.issue({ name: 'proxy', hosts: ['localhost'] });
    const [plain, secured] = await Promise.all([startSampleServer(), startHttpProxy({ tls })]);
    const cacert = ['--cacert', file('ca.pem')];
    const through = ['--proxy', `https://localhost:${secured.port}`];
    for (const target of [[plain.address], [`127.0.0.1:${plain.port}`, '--plaintext']]) {
      const [address = '', ...more] = target;
      const called = await duplex(['call', address, hello, ...more, ...through, ...cacert]);
      expect(called).toMatchObject({ exit: 0, err: '' });
      const refused = await duplex(['call', address, hello, ...more, ...cacert]);
      expect(refused).toMatchObject({ exit: 2, out: '' });
    }
    expect(secured.asked).toContain(`127.0.0.1:${plain.port}`);
    const untrusted = await duplex(['call', plain.address, hello, ...through]);
    expect(untrusted.err).toMatch(
      /give its certificate: --cacert, which the proxy is trusted by too/,
    );
    await Promise.all([plain.close(), secured.close()]);
  });

  it('go through a proxy, and never show its password', async () => {
    vi.stubEnv('DUPLEX_SECRET_KEY_PASSPHRASE', passphrase);
    const through = (login: string) => ['--proxy', `http://${login}@127.0.0.1:${proxy.port}`];
    expect(await call(...tls(), ...through('ada:s3cret'))).toMatchObject({ exit: 0, err: '' });
    expect(proxy.asked).toContain(`localhost:${server.port}`);
    const refused = await call(...tls(), ...through('ada:wr0ng'));
    expect(refused).toMatchObject({
      exit: 3,
      err: expect.stringContaining('does not accept the password of "ada"'),
    });
    expect(refused.err).not.toContain('wr0ng');
  });

  it('are named by what is to be tried, and nothing of the window is', async () => {
    const insecure = ['--insecure', '--proxy', `http://127.0.0.1:${proxy.port}`];
    const trusting = ['--cacert', folder];
    const known = [...tls(), '--passphrase-file', file('pass')];
    const told = await Promise.all([
      call('--server-name', 'localhost'),
      call(...tls()),
      call(...trusting, '--server-name', 'elsewhere'),
      call(...insecure),
      call(...trusting),
      call(...known, '--max-send', '1'),
      call(...known, '--max-receive', '1'),
    ]);
    const advice = [
      'give its certificate: --cacert',
      'Give its passphrase: --passphrase-file or DUPLEX_SECRET_KEY_PASSPHRASE',
      'Set the server name to localhost: --server-name',
      `Give http://user:password@127.0.0.1:${proxy.port} as HTTPS_PROXY, or as --proxy`,
      'Give one with its key: --cert and --key',
      'Allow larger messages to be sent (--max-send)',
      'Allow larger messages (--max-receive)',
    ];
    for (const [index, { err }] of told.entries()) {
      expect(err).toContain(advice[index]);
      expect(err).not.toMatch(/TLS settings|in the window|Options|field below/);
    }
  });

  it('have names and forms of their own, and those of grpcurl', () => {
    const { values } = parseArguments(
      `call --max-receive 4MB --max-send unlimited --compression gzip --keepalive 30s --keepalive-timeout 5s
      --user-agent probe/1 --wait-for-ready --proxy none --service-config @${file('retry.json')}`.split(
        /\s+/,
      ),
    );
    expect(transportOf(values)).toEqual({
      maxReceiveBytes: 4 * 1024 * 1024,
      maxSendBytes: -1,
      compression: 'gzip',
      keepaliveMs: 30_000,
      keepaliveTimeoutMs: 5000,
      userAgent: 'probe/1',
      waitForReady: true,
      proxy: 'none',
      serviceConfig: expect.stringContaining('"timeout": "5s"'),
    });
    const grpcurl =
      'call -max-msg-sz 1048576 -keepalive-time 10.5 -user-agent probe/2 -connect-timeout 2';
    expect(transportOf(parseArguments(grpcurl.split(' ')).values)).toEqual({
      maxReceiveBytes: 1024 * 1024,
      keepaliveMs: 10_500,
      connectTimeoutMs: 2000,
      userAgent: 'probe/2',
    });
  });

  it.each([
    [['--max-receive', 'huge'], '--max-receive "huge" is not a size'],
    [['--max-receive', '4GB'], '--max-receive 4 GB is more than any message has: 2 GB is the most'],
    [['--compression', 'zstd'], '--compression zstd is none that gRPC has here'],
    [['--keepalive', 'often'], '--keepalive "often" is not a time'],
    [['--service-config', '{'], 'The service config is not JSON: line 1, column 2'],
    [['--service-config', '@none.json'], 'none.json cannot be read: there is no such file'],
    [['--proxy', 'gopher://p'], 'Duplex knows no proxies of the kind "gopher://"'],
  ])('are refused with their name: %s', async (options, message) => {
    const schema = ['--descriptor-set', 'proto-samples/samples.binpb'];
    const { exit, err } = await duplex([
      'call',
      'localhost:1',
      hello,
      ...schema.map((part) => part.replace(/^proto/, `${process.cwd()}/proto`)),
      ...options,
    ]);
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(message) });
  });
});
