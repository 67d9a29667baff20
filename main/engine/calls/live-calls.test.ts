import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Events } from '#app/contract/index.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { createEngine, type Engine, type LiveCalls } from '../index.ts';
import { reflection } from '../testing/sources.ts';

const limits = { maxReceiveBytes: 1024 * 1024, keptBytes: 64 * 1024 * 1024 };

type Progress = Events['calls.progress'];

describe('live calls', () => {
  let server: SampleServer;
  let engine: Engine;
  let calls: LiveCalls;
  const progress: Progress[] = [];
  let onProgress: () => void = () => {};
  beforeAll(async () => {
    server = await startSampleServer();
    engine = createEngine({ cwd: '/', onConnection: () => {} });
    calls = engine.holdCalls({
      onProgress: (event) => {
        progress.push(event);
        onProgress();
      },
    });
  });
  afterAll(async () => {
    await engine.close();
    await server.close();
  });

  async function start(callId: string, method: string, message?: string): Promise<void> {
    await calls.start({
      callId,
      schema: { target: { address: server.address }, sources: reflection },
      method,
      metadata: [],
      deadline: '',
      ...(message !== undefined && { message }),
    });
  }
  function until(condition: (summary: Progress['summary']) => boolean): Promise<Progress> {
    return new Promise((resolve) => {
      onProgress = () => {
        const last = progress.at(-1);
        if (last !== undefined && condition(last.summary)) resolve(last);
      };
      onProgress();
    });
  }

  it('shows messages in the form that holds when they are looked at', async () => {
    await start('formed', 'sample.greeter.v1.Greeter/SayHello', '{"name":"Ada"}');
    const ended = () => until(({ callId, phase }) => callId === 'formed' && phase === 'ended');
    const { summary } = await ended();
    const call = calls.get('formed');
    const rows = await call.rows(0, summary.events);
    const preview = async () => (await call.rows(seq, 1))[0]?.preview;
    const seq = rows.find(({ type }) => type === 'sent')?.seq ?? -1;
    expect(await preview()).toBe('{"name":"Ada"}');
    engine.configure({ ...limits, shownAs: { emitDefaults: true } });
    const shown = '{"name":"Ada","id":"0","ticket":"0"}';
    expect(await preview()).toBe(shown);
    expect(JSON.stringify(JSON.parse((await call.detail(seq)).text))).toBe(shown);
    expect(JSON.stringify(JSON.parse(await call.text(seq, 'json')))).toBe(shown);
    engine.configure(limits);
    expect(await preview()).toBe('{"name":"Ada"}');
  });

  it('holds a flood and tells of it in few, bounded steps', async () => {
    progress.length = 0;
    await start(
      'flood',
      'sample.market.v1.Market/Watch',
      '{"symbol":"DPX","count":100000,"payloadBytes":100}',
    );
    const { summary, tail } = await until(({ phase }) => phase === 'ended');
    expect(summary).toMatchObject({
      received: 100_000,
      sent: 1,
      end: { code: 0 },
      halfClosed: true,
    });
    expect(progress.every((event) => event.tail.length <= 60)).toBe(true);
    // Told in steps, not message by message.
    expect(progress.length).toBeLessThan(2000);
    expect(tail.at(-1)).toMatchObject({ seq: summary.events - 1, type: 'end', preview: 'OK 0' });
    const rows = await calls.get('flood').rows(50_000, 3);
    expect(rows.map(({ seq }) => seq)).toEqual([50_000, 50_001, 50_002]);
    const first = await firstSequence(calls);
    for (const row of rows) {
      const { text } = await calls.get('flood').detail(row.seq);
      const { sequence } = JSON.parse(text) as { sequence: string };
      expect(Number(sequence)).toBe((row.index ?? 0) - 1 + first);
    }
    calls.release('flood');
    expect(() => calls.get('flood')).toThrow('no longer held');
  });

  it('previews a large message by its first fields, and shows it whole on request', async () => {
    progress.length = 0;
    await start(
      'large',
      'sample.market.v1.Market/Watch',
      '{"symbol":"DPX","count":1,"payloadBytes":1000000}',
    );
    await until(({ phase }) => phase === 'ended');
    const live = calls.get('large');
    const row = (await live.rows(0, 20)).find(({ type }) => type === 'received');
    expect(row?.preview.length).toBeLessThanOrEqual(201);
    expect(row?.preview).toContain('"symbol":"DPX"');
    expect(row?.preview.endsWith('…')).toBe(true);
    const seq = row?.seq ?? -1;
    expect(await live.detail(seq)).toEqual({ row, text: '', omitted: 0, isLarge: true });
    const text = await calls.copyMessage('large', seq, 'json');
    expect(JSON.parse(text)).toMatchObject({ symbol: 'DPX', payload: expect.any(String) });
  });

  it('refuses an id that is taken, and cancels what is released', async () => {
    await start('twice', 'sample.market.v1.Market/Watch', '{"rate":10}');
    await expect(start('twice', 'sample.market.v1.Market/Watch', '{}')).rejects.toThrow(
      'already a call',
    );
    const { call } = calls.get('twice');
    calls.release('twice');
    const message = 'Cancelled because its request was closed';
    expect(await call.ended).toMatchObject({ code: 1, message });
  });
});

async function firstSequence(calls: LiveCalls): Promise<number> {
  const live = calls.get('flood');
  const first = (await live.rows(0, 10)).find(({ type }) => type === 'received');
  const { text } = await live.detail(first?.seq ?? -1);
  return Number((JSON.parse(text) as { sequence: string }).sequence ?? 0);
}
