import { afterEach, describe, expect, it } from 'vitest';
import { failingCall, greet } from '#engine/testing/failing-call.ts';
import { answerWith, frame, type RawAnswer, startRawServer } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function callTo(answer: RawAnswer) {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  return failingCall({ target: { address: server.address }, method: greet }, server);
}
const message = frame(Buffer.alloc(0));
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('a status that is not as it should be', () => {
  const cases: readonly [
    name: string,
    trailers: Readonly<Record<string, string | readonly string[]>>,
    sentence: string,
    warnings: readonly string[],
  ][] = [
    [
      'none in the trailers',
      { 'x-other': '1' },
      '2 UNKNOWN: host:port ended the stream after 1 message with no grpc-status in its trailers. It, or a proxy before it, may have broken off.',
      [],
    ],
    [
      'beyond the 17',
      { 'grpc-status': '99', 'grpc-message': 'odd' },
      '99 CODE_99: odd',
      ['grpc-status 99 is none of the 17 codes of gRPC'],
    ],
    [
      'below 0',
      { 'grpc-status': '-1' },
      '-1 CODE_-1: ',
      ['grpc-status -1 is none of the 17 codes of gRPC'],
    ],
    [
      'beyond what a number can hold',
      { 'grpc-status': '999999999999999999999', 'grpc-message': 'odd' },
      'null 999999999999999999999: odd',
      ['grpc-status "999999999999999999999" is none of the 17 codes of gRPC'],
    ],
    [
      'not a number',
      { 'grpc-status': 'abc', 'grpc-message': 'hm' },
      'null abc: hm',
      ['grpc-status "abc" is not a number'],
    ],
    [
      'there twice',
      { 'grpc-status': ['0', '5'] },
      'null 0, 5: ',
      ['grpc-status is there more than once: "0, 5"'],
    ],
    [
      'there twice, and the same',
      { 'grpc-status': ['5', '5'], 'grpc-message': 'gone' },
      '5 NOT_FOUND: gone',
      [],
    ],
    [
      'empty, which JavaScript takes for 0',
      { 'grpc-status': '' },
      'null UNKNOWN: ',
      ['grpc-status "" is not a number'],
    ],
    ['hexadecimal', { 'grpc-status': '0x5' }, 'null 0x5: ', ['grpc-status "0x5" is not a number']],
    [
      'with a message in percent code, some of it wrong',
      { 'grpc-status': '5', 'grpc-message': 'a%20b %zz %3Cimg%3E %E2%9C%93' },
      '5 NOT_FOUND: a b %zz <img> ✓',
      [],
    ],
    [
      'with a message in UTF-8',
      { 'grpc-status': '5', 'grpc-message': latin1('café ✓') },
      '5 NOT_FOUND: café ✓',
      [],
    ],
    [
      'with a message in Latin-1',
      { 'grpc-status': '5', 'grpc-message': 'caf\u00e9' },
      '5 NOT_FOUND: café',
      [],
    ],
    [
      'with a message as long as headers may be',
      { 'grpc-status': '5', 'grpc-message': 'x'.repeat(60_000) },
      `5 NOT_FOUND: ${'x'.repeat(60_000)}`,
      [],
    ],
  ];
  it.each(cases)('%s', async (_name, trailers, sentence, warnings) => {
    const called = await callTo((stream) => answerWith(stream, message, trailers));
    expect(called.sentence).toBe(sentence);
    expect(called.warnings).toEqual(warnings);
    expect(called.received).toBe(1);
  });

  it('is missing altogether', async () => {
    const { sentence } = await callTo((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.end(message);
    });
    expect(sentence).toBe(
      '13 INTERNAL: host:port ended the stream after 1 message with no trailers. It, or a proxy before it, may have broken off.',
    );
  });

  it('comes alone, without headers before it', async () => {
    const { events, end } = await callTo((stream) =>
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'grpc-status': '7',
          'grpc-message': 'no',
          'x-why': ['one', 'two'],
        },
        { endStream: true },
      ),
    );
    expect(events.map(({ type }) => type)).toEqual(['start', 'connected', 'sent', 'end']);
    expect(end).toMatchObject({ code: 7, message: 'no' });
    expect(end.trailers).toEqual(
      expect.arrayContaining([
        ['content-type', 'application/grpc'],
        ['x-why', 'one'],
        ['x-why', 'two'],
      ]),
    );
  });

  it('comes with headers in their order, repeats and bytes beyond ASCII among them', async () => {
    const { events } = await callTo((stream) => {
      stream.respond(
        {
          ':status': 200,
          'content-type': 'application/grpc',
          'x-b': ['1', '2'],
          'x-a': latin1('naïve'),
          'x-raw-bin': 'AAE',
        },
        { waitForTrailers: true },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(message);
    });
    const headers = events.find((event) => event.type === 'headers');
    expect(headers?.metadata.filter(([name]) => name !== 'date')).toEqual([
      ['content-type', 'application/grpc'],
      ['x-b', '1'],
      ['x-b', '2'],
      ['x-a', 'naïve'],
      ['x-raw-bin', 'AAE='],
    ]);
  });
});
