import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionState } from '#app/contract/index.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { createEngine, type Engine } from './index.ts';
import { holdCalls } from './testing/held-calls.ts';
import { record } from './testing/recorded-call.ts';
import { reflection } from './testing/sources.ts';

const MB = 1024 * 1024;
const watch = 'sample.market.v1.Market/Watch';

describe('limits', () => {
  let server: SampleServer;
  let schema: SchemaRef;
  let engine: Engine;
  const told: ConnectionState['state'][] = [];
  beforeAll(async () => {
    server = await startSampleServer();
    engine = createEngine({ cwd: '/', onConnection: ({ state }) => told.push(state) });
    schema = { target: { address: server.address }, sources: reflection };
  });
  afterAll(async () => {
    await engine.close();
    await server.close();
  });

  const large = '{"symbol":"DPX","count":1,"payloadBytes":700000}';

  it('of a received message apply to later calls, and leave open streams alone', async () => {
    const talk = await record(engine, { schema, method: 'sample.chat.v1.Chat/Converse' });
    await talk.call.send('{"room":"limits","author":"Ada","text":"before"}');
    await talk.until('received', 2);

    engine.configure({ maxReceiveBytes: MB / 2, keptBytes: 256 * MB });
    const refused = await record(engine, { schema, method: watch, message: large });
    expect(await refused.call.ended).toMatchObject({ code: 8, status: 'RESOURCE_EXHAUSTED' });

    // Several at once, as they all ask for the new connection.
    engine.configure({ maxReceiveBytes: MB, keptBytes: 256 * MB });
    const calls = await Promise.all(
      [1, 2, 3].map(() => record(engine, { schema, method: watch, message: large })),
    );
    for (const { call, until } of calls) {
      expect(await call.ended).toMatchObject({ code: 0 });
      expect((await until('received', 1)).bytes).toBeGreaterThan(700_000);
    }

    await talk.call.send('{"room":"limits","author":"Ada","text":"after"}');
    expect(await talk.until('received', 3)).toMatchObject({ message: { text: 'AFTER' } });
    talk.call.halfClose();
    expect(await talk.call.ended).toMatchObject({ code: 0 });
    expect(told).not.toContain('not-connected');
  });

  it('of the payloads kept let the oldest go', async () => {
    engine.configure({ maxReceiveBytes: MB, keptBytes: 8 * MB });
    const held = holdCalls(engine);
    const message = '{"symbol":"DPX","count":100,"payloadBytes":200000}';
    await held.start('feed', { schema, method: watch, message });
    await held.until('feed', ({ phase }) => phase === 'ended');
    const rows = await held.calls.get('feed').rows(0, 200);
    const received = rows.filter(({ type }) => type === 'received');
    const kept = received.filter(({ preview }) => !preview.startsWith('no longer kept'));
    expect(received).toHaveLength(100);
    // At least one block, at most two, of 20 messages each.
    expect(kept.length).toBeGreaterThanOrEqual(20);
    expect(kept.length).toBeLessThanOrEqual(40);
    expect(kept.at(-1)).toBe(received.at(-1));
  });
});
