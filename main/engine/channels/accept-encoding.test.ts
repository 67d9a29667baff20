import { afterAll, expect, it } from 'vitest';
import { frame, startRawServer } from '../testing/raw-server.ts';
import { quietEngine, record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

const engine = quietEngine();
afterAll(() => engine.close());

it('a list of encodings with spaces is understood: the second call is compressed like the first', async () => {
  const server = await startRawServer((stream) => {
    const headers = {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-accept-encoding': 'identity, deflate, gzip',
    };
    stream.respond(headers, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(frame(Buffer.alloc(0)));
  });
  for (let made = 1; made <= 2; made += 1) {
    const { call } = await record(engine, {
      schema: { target: { address: server.address }, sources: sampleSet },
      method: 'sample.greeter.v1.Greeter/SayHello',
      message: JSON.stringify({ name: 'a'.repeat(1000) }),
      options: { compression: 'gzip' },
    });
    expect(await call.ended).toMatchObject({ code: 0 });
  }
  expect(server.requests.map((headers) => headers['grpc-encoding'])).toEqual(['gzip', 'gzip']);
  server.close();
});
