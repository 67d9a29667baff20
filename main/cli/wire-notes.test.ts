import { afterEach, expect, it } from 'vitest';
import { answerWith, frame, type RawAnswer, startRawServer } from '#engine/testing/raw-server.ts';
import { duplexIn } from './run-duplex.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function callTo(answer: RawAnswer, ...options: readonly string[]) {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  const method = 'grpc.health.v1.Health/Check';
  const samples = 'proto-samples/samples.binpb';
  const called = await duplexIn(process.cwd())([
    'call',
    server.address,
    method,
    '--descriptor-set',
    samples,
    ...options,
  ]);
  return { ...called, err: called.err.replaceAll(server.address, 'host:port') };
}
const serving = frame(Buffer.of(8, 1));

it('tells the headers both ways on standard error, and the answer alone on standard output', async () => {
  const { exit, out, err } = await callTo(
    (stream) => {
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'x-a': ['1', 'caf\u00e9\u009b'] },
        { waitForTrailers: true, sendDate: false } as object,
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0', 'x-b': '2' }));
      stream.end(serving);
    },
    '-v',
    '-H',
    'x-mine: yes',
  );
  expect(exit).toBe(0);
  expect(out).toBe('{"status":"SERVING"}\n');
  expect(err).toMatch(
    /^Connected: connect \d+\.\d ms, total \d+\.\d ms\nRequest headers as sent:\n/,
  );
  const lines = err.split('\n');
  for (const line of [
    '  :path: /grpc.health.v1.Health/Check',
    '  :authority: host:port',
    '  te: trailers',
    '  x-mine: yes',
    'Response headers:',
    '  x-a: 1',
    '  x-a: café\\u009b',
    'Response trailers:',
    '  x-b: 2',
  ])
    expect(lines).toContain(line);
});

it('tells nothing of an answer where nobody was reached', async () => {
  const { exit, err } = await duplexIn(process.cwd())(
    'call 127.0.0.1:1 sample.greeter.v1.Greeter/SayHello -v --descriptor-set proto-samples/samples.binpb'.split(
      ' ',
    ),
  );
  expect(exit).toBe(3);
  expect(err).toMatch(/^UNAVAILABLE 14: Nothing listens at 127\.0\.0\.1:1/);
});

it('says in a sentence what answered, when that was not gRPC', async () => {
  const { exit, out, err } = await callTo((stream) => {
    stream.respond({ ':status': 502, 'content-type': 'text/html', server: 'nginx' });
    stream.end('<h1>502 Bad Gateway</h1>');
  });
  expect(exit).toBe(64 + 14);
  expect(out).toBe('');
  expect(err).toBe(
    'UNAVAILABLE 14: host:port answered HTTP 502 (Bad Gateway) from nginx with text/html, not gRPC: “502 Bad Gateway”. A proxy may have answered for a server that it did not reach: check the server behind it.\n',
  );
});

it('warns of what answered, when the call ends for another reason', async () => {
  const { exit, err } = await callTo(
    (stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/plain' });
      stream.write('wait');
    },
    '--deadline',
    '500ms',
  );
  expect(exit).toBe(64 + 4);
  expect(err).toMatch(
    /^warning: host:port answered HTTP 200 \(OK\) with text\/plain, not gRPC: “wait”. .*\nDEADLINE_EXCEEDED 4: /,
  );
});

it('health says in one sentence what answered, when that was not gRPC', async () => {
  const server = await startRawServer((stream) => {
    stream.respond({ ':status': 404, 'content-type': 'text/html' });
    stream.end('<h1>Nothing here</h1>');
  });
  closing.push(() => server.close());
  const { exit, err } = await duplexIn(process.cwd())(['health', server.address]);
  expect(exit).toBe(64 + 12);
  expect(err.replaceAll(server.address, 'host:port')).toBe(
    'duplex: host:port answered HTTP 404 (Not Found) with text/html, not gRPC: “Nothing here”\n  Check the port and the path\n',
  );
});

it('takes an OK without the one message for no success', async () => {
  const { exit, out, err } = await callTo((stream) =>
    answerWith(stream, Buffer.alloc(0), { 'grpc-status': '0' }),
  );
  expect(exit).toBe(64 + 13);
  expect(out).toBe('');
  expect(err).toContain('ended the call with OK, but sent no message');
});

it('says where the server gave no message', async () => {
  const { exit, err } = await callTo((stream) =>
    answerWith(stream, Buffer.alloc(0), { 'grpc-status': '14' }),
  );
  expect(exit).toBe(64 + 14);
  expect(err).toContain('UNAVAILABLE 14: the server gave no message');
});

it('shows a status that is no number as it came', async () => {
  const { exit, err } = await callTo((stream) =>
    answerWith(stream, serving, { 'grpc-status': 'abc', 'grpc-message': 'hm' }),
  );
  expect(exit).toBe(66);
  expect(err).toBe('warning: grpc-status "abc" is not a number\nabc: hm\n');
});

it.each([
  [
    'abc',
    'abc: this is how the server ended the call, in place of a number, and it gave no message',
  ],
  [
    '99',
    'CODE_99 99: the server ended the call with a code that gRPC does not have, and gave no message',
  ],
])(
  'says what %s is, when the server gave it as status and no message',
  async (status, sentence) => {
    const { err } = await callTo((stream) =>
      answerWith(stream, serving, { 'grpc-status': status }),
    );
    expect(err.trimEnd().split('\n').at(-1)).toBe(sentence);
  },
);

it('prints nothing for a message that does not decode, and says how to see its bytes', async () => {
  const { exit, out, err } = await callTo((stream) =>
    answerWith(stream, Buffer.concat([frame(Buffer.of(8)), frame(Buffer.of(8, 2))]), {
      'grpc-status': '0',
    }),
  );
  expect(exit).toBe(64 + 13);
  expect(out).toBe('{"status":"NOT_SERVING"}\n');
  expect(err).toMatch(
    /^warning: Message 1 of 1 byte: .* does not decode as .*\. It is not printed: --timeline shows its bytes, as base64\n/,
  );
});

it('says at the end that a message was not printed, unless the timeline has it', async () => {
  const broken: RawAnswer = (stream) =>
    answerWith(stream, frame(Buffer.of(8)), { 'grpc-status': '0' });
  const { exit, out, err } = await callTo(broken);
  expect({ exit, out }).toEqual({ exit: 0, out: '' });
  expect(err.trimEnd().split('\n').at(-1)).toBe('OK 0, but of 1 message 1 could not be printed');
  expect((await callTo(broken, '--timeline')).err).not.toContain('could not be printed');
});

it('has what HTTP/2 carried in the timeline', async () => {
  const { lines } = await callTo(
    (stream) => answerWith(stream, serving, { 'grpc-status': '0' }),
    '--timeline',
    '--verbose',
  );
  const events = lines.map((line) => JSON.parse(line) as { readonly type: string });
  expect(events.find(({ type }) => type === 'connected')).toMatchObject({
    request: expect.arrayContaining([[':method', 'POST']]),
  });
  expect(events.find(({ type }) => type === 'received')).toMatchObject({ bytes: 2, wireBytes: 2 });
});

it('tells that a call was tried again', async () => {
  let calls = 0;
  const { err, out } = await callTo((stream) => {
    calls += 1;
    if (calls === 1) stream.close(7);
    else answerWith(stream, serving, { 'grpc-status': '0' });
  });
  expect({ err, out }).toEqual({ err: 'Answered at try 2\n', out: '{"status":"SERVING"}\n' });
  const refused = await callTo((stream) => stream.close(7));
  expect(refused.err).toMatch(/^UNAVAILABLE 14: .* REFUSED_STREAM .*\nTried 2 times\n$/);
});
