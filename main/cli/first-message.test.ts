import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { duplexIn } from './run-duplex.ts';

const protoRoot = fileURLToPath(new URL('../../proto-samples/protos', import.meta.url));
const hello = 'sample.greeter.v1.Greeter/SayHello';
const files = ['--proto', 'sample/greeter/v1/greeter.proto', '-I', protoRoot];
const duplex = duplexIn('/');
let server: SampleServer;

beforeAll(async () => {
  server = await startSampleServer();
});
afterAll(() => server.close());

describe('duplex describe --template', () => {
  it.each(['--template', '-msg-template'])(
    'prints a first message of a type or method with %s, which can be sent',
    async (option) => {
      const all = await Promise.all(
        [hello, hello.replace('/', '.'), 'sample.greeter.v1.SayHelloRequest'].map((symbol) =>
          duplex(['describe', '-', symbol, ...files, option]),
        ),
      );
      const [{ out, err, exit } = { out: '', err: '', exit: 1 }] = all;
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      expect(JSON.parse(out)).toMatchObject({ name: '', id: expect.anything() });
      expect(new Set(all.map((one) => one.out)).size).toBe(1);
      expect((await duplex(['call', server.address, hello, '-d', out])).exit).toBe(0);
    },
  );

  it('has a first message of nothing but a message or method', async () => {
    const service = ['describe', server.address, 'sample.greeter.v1.Greeter', '--template'];
    expect(await duplex(service)).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringMatching(/Greeter is no message and no method\n {2}.*Greeter\/SayHello/),
    });
    expect(await duplex(['describe', server.address, hello, '--template', '--file'])).toMatchObject(
      { exit: 2, err: expect.stringContaining('--file') },
    );
    expect(await duplex(['describe', server.address, 'a.B', '--template'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('The schema has no symbol a.B'),
    });
  });
});
