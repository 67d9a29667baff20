import { afterEach, describe, expect, it } from 'vitest';
import { startSockets } from '#engine/testing/doctor/doctor-case.ts';
import { failingCall, greet, watch } from '#engine/testing/failing-call.ts';
import {
  type FrameServerOptions,
  mostStreamsFrame,
  settingFrame,
  startFrameServer,
} from '#engine/testing/frame-server.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { sampleSet } from '#engine/testing/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

async function started(options: FrameServerOptions) {
  const server = await startFrameServer(options);
  closing.push(() => server.close());
  return server;
}

async function lateCallTo(options: FrameServerOptions, method = greet) {
  const server = await started(options);
  const target = { address: server.address };
  const { sentence } = await failingCall({ target, method, deadline: '300ms' }, server);
  return sentence;
}

describe('a call whose deadline passes because the server does not let it begin', () => {
  it('says that no stream may be open', async () => {
    expect(
      await lateCallTo({ onConnection: (talk) => talk.write(mostStreamsFrame(0)) }, watch),
    ).toBe(
      '4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before the call went out: host:port admits no call: by its HTTP/2 settings, 0 streams may be open at once. It may be starting, or shutting down: try again later, or look at its log.',
    );
  });

  it('says that all streams are taken', async () => {
    let requests = 0;
    const server = await started({
      onConnection: (talk) => talk.write(mostStreamsFrame(1)),
      onRequest: () => {
        requests += 1;
      },
    });
    const engine = quietEngine();
    closing.push(() => engine.close());
    const schema = { target: { address: server.address }, sources: sampleSet };
    const first = await record(engine, { schema, method: watch, deadline: '', message: '{}' });
    await first.until('sent');
    const second = await record(engine, {
      schema,
      method: greet,
      deadline: '300ms',
      message: '{}',
    });
    const { message } = await second.call.ended;
    expect(message.replaceAll(server.address, 'host:port')).toBe(
      'The deadline of 300 ms passed before the call went out: by its HTTP/2 settings, host:port lets 1 stream be open at once, and other calls have it. End one of them, or try again when they are over.',
    );
    expect(requests).toBe(1);
  });

  it('says that no message may be sent', async () => {
    expect(await lateCallTo({ onConnection: (talk) => talk.write(settingFrame(4, 0)) })).toBe(
      '4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before the message went out: host:port takes no message: by its HTTP/2 settings, the window of a stream is 0 bytes. Look at the settings of the server, and at its log.',
    );
  });

  it('says so of none that went out', async () => {
    expect(
      await lateCallTo({ onConnection: (talk) => talk.write(mostStreamsFrame(1)) }, watch),
    ).toBe('4 DEADLINE_EXCEEDED: The deadline of 300 ms passed before host:port answered anything');
  });
});

it('a call to a server whose settings are not allowed fails at once, with why', async () => {
  const { place, close } = await startSockets((socket) =>
    socket.once('data', () => socket.write(settingFrame(5, 100))),
  );
  closing.push(close);
  const { end } = await failingCall({ target: { address: place } });
  expect(`${end.code} ${end.message.replaceAll(place, 'host:port')}`).toBe(
    '14 host:port breaks the rules of HTTP/2 with its settings: the longest frame is 100 bytes, and may be 16384 to 16777215. Look at the settings of the server, or of the proxy before it.',
  );
});
