import { afterEach, describe, expect, it, vi } from 'vitest';
import { failingCall, watch } from '#engine/testing/failing-call.ts';
import { dataFrame, headersFrame, startFrameServer } from '#engine/testing/frame-server.ts';
import { answerWith, frame, startRawServer } from '#engine/testing/raw-server.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { sampleSet } from '#engine/testing/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('messages that come in one piece with the failure behind them', () => {
  it.each([
    [
      'in a frame each',
      (body: Buffer, stream: number) => Array.from({ length: 50 }, () => dataFrame(stream, body)),
    ],
    [
      'in one frame',
      (body: Buffer, stream: number) => [
        dataFrame(stream, Buffer.concat(Array.from({ length: 50 }, () => body))),
      ],
    ],
  ])('are all told before the end: %s', async (_, data) => {
    const server = await startFrameServer({
      onRequest: (talk) =>
        talk.write(
          headersFrame(talk.stream, { ':status': '200', 'content-type': 'application/grpc' }),
          ...data(frame(Buffer.alloc(0)), talk.stream),
          headersFrame(talk.stream, { 'grpc-status': '3', 'grpc-message': 'no more' }, true),
        ),
    });
    closing.push(() => server.close());
    const { events } = await failingCall(
      { target: { address: server.address }, method: watch },
      server,
    );
    expect(events.filter(({ type }) => type === 'received')).toHaveLength(50);
    expect(events.at(-1)).toMatchObject({ type: 'end', code: 3, message: 'no more' });
  });

  it('are all told before the end: to a call that was paused when it came', async () => {
    const large = frame(Buffer.alloc(20_000));
    const trailers = { 'grpc-status': '3', 'grpc-message': 'no more' };
    const server = await startRawServer((stream) => {
      const isWatched = server.requests.length === 1;
      answerWith(stream, isWatched ? Buffer.concat(Array(30).fill(large)) : large, trailers);
    });
    const engine = quietEngine();
    closing.push(() => engine.close());
    closing.push(() => server.close());
    const composed = {
      schema: { target: { address: server.address }, sources: sampleSet },
      method: watch,
      message: '{}',
    };
    const { call, events, until } = await record(engine, composed);
    await until('headers');
    call.pause();
    await vi.waitFor(() => expect(server.closeCodes).toEqual([0]));
    // What comes over the same connection comes behind it.
    const next = await record(engine, composed);
    await next.call.ended;
    call.resume();
    expect(await call.ended).toMatchObject({ code: 3, message: 'no more' });
    expect(events.filter(({ type }) => type === 'received')).toHaveLength(30);
  });
});
