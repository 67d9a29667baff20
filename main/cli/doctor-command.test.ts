import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '#app/contract/diagnosis.ts';
import { type BrokenServer, startSilent } from '#engine/testing/broken-servers.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

describe('duplex doctor', () => {
  const duplex = duplexIn('/');
  let server: SampleServer;
  let silent: BrokenServer;
  beforeAll(async () => {
    [server, silent] = await Promise.all([startSampleServer(), startSilent()]);
  });
  afterAll(async () => {
    await Promise.all([server.close(), silent.close()]);
  });

  it('prints one line a step, in order, and details when they are wanted', async () => {
    const { exit, err, lines } = await duplex(['doctor', server.address]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^name {8}skipped {14}127\.0\.0\.1 is an address/),
      expect.stringMatching(/^connect {5}ok {5,12}[\d.]+ ms {2}Connected to 127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^http2 {7}ok {5,12}[\d.]+ ms {2}127\.0\.0\.1:\d+ speaks HTTP\/2$/),
    ]);
    const verbose = await duplex(['doctor', '-v', server.address]);
    expect(verbose.out).toMatch(/^ {33}Address: 127\.0\.0\.1:\d+$/m);
  });

  it('prints why it does not connect and what to try, and exits with 3', async () => {
    const { exit, err, lines } = await duplex(['doctor', `grpcs://127.0.0.1:${server.port}`]);
    expect({ exit, err }).toEqual({ exit: 3, err: '' });
    expect(lines.slice(2, 5)).toEqual([
      expect.stringMatching(/^tls {9}failed .* ms {2}No TLS with 127\.0\.0\.1:\d+$/),
      `${' '.repeat(33)}The server at 127.0.0.1:${server.port} speaks plaintext, not TLS`,
      `${' '.repeat(33)}Use grpc://127.0.0.1:${server.port}, with no option of TLS such as --cacert or --insecure`,
    ]);
  });

  it('prints the whole as one JSON line', async () => {
    const { exit, lines } = await duplex(['doctor', '--json', server.address]);
    const [diagnosis] = lines.map((line): Diagnosis => JSON.parse(line));
    expect({ exit, count: lines.length }).toEqual({ exit: 0, count: 1 });
    expect(diagnosis).toMatchObject({
      target: server.address,
      ok: true,
      certificates: [],
    });
  });

  it('does not ask for a schema that comes from files', async () => {
    const file = fileURLToPath(new URL('../../proto-samples/samples.binpb', import.meta.url));
    const { exit, lines } = await duplex(['doctor', server.address, '--descriptor-set', file]);
    expect(exit).toBe(0);
    expect(lines[3]).toMatch(/^reflection {2}skipped .*Not needed: the schema comes from files$/);
  });

  it('says that there is no such file', async () => {
    const { exit, out, err } = await duplex(['doctor', server.address, '--proto', '/none.proto']);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(/^duplex: "\/none.proto" was not found\n/);
  });

  it('says what is wrong with its arguments', async () => {
    expect(await duplex(['doctor'])).toMatchObject({ exit: 2, out: '' });
    expect(await duplex(['doctor', '-', '--proto', 'a.proto'])).toMatchObject({ exit: 2, out: '' });
    expect(await duplex(['doctor', 'ftp://host'])).toMatchObject({ exit: 2, out: '' });
    expect(await duplex(['doctor', server.address, 'more'])).toMatchObject({ exit: 2, out: '' });
    const nowhere = ['doctor', 'localhost:1', '--cacert', '/nowhere/ca.pem'];
    expect(await duplex(nowhere)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('/nowhere/ca.pem'),
    });
  });

  it('takes no longer than its deadline', async () => {
    const address = `127.0.0.1:${silent.port}`;
    for (const option of ['--deadline', '-max-time'])
      expect(await duplex(['doctor', address, option, '0.3'])).toMatchObject({
        exit: 3,
        out: expect.stringContaining('said nothing for'),
      });
  });

  it('ends with a line at Ctrl+C', async () => {
    const address = `127.0.0.1:${silent.port}`;
    const { exit, err } = await duplex(['doctor', address], undefined, (interrupt) => {
      setImmediate(interrupt);
    });
    expect({ exit, err }).toEqual({ exit: 65, err: 'Cancelled\n' });
  });
});
