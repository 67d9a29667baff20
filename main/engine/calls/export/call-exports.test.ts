import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportInput, ExportNews, SaveMessageInput } from '#app/contract/call-filter.ts';
import type { TimelineRow } from '#app/contract/calls.ts';
import { type HeldCalls, holdCalls } from '#engine/testing/held-calls.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { mayMount, mountDisk, works } from '#engine/testing/small-disk.ts';
import { sampleSet } from '#engine/testing/sources.ts';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';

const engine = quietEngine();
const folders = new TestFolders();
const folder = folders.make();
let server: SampleServer;
let held: HeldCalls;
const count = 700;

const watch = () => ({
  schema: { target: { address: server.address }, sources: sampleSet },
  method: 'sample.market.v1.Market/Watch',
  message: JSON.stringify({ symbol: 'A "quoted" one', count }),
});

beforeAll(async () => {
  mkdirSync(folder);
  server = await startSampleServer();
  held = holdCalls(engine, folders.make());
  await held.start('call', watch());
  await held.until('call', ({ end }) => end !== undefined);
});
afterAll(async () => {
  await engine.close();
  await server.close();
  folders.delete();
});

let exports = 0;

async function write(input: Partial<ExportInput>): Promise<ExportNews & { readonly text: Buffer }> {
  exports += 1;
  const exportId = `export-${exports}`;
  const path = join(folder, exportId);
  await held.calls.exports.begin({ callId: 'call', exportId, path, form: 'ndjson', ...input });
  const news = await held.untilExported(exportId, ({ isDone }) => isDone);
  return { ...news, text: news.fault === undefined ? readFileSync(news.path) : Buffer.alloc(0) };
}

describe('an export of a timeline', () => {
  it('has each event as the line that the command line prints', async () => {
    const { text, bytes, ...news } = await write({});
    const events = text
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = held.calls.get('call').summary().events;
    expect(news).toMatchObject({ callId: 'call', done: of, of, isDone: true });
    expect(news.fault ?? news.note).toBeUndefined();
    expect(bytes).toBe(text.length);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: of }, (_, seq) => seq));
    const { events: told, until } = await record(engine, watch());
    await until('end');
    const untimed = (event: object) =>
      JSON.stringify(event, (key, value) =>
        ['at', 'ms', 'atUnixNanos', 'wireBytes', 'request', 'seq', 'reused'].includes(key)
          ? undefined
          : value,
      );
    expect(events.filter(({ type }) => type === 'received').map(untimed)).toEqual(
      told.filter(({ type }) => type === 'received').map(untimed),
    );
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(told.map(({ type }) => type)));
  });

  it('is CSV by RFC 4180', async () => {
    const { text } = await write({ form: 'csv', filter: { types: ['received'] } });
    const [head, first = '', ...rest] = text.toString('utf8').split('\r\n');
    expect(head).toBe('seq,at,type,index,bytes,message');
    expect(rest).toHaveLength(count);
    const message = /^\d+,[\d.]+,received,1,\d+,"(.*)"$/.exec(first)?.[1]?.replaceAll('""', '"');
    expect(JSON.parse(message ?? '')).toMatchObject({ sequence: '1', symbol: 'A "quoted" one' });
  });

  it('is binary as messages behind their lengths', async () => {
    const filter = {
      types: ['received'],
      fields: [{ path: 'sequence', comparison: '>', value: '698' }],
    } as const;
    const { text } = await write({ form: 'binary', filter });
    const schema = await engine.schema(watch().schema);
    const { received } = schema.codecs(schema.method(watch().method));
    const messages: unknown[] = [];
    for (let at = 0; at < text.length; ) {
      const size = text[at] ?? 0;
      messages.push(received.decode(text.subarray(at + 1, at + 1 + size)).json);
      at += 1 + size;
    }
    expect(messages).toMatchObject([{ sequence: '699' }, { sequence: '700' }]);
  });

  it('replaces no file unless told to, and no folder', async () => {
    const path = join(folder, 'there');
    writeFileSync(path, 'old');
    await expect(write({ path })).rejects.toMatchObject({
      error: { code: 'exists', message: `${path} is there already` },
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect((await write({ path, overwrite: true })).text.length).toBeGreaterThan(1000);
    await expect(write({ path: folder, overwrite: true })).rejects.toThrow('is not a file');
    await expect(write({ path: 'somewhere' })).rejects.toThrow('does not say in which folder');
    await expect(write({ path: join(folder, 'no', 'where') })).rejects.toThrow(
      'cannot be written: it is not there',
    );
  });

  it('leaves nothing behind when it is stopped', async () => {
    const path = join(folder, 'stopped');
    const input = { callId: 'call', exportId: 'stopped', path, form: 'ndjson' } as const;
    await held.calls.exports.begin(input);
    held.calls.exports.stop('stopped');
    const { fault } = await held.untilExported('stopped', ({ isDone }) => isDone);
    expect(fault).toBe('The export was stopped');
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.duplex'))).toEqual([]);
  });

  it('goes on when its call is let go of, and deleted', async () => {
    const path = join(folder, 'brief');
    await held.start('brief', watch());
    await held.until('brief', ({ end }) => end !== undefined);
    const of = held.calls.get('brief').summary().events;
    const input = { callId: 'brief', exportId: 'brief', path, form: 'ndjson' } as const;
    await held.calls.exports.begin(input);
    await held.calls.delete(['brief']);
    held.calls.release('brief');
    expect(() => held.calls.get('brief')).toThrow('no longer held');
    const news = await held.untilExported('brief', ({ isDone }) => isDone);
    expect(news).toMatchObject({ callId: 'brief', done: of, of });
    expect(news.fault ?? news.note).toBeUndefined();
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(of);
  });
});

describe('one message as a file', () => {
  let seq = 0;
  let rows: readonly TimelineRow[] = [];
  const seqOf = (type: string) => rows.findIndex((row) => row.type === type);
  beforeAll(async () => {
    const message = JSON.stringify({ symbol: 'L', count: 1, payloadBytes: 1_000_000 });
    await held.start('large', { ...watch(), message });
    await held.until('large', ({ end }) => end !== undefined);
    rows = await held.calls.get('large').rows(0, 20);
    seq = seqOf('received');
  });

  async function save(input: Partial<SaveMessageInput>) {
    exports += 1;
    const exportId = `message-${exports}`;
    const path = join(folder, exportId);
    const wish = { callId: 'large', exportId, path, seq, form: 'json', ...input } as const;
    await held.calls.exports.beginMessage(wish);
    return held.untilExported(exportId, ({ isDone }) => isDone);
  }

  it('is its JSON as it is shown, however large, or its bytes', async () => {
    const call = held.calls.get('large');
    const json = await save({});
    expect(json.fault ?? json.note).toBeUndefined();
    const text = readFileSync(json.path, 'utf8');
    expect(text).toBe(await held.calls.copyMessage('large', seq, 'json'));
    expect(json.bytes).toBe(text.length);
    const bytes = await save({ form: 'bytes' });
    expect(readFileSync(bytes.path).toString('base64')).toBe(await call.text(seq, 'base64'));
    expect(bytes).toMatchObject({ done: bytes.bytes, of: bytes.bytes });
    const sent = await save({ seq: seqOf('sent') });
    expect(JSON.parse(readFileSync(sent.path, 'utf8'))).toMatchObject({ payloadBytes: 1_000_000 });
  });

  it('replaces no file unless told to, is no other event, and leaves nothing when it is stopped', async () => {
    const path = join(folder, 'there already');
    writeFileSync(path, 'old');
    await expect(save({ path })).rejects.toMatchObject({ error: { code: 'exists' } });
    expect((await save({ path, overwrite: true })).bytes).toBeGreaterThan(1000);
    await expect(save({ seq: 0 })).rejects.toThrow('Only messages have');
    await expect(save({ seq: 99 })).rejects.toThrow('The call has no event 99');
    const wish = {
      callId: 'large',
      exportId: 'halted',
      path: join(folder, 'halted'),
      seq,
    } as const;
    await held.calls.exports.beginMessage({ ...wish, form: 'json' });
    held.calls.exports.stop('halted');
    const { fault } = await held.untilExported('halted', ({ isDone }) => isDone);
    expect(fault).toBe('The export was stopped');
    expect(readdirSync(folder).filter((name) => /halted|^\.duplex/.test(name))).toEqual([]);
  });
});

describe.skipIf(!mayMount)('an export to a full disk', () => {
  it('says so, and leaves nothing behind', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    mountDisk(disk, '64k');
    try {
      const path = join(disk, 'export');
      const { fault } = await write({ path });
      expect(fault).toBe(
        `${path} cannot be written: the disk is full. Make room on the disk, and try again`,
      );
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      works('umount', disk);
    }
  });
});
