import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelineEvent } from '#app/contract/calls.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const protoRoot = fileURLToPath(new URL('../../proto-samples/protos', import.meta.url));
let server: SampleServer;
let secure: SampleServer;
let bare: SampleServer;
let folder: string;
let duplex: Duplex;

beforeAll(async () => {
  [server, secure, bare] = await Promise.all([
    startSampleServer(),
    startSampleServer({ tls: true }),
    startSampleServer({ reflection: 'none' }),
  ]);
  folder = await mkdtemp(join(tmpdir(), 'duplex-cli-'));
  duplex = duplexIn(folder);
});
afterAll(async () => {
  await Promise.all([
    server.close(),
    secure.close(),
    bare.close(),
    rm(folder, { recursive: true }),
  ]);
});

const hello = 'sample.greeter.v1.Greeter/SayHello';
const files = ['--proto', 'sample/greeter/v1/greeter.proto', '-I', protoRoot];

describe('duplex list', () => {
  it('lists services in byte order, reflection and health included', async () => {
    const { exit, lines, err } = await duplex(['list', server.address]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines).toEqual([...lines].sort());
    expect(lines).toEqual(
      expect.arrayContaining([
        'grpc.health.v1.Health',
        'grpc.reflection.v1.ServerReflection',
        'sample.chat.v1.Chat',
      ]),
    );
  });

  it('lists the methods of one service, from a server and from files', async () => {
    const methods = ['Fail', 'SayHello', 'Slow'].map((name) => `sample.greeter.v1.Greeter/${name}`);
    expect((await duplex(['list', server.address, 'sample.greeter.v1.Greeter'])).lines).toEqual(
      methods,
    );
    expect((await duplex(['list', '-', 'sample.greeter.v1.Greeter', ...files])).lines).toEqual(
      methods,
    );
  });

  it('exits 2 without reflection or service, 3 without a connection, and says why', async () => {
    const none = await duplex(['list', bare.address]);
    expect(none).toMatchObject({ exit: 2, out: '' });
    expect(none.err).toContain('has no reflection service');
    expect(none.err).toContain('.proto');
    expect(await duplex(['list', server.address, 'no.Such'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('no service no.Such'),
    });
    expect(await duplex(['list', 'no-such-host.invalid:1'])).toMatchObject({
      exit: 3,
      err: expect.stringContaining('no host named'),
    });
    expect(await duplex(['list', `grpcs://127.0.0.1:${server.port}`])).toMatchObject({
      exit: 3,
      err: expect.stringContaining('speaks plaintext'),
    });
  });
});

describe('duplex describe', () => {
  it('prints a definition with its comments', async () => {
    const { exit, out } = await duplex([
      'describe',
      '-',
      'sample.greeter.v1.SayHelloRequest',
      ...files,
    ]);
    expect(exit).toBe(0);
    expect(out).toMatch(/message SayHelloRequest \{/);
    expect(out).toMatch(/\/\/ .+\n\s*int64 id = 2;/);
  });

  it('prints a method in either form', async () => {
    const [slash, dot] = await Promise.all([
      duplex(['describe', server.address, hello]),
      duplex(['describe', server.address, hello.replace('/', '.')]),
    ]);
    expect(slash.out).toBe(dot.out);
    expect(slash.out).toContain('rpc SayHello');
  });

  it('prints every service without a symbol, from a server and from files', async () => {
    const { exit, out, err } = await duplex(['describe', server.address]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out.match(/^service \w+ \{$/gm)).toEqual(
      expect.arrayContaining(['service Chat {', 'service Greeter {', 'service Health {']),
    );
    const one = await duplex(['describe', '-', 'sample.greeter.v1.Greeter', ...files]);
    expect(await duplex(['describe', ...files])).toMatchObject({
      exit: 0,
      out: `// sample.greeter.v1.Greeter\n${one.out}\n`,
    });
    expect(await duplex(['describe', '-', '--file', ...files])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('--file is of one SYMBOL, and none is given'),
    });
  });

  it('exits 2 for an unknown symbol', async () => {
    expect(await duplex(['describe', server.address, 'a.B'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('a.B'),
    });
  });
});

describe('duplex call', () => {
  it('prints one compact line a message, integers exact', async () => {
    const { exit, lines, err } = await duplex([
      'call',
      server.address,
      hello,
      '-d',
      '{"name":"Ada","id":9007199254740993}',
      '-H',
      'x-a: 1',
    ]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"id":"9007199254740993"');
    expect(lines[0]).toContain('{"name":"x-a","text":"1"}');
  });

  it('indents with --pretty and writes defaults with --emit-defaults', async () => {
    const { out } = await duplex(['call', server.address, hello, '--pretty', '--emit-defaults']);
    expect(out).toContain('\n  "id": "0",\n');
  });

  it('calls over TLS', async () => {
    const good = await duplex([
      'call',
      `127.0.0.1:${secure.port}`,
      hello,
      '--cacert',
      secure.ca ?? '',
    ]);
    expect(good).toMatchObject({ exit: 0, err: '' });
    expect(await duplex(['call', secure.address, hello, '--insecure'])).toMatchObject({
      exit: 0,
      err: 'warning: Any certificate is accepted, as --insecure or the TLS profile says: who answers may not be the server\n',
    });
    expect(await duplex(['call', secure.address, hello])).toMatchObject({
      exit: 3,
      err: expect.stringContaining('which is not trusted here'),
    });
    expect(await duplex(['call', server.address, hello, '--insecure'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('plaintext'),
    });
  });

  it.each([
    ['-', 'its own way'],
    ['@', 'as grpcurl does'],
  ])('streams standard input with -d %s, %s, and half-closes at its end', async (data) => {
    const input = Readable.from([
      '{"sensor":"a","val',
      'ue":1}\n{"sensor":"a","value":2}',
      '{"sensor":"b","value":3}',
    ]);
    const { exit, lines } = await duplex(
      ['call', server.address, 'sample.telemetry.v1.Telemetry/Upload', '-d', data],
      input,
    );
    expect(exit).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ count: '3', sum: 6 });
  });

  it('shows an answer in a bidi stream before standard input ends', async () => {
    const input = new PassThrough();
    input.write('{"room":"cli","author":"Ada","text":"hi"}\n');
    const { exit, lines } = await duplex(
      ['call', server.address, 'sample.chat.v1.Chat/Converse', '-d', '-', '--take', '2'],
      input,
    );
    expect(exit).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"HI"');
  });

  it('prints the whole timeline', async () => {
    const { exit, lines } = await duplex([
      'call',
      server.address,
      'sample.chat.v1.Chat/Converse',
      '--timeline',
      '-d',
      '{"text":"a"}{"text":"b"}',
    ]);
    expect(exit).toBe(0);
    const events = lines.map((line) => JSON.parse(line) as TimelineEvent);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(events[0]).toMatchObject({
      type: 'start',
      method: 'sample.chat.v1.Chat/Converse',
      metadata: [],
    });
    expect(events.filter(({ type }) => type === 'sent')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'half-close')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      code: 0,
      status: 'OK',
      trailers: expect.any(Array),
    });
  });

  it('exits 64 + code and shows message and details', async () => {
    const data = '{"code":5,"message":"not here","details":["DETAIL_ERROR_INFO"]}';
    const { exit, out, err } = await duplex([
      'call',
      server.address,
      'sample.greeter.v1.Greeter/Fail',
      '-d',
      data,
    ]);
    expect({ exit, out }).toEqual({ exit: 69, out: '' });
    expect(err).toContain('NOT_FOUND 5: not here');
    expect(err).toContain('google.rpc.ErrorInfo');
  });

  it('ends with the deadline as 68 and with Ctrl+C as 65', async () => {
    const slow = [
      'call',
      server.address,
      'sample.greeter.v1.Greeter/Slow',
      '-d',
      '{"delay":"30s"}',
    ];
    expect(await duplex([...slow, '--deadline', '2s'])).toMatchObject({
      exit: 68,
      err: expect.stringContaining('DEADLINE_EXCEEDED'),
    });
    expect(await duplex([...slow, '-max-time', '2'])).toMatchObject({ exit: 68 });
    const stopped = await duplex(slow, Readable.from([]), (interrupt) =>
      setTimeout(interrupt, 500),
    );
    expect(stopped).toMatchObject({ exit: 65, err: expect.stringContaining('CANCELLED') });
  });

  it('tells file, line and column of a bad message in a data file', async () => {
    await writeFile(join(folder, 'three.json'), '{"value": 1}\n\n{"value": 2} {\n  "value": }');
    const upload = [
      'call',
      server.address,
      'sample.telemetry.v1.Telemetry/Upload',
      '-d',
      '@three.json',
    ];
    expect((await duplex(upload)).err).toMatch(
      /^duplex: three\.json: Message 3: The message is not JSON: line 4, column 12/,
    );
    await writeFile(join(folder, 'latin1.json'), Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]));
    expect(await duplex(['call', server.address, hello, '-d', '@latin1.json'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('not UTF-8'),
    });
    expect(await duplex(['call', server.address, hello, '-d', '{}', '-d', '{}'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('more than once'),
    });
  });

  it.each([
    [42, 106],
    [192, 66],
    [-64, 66],
    [300, 66],
  ])('never takes the status %i for success', async (code, exit) => {
    expect(
      (
        await duplex([
          'call',
          server.address,
          'sample.greeter.v1.Greeter/Fail',
          '-d',
          `{"code":${code}}`,
        ])
      ).exit,
    ).toBe(exit);
  });

  it('ends with 65 when it is stopped while it connects', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const stopped = await duplex(
      ['call', `127.0.0.1:${port}`, hello],
      Readable.from([]),
      (interrupt) => setTimeout(interrupt, 50),
    );
    silent.close();
    expect(stopped).toMatchObject({ exit: 65, err: expect.stringContaining('CANCELLED') });
  });

  it('keeps the deadline with a server that never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    try {
      const { exit, err } = await duplex([
        'call',
        `127.0.0.1:${port}`,
        hello,
        '--deadline',
        '300ms',
      ]);
      expect(exit).toBe(3);
      expect(err).toMatch(
        /^duplex: The deadline of 300 ms passed before the server gave its schema\. 127\.0\.0\.1:\d+ accepted the connection and then said nothing for \d+ ms\n {2}If the server speaks TLS/,
      );
    } finally {
      silent.close();
    }
  });

  it.each([
    ['a message that is not JSON', ['-d', '{"name"'], 'line 1, column 8'],
    ['a message not of the type', ['-d', '{"id":"ten"}'], '$.id: expected int64, got "ten"'],
    ['two messages', ['-d', '{}{}'], 'takes one message, and 2 are given'],
    ['a bad header', ['-H', 'nocolon'], "'name: value'"],
    ['a pseudo header', ['-H', ':path: x'], '":path" is a pseudo header of HTTP/2'],
    ['a bad deadline', ['--deadline', 'soon'], 'not a deadline'],
    ['an unknown option', ['--nope'], 'nope'],
    ['a missing data file', ['-d', '@none.json'], 'there is no such file'],
    ['a bad --take', ['--take', '0'], '--take 0'],
  ])('exits 2 for %s', async (_, args, text) => {
    const { exit, out, err } = await duplex(['call', server.address, hello, ...args]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(text);
  });

  it('checks every message of a stream before the first is sent', async () => {
    const { exit, err } = await duplex([
      'call',
      server.address,
      'sample.telemetry.v1.Telemetry/Upload',
      '-d',
      '{"value":1}{"value":"x"}',
    ]);
    expect(exit).toBe(2);
    expect(err).toContain('Message 2: $.value: expected double, got "x"');
  });

  it('tells file, line and column of a broken .proto', async () => {
    await writeFile(
      join(folder, 'broken.proto'),
      'syntax = "proto3";\nmessage M {\n  strin name = 1;\n}\n',
    );
    const { exit, err } = await duplex(['call', server.address, hello, '--proto', 'broken.proto']);
    expect(exit).toBe(2);
    expect(err).toMatch(/broken\.proto:3:3: .*strin/);
  });
});

describe('duplex', () => {
  it('has help for all and for each command, and a version', async () => {
    expect((await duplex(['--help'])).out).toContain('duplex call');
    expect((await duplex(['call', '--help'])).out).toContain('--deadline');
    expect((await duplex(['--version'])).out).toBe('duplex 1.2.3\n');
  });

  it('exits 2 for no command, an unknown one, and one argument too many', async () => {
    expect((await duplex([])).exit).toBe(2);
    expect((await duplex(['frobnicate'])).err).toContain('frobnicate');
    expect((await duplex(['list', server.address, 'a', 'b'])).exit).toBe(2);
    expect((await duplex(['list', server.address, '-d', '{}'])).err).toContain('no option');
  });
});
