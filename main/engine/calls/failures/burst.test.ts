import { afterEach, describe, expect, it } from 'vitest';
import { failingCall, watch } from '#engine/testing/failing-call.ts';
import { dataFrame, headersFrame, startFrameServer } from '#engine/testing/frame-server.ts';
import { frame } from '#engine/testing/raw-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
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
});
