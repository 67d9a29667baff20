import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

let server: SampleServer;
let secure: SampleServer;
beforeAll(async () => {
  [server, secure] = await Promise.all([startSampleServer(), startSampleServer({ tls: true })]);
});
afterAll(() => Promise.all([server.close(), secure.close()]));
const duplex = duplexIn(process.cwd());
const hello = 'sample.greeter.v1.Greeter/SayHello';

it('tells how the connection came about that reflection made, and what TLS agreed on', async () => {
  const args = ['call', secure.address, hello, '--cacert', secure.ca ?? ''];
  const { lines } = await duplex([...args, '--timeline']);
  const [, connected] = lines.map((line) => JSON.parse(line));
  expect(connected).toMatchObject({
    type: 'connected',
    ms: { connect: expect.any(Number), tls: expect.any(Number) },
    reused: true,
    tls: { version: 'TLSv1.3', alpn: 'h2', certificate: { subject: 'CN=localhost' } },
  });
  const { err } = await duplex([...args, '--verbose']);
  expect(err).toMatch(
    /^Connected: the connection stood already \(connect \d+\.\d ms, tls \d+\.\d ms\)\nTLS 1\.3, ALPN h2, \w+, certificate of "localhost" until \d{4}-\d\d-\d\d\nRequest headers/,
  );
});

it('bounds the messages of the call, and not those of reflection', async () => {
  const bounded = (option: string, size: string) =>
    duplex(['call', server.address, hello, '-d', '{"name":"Ada"}', option, size]);
  expect(await bounded('--max-receive', '5')).toMatchObject({
    exit: 64 + 8,
    err: expect.stringContaining(`Message 1 from 127.0.0.1:${server.port} is`),
  });
  expect(await bounded('--max-send', '1')).toMatchObject({
    exit: 64 + 8,
    err: expect.stringContaining('A message of 5 bytes is larger than the 1 byte that may be sent'),
  });
});
