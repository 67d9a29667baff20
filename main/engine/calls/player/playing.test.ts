import type { ServerHttp2Stream } from 'node:http2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Playing } from '#app/contract/player.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import type { Engine } from '#engine';
import { type HeldCalls, holdCalls, shown } from '#engine/testing/held-calls.ts';
import { startRawServer } from '#engine/testing/raw-server.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection, sampleSet } from '#engine/testing/sources.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const upload = 'sample.telemetry.v1.Telemetry/Upload';
const converse = 'sample.chat.v1.Chat/Converse';
const fast: Playing['rhythm'] = { kind: 'fast' };
const folders = new TestFolders();

let server: SampleServer;
let schema: SchemaRef;
let engine: Engine;
let held: HeldCalls;
beforeAll(async () => {
  server = await startSampleServer();
  schema = { target: { address: server.address }, sources: reflection };
});
beforeEach(() => {
  engine = quietEngine();
  held = holdCalls(engine, folders.make());
});
afterEach(() => engine.close());
afterAll(async () => {
  await server.close();
  folders.delete();
});

function playing(text: string, more: Partial<Playing> = {}): Playing {
  const source = { kind: 'messages', text } as const;
  return { source, rhythm: fast, repeat: 1, thenFinish: false, ...more };
}
const played = (callId: string) => held.until(callId, (now) => now.played?.isPlaying === false);
const ended = (callId: string) => held.until(callId, ({ phase }) => phase === 'ended');
const texts = async (callId: string, type: string) =>
  (await shown(held.calls, callId)).flatMap(({ row, text }) => (row.type === type ? [text] : []));

describe('prepared messages', () => {
  it('are all sent in their order, as often as asked for, and then the half-close', async () => {
    await held.start('up', { schema, method: upload });
    await held.calls.play(
      'up',
      playing('{"value":1} {"value":2}\n{"value":3}', { repeat: 2_000, thenFinish: true }),
    );
    const { summary } = await ended('up');
    expect(summary).toMatchObject({
      sent: 6_000,
      end: { code: 0 },
      played: { sent: 6_000, of: 6_000, skipped: 0, isPlaying: false },
    });
    const rows = await held.calls.get('up').rows(2, 5);
    expect(rows.map(({ preview }) => preview)).toEqual(
      [1, 2, 3, 1, 2].map((value) => `{"value":${value}}`),
    );
    const [answer] = await texts('up', 'received').then((found) =>
      found.map((text) => JSON.parse(text)),
    );
    expect(answer).toMatchObject({ count: '6000', sum: 12_000 });
  });

  it('are made for each time that one is sent', async () => {
    await held.start('talk', { schema, method: converse });
    const text =
      '{"room":"{{room}}","author":"{{uuid}}","text":"{{unix-ms}}"} // {{note}}\n{"text":"same"}';
    const variables = [{ name: 'room', value: '{{base64 key}}', type: 'text' } as const];
    const values = { variables, secrets: [['key', 'k']] satisfies [string, string][], env: [] };
    const rhythm = { kind: 'interval', ms: 5, jitter: 0 } as const;
    await held.calls.play(
      'talk',
      playing('', { source: { kind: 'messages', text, values }, rhythm, repeat: 3 }),
    );
    const { summary } = await played('talk');
    expect(summary.played).toMatchObject({ sent: 6, of: 6, skipped: 0 });
    const sent = (await texts('talk', 'sent')).map((one) => JSON.parse(one));
    const made = sent.filter(({ room }) => room === 'aw==');
    expect(new Set(made.map(({ author }) => author)).size).toBe(3);
    expect(made.every(({ text: at }) => /^\d{13}$/.test(at))).toBe(true);
    expect(sent.filter((one) => one.text === 'same')).toHaveLength(3);
  });

  it('leave the stream open, to be played again and sent by hand', async () => {
    await held.start('talk', { schema, method: converse });
    const text = '{"room":"again","text":"one"}';
    await held.calls.play(
      'talk',
      playing(text, { rhythm: { kind: 'interval', ms: 1, jitter: 0.5 }, repeat: 3 }),
    );
    expect((await played('talk')).summary).toMatchObject({
      phase: 'streaming',
      played: { sent: 3, of: 3 },
    });
    await held.calls.get('talk').call.send(text);
    await held.calls.play('talk', playing(text));
    const { summary } = await held.until(
      'talk',
      (now) => now.played?.of === 1 && !now.played.isPlaying,
    );
    expect(summary).toMatchObject({ sent: 5, halfClosed: false });
  });

  it('are none of them sent when one is wrong, which is named with its place', async () => {
    await held.start('up', { schema, method: upload });
    await expect(
      held.calls.play('up', playing('{"value":1}\n{"value":"ten"}')),
    ).rejects.toMatchObject({
      error: { code: 'message-invalid', message: 'Message 2: $.value: expected double, got "ten"' },
    });
    await expect(held.calls.play('up', playing(' '))).rejects.toThrow(
      'There is no message to play',
    );
    const rhythm = { kind: 'recorded', speed: 1 } as const;
    await expect(held.calls.play('up', playing('{}', { rhythm }))).rejects.toThrow('have no times');
    expect(held.calls.get('up').summary()).toMatchObject({ sent: 0 });
    expect(held.calls.get('up').summary()).not.toHaveProperty('played');
  });

  it('are refused where nothing can be sent, and while others are played', async () => {
    await held.start('up', { schema, method: upload });
    const slow = playing('{} {}', { rhythm: { kind: 'interval', ms: 3_600_000, jitter: 0 } });
    const first = held.calls.play('up', slow);
    await expect(held.calls.play('up', slow)).rejects.toThrow('Messages are played already');
    await first;
    await expect(held.calls.play('up', slow)).rejects.toThrow('Messages are played already');
    const { call } = held.calls.get('up');
    call.halfClose();
    await ended('up');
    await expect(held.calls.play('up', slow)).rejects.toThrow('This call has ended');
    const greet = 'sample.greeter.v1.Greeter/SayHello';
    await held.start('hello', { schema, method: greet, message: '{}' });
    await expect(held.calls.play('hello', slow)).rejects.toMatchObject({
      error: { code: 'no-such-call' },
    });
  });
});

describe('a playing that waits for its next message', () => {
  const slow = playing('{"room":"slow"}', {
    rhythm: { kind: 'interval', ms: 3_600_000, jitter: 0 },
    repeat: 5,
  });
  beforeEach(async () => {
    await held.start('talk', { schema, method: converse });
    await held.calls.play('talk', slow);
    await held.until('talk', (now) => now.played?.sent === 1);
  });

  it('is stopped by hand, and the stream goes on', async () => {
    held.calls.get('talk').player.stop();
    const { summary } = await played('talk');
    expect(summary).toMatchObject({ phase: 'streaming', played: { sent: 1, of: 5 } });
  });

  it('is stopped by the half-close, by the cancel, and by the call’s end', async () => {
    held.calls.get('talk').call.halfClose();
    expect((await played('talk')).summary.played).toMatchObject({ sent: 1, of: 5 });
    await held.start('other', { schema, method: converse });
    await held.calls.play('other', slow);
    held.calls.get('other').call.cancel();
    expect((await played('other')).summary).toMatchObject({ played: { of: 5 } });
  });
});

it('a playing sends nothing while it is held, and goes on after it', async () => {
  await held.start('up', { schema, method: upload });
  const { player } = held.calls.get('up');
  player.hold(true);
  await held.calls.play('up', playing('{}', { repeat: 3, thenFinish: true }));
  // Would have sent by then.
  await held.calls.get('up').call.send('{"value":1}');
  expect(held.calls.get('up').summary()).toMatchObject({ sent: 1, played: { sent: 0, of: 3 } });
  player.hold(false);
  expect((await ended('up')).summary).toMatchObject({ sent: 4, played: { sent: 3, of: 3 } });
});

describe('messages of a past call', () => {
  it('are sent as they were, from the history, until all of them are', async () => {
    await held.start('first', { schema, method: upload });
    const { call } = held.calls.get('first');
    for (const value of [1, 2, 3]) await call.send(`{"value":${value},"sensor":"s"}`);
    call.halfClose();
    await ended('first');
    await held.calls.resume([]);
    // Until the history has all of it.
    await vi.waitFor(() => held.calls.open('first'));
    held.calls.release('first');
    await held.start('second', { schema, method: upload });
    await held.calls.play('second', {
      source: { kind: 'call', callId: 'first' },
      rhythm: { kind: 'recorded', speed: 100 },
      repeat: 2,
      thenFinish: true,
    });
    const { summary } = await ended('second');
    expect(summary).toMatchObject({ sent: 6, played: { sent: 6, of: 6, skipped: 0 } });
    expect((await texts('second', 'sent')).map((text) => JSON.parse(text).value)).toEqual([
      1, 2, 3, 1, 2, 3,
    ]);
    // Nobody has it open any more.
    await held.calls.delete(['first']);
    expect(
      (await held.calls.list({ from: 0, count: 10 })).items.map(({ callId }) => callId),
    ).toEqual(['second']);
  });

  it('are warned of where they are no longer kept, the first of them one by one', async () => {
    engine.configure({ maxReceiveBytes: 4_000_000, keptBytes: 1 });
    const sensor = 'x'.repeat(300_000);
    await held.start('long', { schema, method: upload, secrets: 'unkept' });
    const text = Array.from(
      { length: 40 },
      (_, value) => `{"value":${value},"sensor":"${sensor}"}`,
    ).join('\n');
    await held.calls.play('long', playing(text, { thenFinish: true }));
    await ended('long');
    await held.start('again', { schema, method: upload });
    await held.calls.play('again', {
      source: { kind: 'call', callId: 'long' },
      rhythm: fast,
      repeat: 1,
      thenFinish: true,
    });
    const { summary } = await ended('again');
    const { skipped = 0, sent, of } = summary.played ?? {};
    expect([of, sent]).toEqual([40, 40 - skipped]);
    expect(skipped).toBeGreaterThan(20);
    const warnings = await texts('again', 'warning');
    expect(warnings).toHaveLength(21);
    expect(warnings[0]).toMatch(/^Message \d+ of the past call is not played: no longer kept/);
    expect(warnings[20]).toBe(`Of the past call ${skipped - 20} more messages could not be played`);
  });

  it('are refused of another type, of none, and of a call that goes on or is not there', async () => {
    await held.start('talk', { schema, method: converse });
    await held.start('up', { schema, method: upload });
    const play = (callId: string) =>
      held.calls.play('up', {
        source: { kind: 'call', callId },
        rhythm: fast,
        repeat: 1,
        thenFinish: false,
      });
    await expect(play('talk')).rejects.toThrow('This call has not ended');
    held.calls.get('talk').call.halfClose();
    await ended('talk');
    await expect(play('talk')).rejects.toThrow('The past call sent no message');
    await expect(play('never')).rejects.toThrow('never cannot be read back');
    await held.start('said', { schema, method: converse });
    await held.calls.get('said').call.send('{}');
    held.calls.get('said').call.cancel();
    await ended('said');
    await expect(play('said')).rejects.toThrow(
      'The past call sent messages of sample.chat.v1.ConverseRequest, and sample.telemetry.v1.Telemetry/Upload takes sample.telemetry.v1.Reading',
    );
  });
});

describe('a server that takes nothing', () => {
  const size = 10_000;
  /** A call `slow` to one that takes nothing until it is told to. */
  const startSlow = async () => {
    let resume = () => {};
    const server = await startRawServer((stream: ServerHttp2Stream) => {
      stream.pause();
      resume = () => stream.resume();
    });
    const schema = { target: { address: server.address }, sources: sampleSet };
    await held.start('slow', { schema, method: upload });
    return { server, resume: () => resume() };
  };
  it('holds back small messages too: of those played each went', async () => {
    const slow = await startSlow();
    const text = `{"sensor":"${'x'.repeat(100)}"}`;
    await held.calls.play('slow', playing(text, { repeat: 5000 }));
    // The window of HTTP/2 is full, and much more would go into what grpc-js keeps should it have to try again.
    const { summary } = await held.until('slow', ({ sent }) => sent > 400);
    expect(summary.played).toMatchObject({ of: 5000, isPlaying: true });
    slow.resume();
    expect((await played('slow')).summary).toMatchObject({ sent: 5000, played: { sent: 5000 } });
    const ahead = held.progress.map((one) => (one.summary.played?.sent ?? 0) - one.summary.sent);
    expect(Math.max(...ahead)).toBe(0);
    held.calls.get('slow').call.cancel();
    await ended('slow');
    slow.server.close();
  });

  it('is not said to play again when something goes that was under way as that was stopped', async () => {
    const slow = await startSlow();
    const text = `{"sensor":"${'x'.repeat(size)}"}`;
    await held.calls.play('slow', playing(text, { repeat: 100_000 }));
    await held.until('slow', ({ sent }) => sent > 4);
    held.calls.get('slow').player.stop();
    const { sent } = (await played('slow')).summary;
    slow.resume();
    // All that was under way went.
    await held.calls.get('slow').call.send('{}');
    const { summary } = await held.until('slow', (now) => now.sent > sent);
    const now = held.calls.get('slow').summary();
    expect(now.played).toMatchObject({ sent: now.sent - 1, isPlaying: false });
    // And that was what the transport had already.
    expect(now.sent - 1 - sent).toBeLessThanOrEqual(1);
    expect(summary.played?.isPlaying).toBe(false);
    held.calls.get('slow').call.cancel();
    await ended('slow');
    slow.server.close();
  });

  it('holds a playing back, which can be stopped all the same', async () => {
    const silent = await startRawServer((stream: ServerHttp2Stream) => stream.pause());
    await held.start('stuck', {
      schema: { target: { address: silent.address }, sources: sampleSet },
      method: upload,
    });
    const text = `{"sensor":"${'x'.repeat(size)}"}`;
    await held.calls.play('stuck', playing(text, { repeat: 100_000 }));
    let before = -1;
    let now = 0;
    // It comes no further: it never will.
    while (before !== now) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 300));
      now = held.calls.get('stuck').summary().played?.sent ?? 0;
    }
    // The window of HTTP/2, and what grpc-js keeps should it have to try again.
    expect(now * size).toBeLessThan(4_000_000);
    held.calls.get('stuck').player.stop();
    expect((await played('stuck')).summary).toMatchObject({
      phase: 'streaming',
      played: { of: 100_000, isPlaying: false },
    });
    held.calls.get('stuck').call.cancel();
    await ended('stuck');
    silent.close();
  });
});
