import type { ServerHttp2Stream } from 'node:http2';
import protobuf from 'protobufjs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { TimelineEvent } from '#app/contract/calls.ts';
import { answerWith, frame, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { sourceCases } from '../testing/sources.ts';

const engine = quietEngine();
const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => engine.close());

async function callTo(
  answer: (stream: ServerHttp2Stream) => void,
): Promise<readonly TimelineEvent[]> {
  const server = await startRawServer(answer);
  servers.push(server);
  const sources = sourceCases[2]?.sources;
  if (sources === undefined) throw new Error('there is no such case');
  const { call, events } = await record(engine, {
    schema: { target: { address: server.address }, sources },
    method: 'sample.greeter.v1.Greeter/SayHello',
    message: '{}',
  });
  await call.ended;
  return events;
}
const endOf = (events: readonly TimelineEvent[]) => {
  const end = events.at(-1);
  if (end?.type !== 'end') throw new Error('the timeline has no end');
  return end;
};
const warnings = (events: readonly TimelineEvent[]) =>
  events.flatMap((event) => (event.type === 'warning' ? [event.text] : []));
const hello = frame(Buffer.from('0a0568656c6c6f', 'hex'));

describe('answers that are not as they should be', () => {
  it('warns of an OK without a message, and of two messages for one', async () => {
    const none = await callTo((stream) =>
      answerWith(stream, Buffer.alloc(0), { 'grpc-status': '0' }),
    );
    expect(endOf(none)).toMatchObject({ code: 0, status: 'OK' });
    expect(warnings(none)).toEqual([
      'The server ended with OK and no message, though this method answers with one',
    ]);
    const two = await callTo((stream) =>
      answerWith(stream, Buffer.concat([hello, hello]), { 'grpc-status': '0' }),
    );
    expect(two.filter(({ type }) => type === 'received')).toHaveLength(2);
    expect(warnings(two)).toEqual([
      'The server sent 2 messages, though this method answers with one',
    ]);
  });

  it('keeps a payload that does not decode as bytes, with a warning behind it', async () => {
    const events = await callTo((stream) =>
      answerWith(stream, frame(Buffer.from('0aff', 'hex')), { 'grpc-status': '0' }),
    );
    const at = events.findIndex(({ type }) => type === 'received');
    expect(events[at]).toMatchObject({ index: 1, bytes: 2, message: null, raw: 'Cv8=' });
    expect(events[at + 1]).toMatchObject({ type: 'warning', index: 1 });
    expect(endOf(events)).toMatchObject({ code: 0 });
  });

  it('shows a status beyond the 17 as it came, and never one that is no number', async () => {
    const odd = await callTo((stream) =>
      answerWith(stream, hello, { 'grpc-status': '99', 'grpc-message': 'odd' }),
    );
    expect(endOf(odd)).toMatchObject({ code: 99, status: 'CODE_99', message: 'odd' });
    const text = await callTo((stream) => answerWith(stream, hello, { 'grpc-status': 'abc' }));
    expect(endOf(text)).toMatchObject({
      code: null,
      status: 'UNKNOWN',
      message: 'The server ended the call with grpc-status "abc", which is not a number',
    });
    expect(JSON.parse(JSON.stringify(endOf(text)))).toHaveProperty('message');
  });

  it('decodes what can be decoded of a status message', async () => {
    const message = 'a%20b %zz %3Cimg src%3Dx%3E%3F %E2%9C%93';
    const events = await callTo((stream) =>
      answerWith(stream, hello, { 'grpc-status': '5', 'grpc-message': message }),
    );
    expect(endOf(events).message).toBe('a b %zz <img src=x>? ✓');
  });

  it('says when the answer is not gRPC', async () => {
    const events = await callTo((stream) =>
      answerWith(stream, Buffer.from('<html>502 <b>bad</b> gateway</html>'), {}, 'text/html'),
    );
    expect(warnings(events)[0]).toMatch(
      /^127\.0\.0\.1:\d+ answered HTTP 200 \(OK\) with text\/html, not gRPC: “502 bad gateway”\. Check the port and the path$/,
    );
  });

  it('lets one bad error detail hide none of the others', async () => {
    const { root } = protobuf.parse(
      'syntax="proto3"; message Status { int32 code = 1; string message = 2; repeated Any details = 3; } message Any { string type_url = 1; bytes value = 2; }',
    );
    const status = root.lookupType('Status');
    const any = (type: string, value: string) => ({
      typeUrl: `type.googleapis.com/google.rpc.${type}`,
      value: Buffer.from(value, 'hex'),
    });
    const bytes = status
      .encode(
        status.fromObject({
          code: 3,
          details: [any('BadRequest', '0aff'), any('ErrorInfo', '0a0152')],
        }),
      )
      .finish();
    const details = Buffer.from(bytes).toString('base64');
    const events = await callTo((stream) =>
      answerWith(stream, Buffer.alloc(0), {
        'grpc-status': '3',
        'grpc-status-details-bin': details,
      }),
    );
    expect(endOf(events).details).toEqual([
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', value: 'Cv8=' },
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'R' },
    ]);
    expect(warnings(events)).toEqual([expect.stringContaining('An error detail')]);
    const garbage = await callTo((stream) =>
      answerWith(stream, Buffer.alloc(0), {
        'grpc-status': '3',
        'grpc-status-details-bin': 'Gv8=',
      }),
    );
    expect(endOf(garbage).details).toEqual([]);
    expect(warnings(garbage)).toEqual([expect.stringContaining('is not a google.rpc.Status')]);
  });
});
