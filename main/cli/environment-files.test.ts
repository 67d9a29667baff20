import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

const folder = mkdtempSync(join(tmpdir(), 'duplex-environment-'));
const gone = join(folder, 'gone', 'x');
const text = join(folder, 'no-pem');
writeFileSync(text, 'no certificate at all\n');
let plain: SampleServer;
let secure: SampleServer;
beforeAll(async () => {
  [plain, secure] = await Promise.all([startSampleServer(), startSampleServer({ tls: true })]);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await Promise.all([plain.close(), secure.close()]);
  rmSync(folder, { recursive: true });
});

const duplex = duplexIn(process.cwd());
const method = 'sample.greeter.v1.Greeter/SayHello';
const warningsOf = (err: string) => err.split('\n').filter((line) => line.startsWith('warning: '));
const trusting = () => ['--cacert', secure.ca ?? ''];

it.each([
  ['SSL_CERT_FILE', gone, `names ${gone}, which cannot be read: it is not there`],
  ['SSL_CERT_FILE', text, `names ${text}, which holds no certificate in PEM`],
  ['NODE_EXTRA_CA_CERTS', text, `names ${text}, which holds no certificate in PEM`],
])('%s that cannot be used is told once, to who needs it: %s', async (variable, file, why) => {
  vi.stubEnv(variable, file);
  const { exit, err } = await duplex(['call', secure.address, method]);
  expect(exit).toBe(3);
  expect(warningsOf(err)).toEqual([`warning: ${variable} ${why}`]);
  expect(err.split(variable)).toHaveLength(2);
  for (const options of [trusting(), ['--insecure']]) {
    const other = await duplex(['call', secure.address, method, ...options]);
    expect(other.exit).toBe(0);
    expect(other.err).not.toContain(variable);
  }
  expect(await duplex(['call', plain.address, method])).toMatchObject({ exit: 0, err: '' });
});

it.each(['gone', '/dev/full'])(
  'so is an SSLKEYLOGFILE that cannot be written: %s',
  async (name) => {
    if (name !== 'gone' && !existsSync(name)) return;
    const file = name === 'gone' ? gone : name;
    vi.stubEnv('SSLKEYLOGFILE', file);
    const { exit, err } = await duplex(['call', secure.address, method, ...trusting()]);
    expect(exit).toBe(0);
    const why = name === 'gone' ? 'it is not there' : 'the disk is full';
    expect(err).toBe(`warning: SSLKEYLOGFILE names ${file}, which cannot be written: ${why}\n`);
    expect(await duplex(['call', plain.address, method])).toMatchObject({ exit: 0, err: '' });
  },
);

it('the window is told of authorities that are missing for it where TLS fails', async () => {
  vi.stubEnv('SSL_CERT_FILE', gone);
  const engine = quietEngine();
  expect(await engine.connect({ address: secure.address })).toMatchObject({
    state: 'failed',
    hint: expect.stringMatching(/SSL_CERT_FILE names .*, which cannot be read: it is not there$/),
  });
  const named = {
    address: secure.address,
    tls: { serverName: 'other.test', caPaths: [secure.ca ?? ''] },
  };
  expect(await engine.connect(named)).toMatchObject({
    state: 'failed',
    hint: expect.not.stringContaining('SSL_CERT_FILE'),
  });
  await engine.close();
});
