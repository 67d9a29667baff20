import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextFound, TextInfo, TextRow } from '#app/contract/index.ts';
import { createEngine, type Engine, type LiveCalls } from '#engine';
import { builtThread } from '#engine/testing/built-thread.ts';
import { startLargeAnswers } from '#engine/testing/large-answers.ts';
import { reflection } from '#engine/testing/sources.ts';

const MB = 1024 * 1024;

describe('a large message', () => {
  let server: Awaited<ReturnType<typeof startLargeAnswers>>;
  let engine: Engine;
  let calls: LiveCalls;
  let started = 0;
  const told: TextInfo[] = [];
  const found: TextFound[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const one of waiting) one();
  };

  beforeAll(async () => {
    const code = await builtThread('calls/decoder');
    server = await startLargeAnswers();
    engine = createEngine({
      cwd: '/',
      onConnection: () => {},
      startDecoder: () => {
        started += 1;
        return new Worker(started === 1 ? 'throw new Error("broken")' : code, { eval: true });
      },
    });
    calls = engine.holdCalls({
      onProgress: look,
      texts: {
        onText: (info) => {
          told.push(info);
          look();
        },
        onFound: (one) => {
          found.push(one);
          look();
        },
      },
    });
  });
  afterAll(async () => {
    await engine.close();
    server.close();
  });

  function until<T>(what: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const one = () => {
        const value = what();
        if (value === undefined || value === false) return;
        waiting.delete(one);
        resolve(value);
      };
      waiting.add(one);
      one();
    });
  }

  /** The seq of the answer. */
  async function call(callId: string, method: string, bytes: number): Promise<number> {
    await calls.start({
      callId,
      schema: { target: { address: server.address }, sources: reflection },
      method: `large.Large/${method}`,
      metadata: [],
      deadline: '',
      message: JSON.stringify({ bytes }),
    });
    await until(() => calls.get(callId).summary().phase === 'ended');
    const rows = await calls.get(callId).rows(0, 20);
    return rows.findIndex(({ type }) => type === 'received');
  }

  const written = (textId: string) =>
    until(() => told.findLast((info) => info.textId === textId && info.isDone));
  const texts = (rows: readonly TextRow[]) => rows.map(({ text }) => text);

  it('is told when its thread breaks, and is written by the next one', async () => {
    const seq = await call('broken-thread', 'Items', MB / 2);
    expect(await calls.get('broken-thread').detail(seq)).toMatchObject({ text: '', isLarge: true });
    const { textId } = calls.openText('broken-thread', seq);
    expect(await written(textId)).toMatchObject({
      rows: 0,
      fault: 'Writing the message as text failed: broken',
    });
    const again = calls.openText('broken-thread', seq);
    expect(again.textId).not.toBe(textId);
    expect(await written(again.textId)).not.toHaveProperty('fault');
  });

  it('of 64 MB is received, and is there line by line, the first ones before the last', async () => {
    const seq = await call('items', 'Items', 64 * MB);
    const opened = calls.openText('items', seq);
    const { textId } = opened;
    const first = await until(() => told.find((info) => info.textId === textId && info.rows > 0));
    expect(first.isDone).toBe(false);
    const begin = calls.texts.get(textId).rows(0, 6).rows;
    expect(texts(begin)).toEqual([
      '{',
      '  "items": [',
      '    {',
      '      "id": "1",',
      '      "name": "Item 1",',
      '      "sold": true,',
    ]);
    expect(begin.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    const info = await written(textId);
    expect(info).toMatchObject({ kind: 'json', rows: info.lines, notes: [] });
    expect(texts(calls.texts.get(textId).rows(info.rows - 4, 10).rows)).toEqual([
      '    }',
      '  ],',
      '  "last": "This is the end"',
      '}',
    ]);
    expect(calls.openText('items', seq)).toEqual(info);
  }, 120_000);

  it('is looked through for words', async () => {
    const seq = await call('words', 'Items', 4 * MB);
    const info = await written(calls.openText('words', seq).textId);
    const text = calls.texts.get(info.textId);
    text.find('one', 'MÁLAGA', false);
    const all = await until(() =>
      found.findLast(({ findId, isDone }) => findId === 'one' && isDone),
    );
    expect(all.matches).toBeGreaterThan(10_000);
    for (const index of [0, 5000, all.matches - 1]) {
      const match = text.match('one', { index });
      const [row] = text.rows(match?.row ?? -1, 1).rows;
      expect(row?.text.slice(match?.column)).toBe('Málaga"');
    }
    const from = text.match('one', { row: 60_000 });
    expect(from?.row).toBeGreaterThanOrEqual(60_000);
    expect(text.match('one', { index: (from?.index ?? 0) - 1 })?.row).toBeLessThan(60_000);
    expect(text.match('one', { index: all.matches })).toBeUndefined();
    text.find('two', 'nowhere', true);
    await until(() => found.findLast(({ findId, isDone }) => findId === 'two' && isDone));
    expect(found.at(-1)).toMatchObject({ matches: 0, isMore: false });
    expect(() => text.match('one', { index: 0 })).toThrow('by now');
  });

  it('with a line that is longer than any window shows it in parts', async () => {
    const seq = await call('blob', 'Blob', 8 * MB);
    const { textId } = calls.openText('blob', seq);
    const info = await written(textId);
    expect(info).toMatchObject({ lines: 4, longest: 500 });
    const text = calls.texts.get(textId);
    const rows = text.rows(10_000, 3).rows;
    expect(rows.every((row) => row.line === 2 && row.isContinued && row.text.length === 500)).toBe(
      true,
    );
    const base64 = Buffer.alloc(8 * MB, 'Duplex').toString('base64');
    const at = 9_999 * 500;
    const shown = texts(rows).join('');
    expect(shown === `  "blob": "${base64}",`.slice(at, at + 1500)).toBe(true);
    expect(text.copy(0, 3)).toHaveLength(2 + 1000);
    expect(texts(text.rows(info.rows - 2, 2).rows)).toEqual(['  "last": "This is the end"', '}']);
  });

  it('that is not of its type is shown as its first bytes, with the reason', async () => {
    const seq = await call('damaged', 'Broken', MB);
    const events = await calls.get('damaged').rows(seq, 10);
    // It was looked at in the thread, and the end waited for that.
    expect(events.map(({ type }) => type)).toEqual(['received', 'warning', 'end']);
    expect(events[1]?.preview).toContain('does not decode as large.Answer');
    const { textId } = calls.openText('damaged', seq);
    const info = await written(textId);
    expect(info).toMatchObject({
      kind: 'hex',
      rows: 4096,
      notes: [
        expect.stringMatching(/^The payload does not decode as large.Answer: at byte \d+/),
        expect.stringMatching(/^These are its first 64 KB of 109\d KB$/),
      ],
    });
    const [row] = calls.texts.get(textId).rows(0, 1).rows;
    expect(row?.text).toMatch(/^00000000 {2}0a [0-9a-f ]+ {2}.{16}$/);
  });

  it('is copied up to a bound', async () => {
    const seq = await call('copied', 'Items', MB);
    const whole = await calls.copyMessage('copied', seq, 'json');
    expect(whole).toBe(await calls.get('copied').text(seq, 'json'));
    expect(whole).toBe(JSON.stringify(JSON.parse(whole), null, 2));
    const large = await call('too-much', 'Items', 8 * MB);
    await expect(calls.copyMessage('too-much', large, 'json')).rejects.toThrow(
      /more than the 16 MB that are copied at once/,
    );
    await expect(calls.copyMessage('too-much', large, 'hex')).rejects.toThrow(
      /^Message 1 is .* as hex, more than the 16 MB/,
    );
  }, 60_000);

  it('is let go with its call, or for others, and given up when nobody looks', async () => {
    const seq = await call('gone', 'Items', MB);
    const opened = calls.openText('gone', seq);
    calls.texts.leave(opened.textId);
    const anew = calls.openText('gone', seq);
    expect(anew.textId).not.toBe(opened.textId);
    expect(() => calls.texts.get(opened.textId)).toThrow('no longer held');
    await written(anew.textId);
    // What is whole stays.
    calls.texts.leave(anew.textId);
    expect(calls.openText('gone', seq).textId).toBe(anew.textId);
    for (const callId of ['a', 'b', 'c']) calls.openText(callId, await call(callId, 'Items', MB));
    expect(() => calls.texts.get(anew.textId)).toThrow('no longer held');
    const { textId } = calls.openText('c', seq);
    calls.release('c');
    expect(() => calls.texts.get(textId)).toThrow('no longer held');
  });
});
