import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { TlsSettings } from '#app/contract/target.ts';
import {
  startClosing,
  startHttp1,
  startSilent,
  startTalking,
} from '#engine/testing/broken-servers.ts';
import { startSockets } from '#engine/testing/doctor/doctor-case.ts';
import { failingCall } from '#engine/testing/failing-call.ts';
import { answerWith, frame, startRawServer } from '#engine/testing/raw-server.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';

const folders = new TestFolders();
afterAll(() => folders.delete());
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
type Started = { readonly port: number; close(): Promise<void> };
/** A call to a server that never speaks HTTP/2, or that the address does not suit. */
async function callTo(starting: Promise<Started>, scheme = 'grpc', deadline = '', isOver = false) {
  const { port, close } = await starting;
  if (isOver) await close();
  else closing.push(close);
  const called = await failingCall(
    { target: { address: `${scheme}://127.0.0.1:${port}` }, deadline },
    { address: `127.0.0.1:${port}`, connections: 0 },
  );
  expect(called.events.map(({ type }) => type)).toEqual(['start', 'end']);
  return called.sentence;
}

describe('a server that no HTTP/2 connection comes about with', () => {
  const cases: readonly [name: string, call: () => Promise<string>, sentence: RegExp][] = [
    [
      'whose port is closed',
      () => callTo(startSilent(), 'grpc', '', true),
      /^14 UNAVAILABLE: Nothing listens at host:port: the connection was refused\. /,
    ],
    [
      'that is silent',
      () => callTo(startSilent(), 'grpc', '300ms'),
      /^4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before host:port was connected\. host:port accepted the connection and then said nothing for \d+ ms\. If the server speaks TLS, use grpcs:\/\//,
    ],
    [
      'that says what nobody can read',
      () => callTo(startTalking('\0\0\0\0', false), 'grpc', '300ms'),
      /^4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before host:port was connected\. host:port accepted the connection and sent 4 bytes in \d+ ms: they are not HTTP\/2, or not all of it\. Check the port/,
    ],
    [
      'that is silent, over TLS',
      () => callTo(startSilent(), 'grpcs', '300ms'),
      /^4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before host:port was connected\. host:port did not finish the TLS handshake within \d+ ms\. If the server speaks plaintext, use grpc:\/\//,
    ],
    [
      'that hangs up',
      () => callTo(startClosing()),
      /^14 UNAVAILABLE: host:port closed the connection before HTTP\/2 began\. /,
    ],
    [
      'that speaks HTTP/1.1',
      () => callTo(startHttp1()),
      /^14 UNAVAILABLE: host:port answered "HTTP\/1.1 400 Bad Request": it speaks HTTP\/1, not HTTP\/2\. /,
    ],
    [
      'that speaks something else',
      () => callTo(startTalking('220 mail ESMTP\r\n')),
      /^14 UNAVAILABLE: host:port answered "220 mail ESMTP"/,
    ],
    [
      'that speaks something else, over TLS',
      () => callTo(startHttp1(), 'grpcs'),
      /^14 UNAVAILABLE: host:port does not speak TLS/,
    ],
  ];
  it.each(cases)('%s', async (_name, call, sentence) => {
    expect(await call()).toMatch(sentence);
  });
});

it('a name server that is silent is told, once the deadline has passed', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  await once(silent, 'listening');
  closing.push(() => silent.close());
  const address = `dns://127.0.0.1:${silent.address().port}/slow.test:50051`;
  const { sentence } = await failingCall({ target: { address }, deadline: '300ms' });
  expect(sentence).toMatch(
    /^4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before slow\.test:50051 was connected\. Looking up the name slow\.test took over \d+ ms\. Check the network/,
  );
});

it('so is a proxy that is silent', async () => {
  const { port, close } = await startSilent();
  closing.push(close);
  const { sentence } = await failingCall({
    target: { address: '127.0.0.1:1', options: { proxy: `http://127.0.0.1:${port}` } },
    deadline: '300ms',
  });
  expect(sentence).toMatch(
    /^4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before 127\.0\.0\.1:1 was connected\. The proxy 127\.0\.0\.1:\d+ gave no answer within \d+ ms\. /,
  );
});

it('a call that is cancelled while it connects ends without waiting for that', async () => {
  const { port, close } = await startSilent();
  closing.push(close);
  const { sentence } = await failingCall(
    {
      target: { address: `127.0.0.1:${port}` },
      act: ({ call }) => {
        call.cancel();
      },
    },
    { address: `127.0.0.1:${port}`, connections: 0 },
  );
  expect(sentence).toBe('1 CANCELLED: Cancelled by hand, before the connection stood');
}, 5000);

describe('a server whose TLS does not suit', () => {
  const folder = folders.make();
  mkdirSync(folder, { recursive: true });
  const authority = createCertificateAuthority();
  const other = createCertificateAuthority('Another CA');
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const hosts = ['127.0.0.1', 'localhost'];
  const trusted = file('ca.pem', authority.cert);
  const stranger = other.issue({ name: 'somebody', usage: 'client' });
  const client = {
    certFile: file('client.pem', stranger.cert),
    keyFile: file('client.key', stranger.key),
  };
  async function callOver(
    request: Parameters<typeof authority.issue>[0],
    tls: TlsSettings,
    mutual = false,
  ) {
    const served = authority.issue(request);
    const server = await startRawServer(
      (stream) => answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }),
      {
        tls: {
          ...served,
          ...(mutual && { requestCert: true, rejectUnauthorized: true, ca: authority.cert }),
        },
      },
    );
    closing.push(() => server.close());
    const target = { address: `grpcs://${server.address}`, tls };
    return (await failingCall({ target }, server)).sentence;
  }
  const day = 24 * 60 * 60 * 1000;
  const caPaths = [trusted];
  const good = { name: 'good', hosts };
  const expired = {
    ...good,
    from: new Date(Date.now() - 3 * day),
    until: new Date(Date.UTC(2026, 0, 2)),
  };
  const cases: readonly [name: string, call: () => Promise<string>, sentence: RegExp][] = [
    ['nothing is wrong with', () => callOver(good, { caPaths }), /^0 OK: $/],
    [
      'expired',
      () => callOver(expired, { caPaths }),
      /^14 UNAVAILABLE: The certificate of host:port expired on 2026-01-02\. /,
    ],
    [
      'of another name',
      () => callOver({ name: 'x', hosts: ['a.internal'] }, { caPaths }),
      /^14 UNAVAILABLE: The certificate of host:port is for a.internal, not 127.0.0.1\. /,
    ],
    [
      'of an unknown authority',
      () => callOver(good, {}),
      /^14 UNAVAILABLE: The certificate of host:port is signed by "Duplex sample CA", which is not trusted/,
    ],
    [
      'expired, and of an unknown authority',
      () => callOver(expired, {}),
      /^14 UNAVAILABLE: The certificate of host:port expired on 2026-01-02, and it is signed by "Duplex sample CA", which is not trusted/,
    ],
    [
      'that wants a client certificate',
      () => callOver(good, { caPaths }, true),
      /^14 UNAVAILABLE: host:port wants a client certificate/,
    ],
    [
      'that does not take this client certificate',
      () => callOver(good, { caPaths, ...client }, true),
      /^14 UNAVAILABLE: host:port .*client certificate/,
    ],
  ];
  it.each(cases)('%s', async (_name, call, sentence) => {
    expect(await call()).toMatch(sentence);
  });

  it.each([
    ['a deadline', '700ms', {}, '4 DEADLINE_EXCEEDED: The deadline of 700 ms passed'],
    ['the time for connecting', '', { connectTimeoutMs: 700 }, '14 UNAVAILABLE: '],
  ])(
    'that agrees on no protocol and is silent, until %s ends it',
    async (...[, deadline, options, begins]) => {
      const { cert, key } = authority.issue(good);
      const sockets = await startSockets(
        () => {},
        (take) => createServer({ cert, key }, take),
      );
      closing.push(() => sockets.close());
      const { sentence } = await failingCall({
        target: { address: `grpcs://${sockets.place}`, tls: { caPaths } },
        deadline,
        options,
      });
      expect(sentence).toContain(begins);
      expect(sentence).toMatch(
        /127\.0\.0\.1:\d+ agreed on no protocol in TLS \(ALPN\) and then said nothing for \d.* It may not speak HTTP\/2/,
      );
    },
  );

  it('plaintext where TLS is served', async () => {
    const server = await startRawServer(() => {}, { tls: authority.issue(good) });
    closing.push(() => server.close());
    const { sentence } = await failingCall(
      { target: { address: `grpc://${server.address}` } },
      server,
    );
    expect(sentence).toMatch(
      /^14 UNAVAILABLE: The server at host:port speaks TLS, not plaintext\. Use grpcs:\/\/host:port/,
    );
  });

  it('TLS where plaintext is served', async () => {
    const server = await startRawServer(() => {});
    closing.push(() => server.close());
    const { sentence } = await failingCall(
      { target: { address: `grpcs://${server.address}` } },
      server,
    );
    expect(sentence).toMatch(
      /^14 UNAVAILABLE: The server at host:port speaks plaintext, not TLS\. Use grpc:\/\/host:port/,
    );
  });
});
