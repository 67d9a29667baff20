import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SchemaRef } from '#app/contract/schema.ts';
import { type HeldCalls, holdCalls, shown } from '#engine/testing/held-calls.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { reflection } from '#engine/testing/sources.ts';
import { isRecorded, TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
let server: SampleServer;
let schema: SchemaRef;
beforeAll(async () => {
  server = await startSampleServer();
  schema = { target: { address: server.address }, sources: reflection };
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});

const watch = 'sample.market.v1.Market/Watch';
const converse = 'sample.chat.v1.Chat/Converse';
const hello = 'sample.greeter.v1.Greeter/SayHello';

async function greet(held: HeldCalls, ...callIds: readonly string[]): Promise<void> {
  for (const callId of callIds) {
    await held.start(callId, { schema, method: hello, message: `{"name":"${callId}"}` });
    await held.until(callId, ({ phase }) => phase === 'ended');
  }
}

/** A folder with the recordings of ended calls, and the file of their schema. */
async function recordedFolder(...callIds: readonly string[]): Promise<[string, string]> {
  const folder = folders.make();
  const held = holdCalls(engine, folder);
  await greet(held, ...callIds);
  await held.calls.close();
  const name = readdirSync(folder).find((one) => one.endsWith('.binpb'));
  if (name === undefined) throw new Error('there is no schema');
  return [folder, name];
}

describe('a call that goes on', () => {
  it('comes back as interrupted, with what was said until a moment before', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    await before.start('talk', { schema, method: converse });
    await before.calls.get('talk').call.send('{"room":"cut","author":"Ada","text":"still here"}');
    // A recording is written at most once a second.
    const soon = { timeout: 8000 };
    await vi.waitFor(() => expect(isRecorded(folder, 'talk', 'received')).toBe(true), soon);
    const after = holdCalls(engine, folders.asAfterKill(folder));
    const [summary] = await after.calls.resume(['talk']);
    const end = {
      code: null,
      status: 'INTERRUPTED',
      message: 'Duplex ended before this call did',
      details: [],
      trailers: [],
    };
    expect(summary).toMatchObject({ phase: 'ended', sent: 1, halfClosed: true, end });
    expect((await shown(after.calls, 'talk')).at(-1)?.row).toMatchObject({ type: 'end' });
    expect(JSON.stringify(await shown(after.calls, 'talk'))).toContain('still here');
    const gone = { error: { code: 'no-such-call', message: 'This call has ended' } };
    expect(() => after.calls.get('talk').call).toThrow(expect.objectContaining(gone));
    await expect(after.start('talk', { schema, method: converse })).rejects.toThrow(
      'already a call talk',
    );
    before.calls.release('talk');
  });

  it('is told anew, with a full tail, to a listener that begins anew', async () => {
    const held = holdCalls(engine, folders.make());
    await held.start('feed', { schema, method: watch, message: '{"symbol":"DPX","count":30}' });
    await held.start('talk', { schema, method: converse });
    const { call } = held.calls.get('talk');
    await call.send('{"room":"anew","author":"Ada","text":"one"}');
    await held.until('talk', ({ received }) => received === 2);
    await held.until('feed', ({ phase }) => phase === 'ended');
    expect(held.calls.openStreams).toBe(1);

    const summaries = await held.calls.resume(['talk', 'feed']);
    expect(summaries.map(({ callId, phase }) => [callId, phase])).toEqual([
      ['talk', 'streaming'],
      ['feed', 'ended'],
    ]);
    held.progress.length = 0;
    await call.send('{"room":"anew","author":"Ada","text":"two"}');
    const { summary } = await held.until('talk', ({ received }) => received === 3);
    expect(held.progress[0]?.tail[0]?.seq).toBe(0);
    expect(held.progress.flatMap(({ tail }) => tail.map(({ seq }) => seq))).toEqual(
      Array.from({ length: summary.events }, (_, seq) => seq),
    );
    held.calls.release('talk');
    expect(await call.ended).toMatchObject({ code: 1 });
    expect(held.calls.openStreams).toBe(0);
  });

  it('is cancelled by closing, and comes back with that end', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    await before.start('talk', { schema, method: converse });
    await before.until('talk', ({ phase }) => phase === 'streaming');
    await before.calls.close();
    const after = holdCalls(engine, folder);
    const [summary] = await after.calls.resume(['talk']);
    expect(summary?.end).toMatchObject({ code: 1, status: 'CANCELLED' });
    expect((await shown(after.calls, 'talk')).map(({ row }) => row.type)).toContain('cancel');
  });
});

describe('a long call', () => {
  it('keeps its first and its newest events, and says how many it does not', async () => {
    const folder = folders.make();
    const before = holdCalls(engine, folder);
    const message = '{"symbol":"DPX","count":3000,"payloadBytes":10000}';
    await before.start('long', { schema, method: watch, message });
    const { summary } = await before.until('long', ({ phase }) => phase === 'ended');
    await before.calls.close();
    const after = holdCalls(engine, folder);
    const [back] = await after.calls.resume(['long']);
    expect(back).toEqual({ ...summary, events: 1001 });
    const rows = await after.calls.get('long').rows(0, 2000);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 1001 }, (_, seq) => seq));
    expect(rows[50]).toMatchObject({
      type: 'warning',
      preview: expect.stringMatching(`^${summary.events - 1000} events .* were not kept`),
    });
    const received = rows.filter(({ type }) => type === 'received');
    expect(received[0]?.index).toBe(1);
    expect(received.at(-1)?.index).toBe(3000);
    // 4 MB of payloads of 10 KB each: the newest 400 or so.
    const whole = received.filter(({ preview }) => !preview.startsWith('no longer kept'));
    expect(whole.length).toBeGreaterThan(380);
    expect(whole.length).toBeLessThan(430);
    expect(whole.at(-1)?.index).toBe(3000);
  });
});

describe('calls that nobody wants back', () => {
  it('are forgotten, with their files and with schemas that nobody refers to', async () => {
    const [folder, schemaFile] = await recordedFolder('one', 'two', 'three');
    writeFileSync(join(folder, `${'0'.repeat(64)}.binpb`), 'an old schema');
    writeFileSync(join(folder, 'half.ndjson.new'), 'half');
    writeFileSync(join(folder, 'notes.txt'), 'not ours');
    const { calls } = holdCalls(engine, folder);
    expect((await calls.resume(['two', 'one'])).map(({ callId }) => callId)).toEqual([
      'two',
      'one',
    ]);
    expect(readdirSync(folder).sort()).toEqual(
      ['notes.txt', 'one.ndjson', schemaFile, 'two.ndjson'].sort(),
    );
    calls.release('one');
    expect(() => calls.get('one')).toThrow('no longer held');
    await calls.resume([]);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('leave a schema that is used again written again', async () => {
    const folder = folders.make();
    const held = holdCalls(engine, folder);
    await greet(held, 'one');
    await held.calls.resume([]);
    await greet(held, 'two');
    await held.calls.close();
    expect(await holdCalls(engine, folder).calls.resume(['two'])).toHaveLength(1);
  });
});

describe('a folder that is not as it was', () => {
  const start = '{"seq":0,"at":0,"type":"start","method":"m","target":"t","metadata":[]}';
  const damage: readonly [string, (text: string) => string][] = [
    ['empty', () => ''],
    ['cut', (text) => text.slice(0, text.length - 30)],
    ['not JSON', () => '\0\n\0'],
    ['of another version', (text) => text.replace('"duplex":1', '"duplex":2')],
    ['of another method', (text) => text.replace(/"method":"[^"]*"/, '"method":"a.B/C"')],
    ['with a schema elsewhere', (text) => text.replace(/"schema":"/, '"schema":"../../')],
    ['with a schema that is not there', (text) => text.replace(/[0-9a-f]{64}/, 'a'.repeat(64))],
    ['without a start', (text) => text.replace(/\n.*"start".*\n/, '\n')],
    ['with two starts', (text) => text.replace('\n', `\n${start}\n`)],
    ['with two ends', (text) => `${text}${text.trimEnd().split('\n').at(-1)}\n`],
    ['with a payload of another length', (text) => text.replace('"raw":"', '"raw":"AAAA')],
    ['with endless numbers', (text) => text.replace(/"at":[\d.]+/, '"at":1e999')],
    ['with too many events', (text) => text.replace('\n', `\n${`${start}\n`.repeat(2000)}`)],
    [
      'nested without end',
      (text) => text.replace('"details":[', `"details":[${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    ],
    ['too large', (text) => text + ' '.repeat(17 * 1024 * 1024)],
  ];
  it.each(damage)('gives no call back whose recording is %s', async (_name, damaged) => {
    const [folder] = await recordedFolder('bad', 'good');
    const file = join(folder, 'bad.ndjson');
    const text = readFileSync(file, 'utf8');
    expect(damaged(text)).not.toBe(text);
    writeFileSync(file, damaged(text));
    const { calls } = holdCalls(engine, folder);
    expect((await calls.resume(['bad', 'good'])).map(({ callId }) => callId)).toEqual(['good']);
    expect(existsSync(file)).toBe(false);
  });

  it('gives no call back whose schema is another one', async () => {
    const [folder, schemaFile] = await recordedFolder('one');
    writeFileSync(join(folder, schemaFile), '\0');
    expect(await holdCalls(engine, folder).calls.resume(['one'])).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is looked at by ids alone, and a folder in place of a file hinders nobody', async () => {
    const [folder] = await recordedFolder('good');
    mkdirSync(join(folder, 'bad.ndjson'));
    const { calls } = holdCalls(engine, folder);
    const outside = `../${folder.split('/').at(-1)}/good`;
    expect((await calls.resume(['bad', outside, 'good'])).map(({ callId }) => callId)).toEqual([
      'good',
    ]);
  });

  it('disturbs no call when nothing can be written', async () => {
    const folder = folders.make();
    writeFileSync(folder, 'a file in its place');
    const held = holdCalls(engine, folder);
    await greet(held, 'one');
    expect(held.calls.get('one').summary().end).toMatchObject({ code: 0 });
    expect(await held.calls.resume(['one', 'two'])).toHaveLength(1);
    await held.calls.close();
    expect(readFileSync(folder, 'utf8')).toBe('a file in its place');
  });
});
