import { afterAll, expect, it } from 'vitest';
import { greet } from '../testing/failing-call.ts';
import { goawayFrame, startFrameServer } from '../testing/frame-server.ts';
import { answerWith, frame, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record, shape } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

const engine = quietEngine();
afterAll(() => engine.close());

it.each([
  ['that answers before it has read the message', 'application/grpc'],
  ['that is none of gRPC', 'application/json'],
])(
  'tells what was sent before what answers it, with rising times: a server %s',
  async (_what, contentType) => {
    const server = await startRawServer((stream) =>
      answerWith(stream, frame(Buffer.from([0x0a, 200])), { 'grpc-status': '99' }, contentType),
    );
    const schema = { target: { address: server.address }, sources: sampleSet };
    for (let turn = 0; turn < 3; turn += 1) {
      const { call, events } = await record(engine, { schema, method: greet, message: '{}' });
      await call.ended;
      const at = events.map((event) => event.at);
      expect(at).toEqual([...at].sort((one, other) => one - other));
      expect(shape(events).slice(0, 3)).toEqual(['start', 'sent', 'headers']);
    }
    server.close();
  },
);

it('tells a GOAWAY that comes during a call', async () => {
  const server = await startFrameServer({
    onRequest: (talk) => talk.write(goawayFrame(2 ** 31 - 1, 0), goawayFrame(talk.stream, 0)),
  });
  const schema = { target: { address: server.address }, sources: sampleSet };
  const recorded = await record(engine, { schema, method: greet, message: '{}' });
  expect(await recorded.until('warning')).toMatchObject({
    text: 'The server sent GOAWAY NO_ERROR (0): it takes no more calls over this connection, and lets this one go on',
  });
  recorded.call.cancel();
  expect(await recorded.call.ended).toMatchObject({ status: 'CANCELLED' });
  expect(shape(recorded.events).filter((type) => type === 'warning')).toHaveLength(1);
  server.close();
});
