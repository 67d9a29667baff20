import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { failingCall, greet } from '../testing/failing-call.ts';
import { dataFrame, headersFrame, startFrameServer } from '../testing/frame-server.ts';
import { answerWith, frame, type RawServer, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { reflection, sampleSet } from '../testing/sources.ts';

const engine = quietEngine();
const wire: string[][] = [];
let server: RawServer;
beforeAll(async () => {
  server = await startRawServer(
    (stream) => answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }),
    {
      onSession: (session) =>
        session.on('stream', (...[, , , raw]: [unknown, unknown, unknown, string[]]) =>
          wire.push(raw),
        ),
    },
  );
});
afterAll(async () => {
  await engine.close();
  server.close();
});

function call(metadata: MetadataPairs, sources: typeof sampleSet | typeof reflection = sampleSet) {
  const schema = {
    target: { address: server.address },
    sources,
    metadata: metadata.map(([name, value]): [string, string] => [name, value]),
  };
  return record(engine, { schema, method: greet, message: '{}', metadata: schema.metadata });
}

it('reaches the wire with repeats in their order, bytes as base64, and no white space around', async () => {
  const { call: called } = await call([
    ['X-A', '1'],
    ['x-raw-bin', '_-8'],
    ['x-b', '  in  between '],
    ['x-a', '2, 3'],
    ['x-raw-bin', 'AA==, AAE'],
    ['x-empty', ''],
    ['7', 'seven'],
  ]);
  expect(await called.ended).toMatchObject({ code: 0 });
  const raw = wire[0] ?? [];
  const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1]]] : []));
  const valuesOf = (name: string) =>
    pairs.filter(([one]) => one === name).map(([, value]) => value);
  expect(valuesOf('x-a')).toEqual(['1', '2, 3']);
  expect(valuesOf('x-raw-bin')).toEqual(['/+8=', 'AA==', 'AAE=']);
  expect(valuesOf('x-b')).toEqual(['in  between']);
  expect(valuesOf('x-empty')).toEqual(['']);
  expect(valuesOf('7')).toEqual(['seven']);
});

it('whose order HTTP/2 here cannot keep is told so, and shown as it was sent', async () => {
  const typed: MetadataPairs = [
    ['x-a', '1'],
    ['x-b', '2'],
    ['X-A', '3'],
  ];
  const { call: called, events } = await call(typed);
  await called.ended;
  const [start, warning, connected] = events;
  expect(start).toMatchObject({ metadata: typed });
  expect(warning).toMatchObject({
    type: 'warning',
    text: 'All values of "x-a" are sent together, where its first one stands: the request headers are in that order',
  });
  const sent = (connected?.type === 'connected' && connected.request) || [];
  expect(sent.filter(([name]) => /^x-[ab]$/.test(name))).toEqual([
    ['x-a', '1'],
    ['x-a', '3'],
    ['x-b', '2'],
  ]);
  const { call: other, events: quiet } = await call(
    [typed[0], typed[2], typed[1]].flatMap((pair) => (pair ? [pair] : [])),
  );
  await other.ended;
  expect(quiet.map(({ type }) => type)).not.toContain('warning');
});

it('of an answer keeps its order and repeats, in headers and trailers', async () => {
  const pairs = [
    ['x-a', '1'],
    ['x-b', '2'],
    ['x-a', '3'],
    ['x-raw-bin', 'AAE,Ag'],
    ['x-b', '2'],
  ] as const;
  const answering = await startFrameServer({
    onRequest: (talk) =>
      talk.write(
        headersFrame(talk.stream, [
          [':status', '200'],
          ['content-type', 'application/grpc'],
          ...pairs,
        ]),
        dataFrame(talk.stream, frame(Buffer.alloc(0))),
        headersFrame(talk.stream, [['x-a', '0'], ['grpc-status', '0'], ...pairs], true),
      ),
  });
  const { events, end } = await failingCall({ target: { address: answering.address } }, answering);
  answering.close();
  const came = [
    ['x-a', '1'],
    ['x-b', '2'],
    ['x-a', '3'],
    ['x-raw-bin', 'AAE='],
    ['x-raw-bin', 'Ag=='],
    ['x-b', '2'],
  ];
  expect(events.find(({ type }) => type === 'headers')).toMatchObject({
    metadata: [['content-type', 'application/grpc'], ...came],
  });
  expect(end).toMatchObject({ code: 0, trailers: [['x-a', '0'], ...came] });
});

it('is refused before anything is sent where HTTP would break it, for reflection too', async () => {
  const before = wire.length;
  const twice = [
    ['authorization', 'a'],
    ['authorization', 'b'],
  ] as const;
  const refused = { error: { code: 'usage', message: expect.stringContaining('given twice') } };
  await expect(call(twice)).rejects.toMatchObject(refused);
  await expect(call(twice, reflection)).rejects.toMatchObject(refused);
  expect(wire).toHaveLength(before);
});
