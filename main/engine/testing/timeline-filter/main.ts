import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import protobuf from 'protobufjs';
import type { ExportInput, TimelineFilter } from '#app/contract/call-filter.ts';
import type { CallEvent } from '#engine/calls/call-event.ts';
import type { CallTimeline } from '#engine/calls/call-timeline.ts';
import { Decoder } from '#engine/calls/decoder/decoder.ts';
import { type Exported, LogExport } from '#engine/calls/export/log-export.ts';
import { type Found, LogFilter } from '#engine/calls/filter/log-filter.ts';
import { Tally } from '#engine/calls/log/tally.ts';
import { Schema } from '#engine/schema/schema.ts';
import { keptEnd, openHistory } from '../kept-log.ts';

/**
 * `main.js WHAT COUNT THREAD SET` keeps so many messages of 1 KB, then filters or exports that call in the decoding
 * thread, whose code and whose descriptor set are in these files, or decodes each with protobufjs and prints it as
 * JSON to a file (`bare-decode`, `bare-json`). Prints as JSON for how many milliseconds that went on, and for how
 * many the event loop of this thread was held at the 99th percentile.
 */
const [, , what = '', amount = '', thread = '', set = ''] = process.argv;
const count = Number(amount);
const megabyte = 1024 * 1024;
const method = 'sample.market.v1.Market/Watch';
const folder = mkdtempSync(join(tmpdir(), 'duplex-timeline-'));
const schema = Schema.fromDescriptorSet(readFileSync(set));
const code = readFileSync(thread, 'utf8');
const decoder = new Decoder(() => new Worker(code, { eval: true }));
const history = openHistory(folder);

function sample(): Buffer {
  const payload = Buffer.alloc(950, 7).toString('base64');
  const json = { sequence: '1', price: 101.5, atUnixNanos: '1', symbol: 'ACME', payload };
  return schema.codecs(schema.method(method)).received.encode(JSON.stringify(json));
}

async function keep(): Promise<CallTimeline> {
  const tally = new Tally();
  const { log, spool } = history.keep('call', schema, {
    memory: 16 * megabyte,
    disk: 4096 * megabyte,
    head: () => ({ ...tally.totals, method, target: 't', startedAt: 0, events: log.count }),
    onLag: () => {},
    onRefused: (error) => {
      throw error;
    },
  });
  const take = (event: CallEvent): void => {
    log.append(event);
    tally.add(event);
    spool.note();
  };
  const message = sample();
  take({ at: 0, type: 'start', method, target: 't', metadata: [] });
  for (let index = 1; index <= count; index += 1) {
    // Of `sequence`, whose tag is the first byte.
    message.writeBigUInt64LE(BigInt(index), 1);
    take({ at: index, type: 'received', index, payload: message });
    if (index % 64 === 0) await turn();
    if (index % 20_000 === 0) await spool.flush();
  }
  take({ at: count + 1, ...keptEnd });
  await history.finish('call');
  history.release('call');
  return (await history.open('call')).timeline;
}

const filter = (wanted: TimelineFilter) => async (timeline: CallTimeline) => {
  let tell: (found: Found) => void = () => {};
  const over = new Promise<Found>((resolve, reject) => {
    tell = (found) => {
      if (found.fault !== undefined) reject(new Error(found.fault));
      else if (found.isDone) resolve(found);
    };
  });
  const begun = await LogFilter.begin(timeline, decoder, wanted, (found) => tell(found));
  await over;
  begun.stop();
};

const write = (form: ExportInput['form']) => async (timeline: CallTimeline) => {
  const path = join(folder, `export.${form}`);
  const input = { callId: 'call', exportId: 'export', path, form };
  let last: Exported | undefined;
  const begun = await LogExport.begin(timeline, decoder, input, (exported) => {
    last = exported;
  });
  await begun.over;
  if (last?.fault !== undefined) throw new Error(last.fault);
};

/** What protobufjs alone takes for as many messages that are in memory, each decoded, or printed to a file too. */
const bare = (isPrinted: boolean) => async () => {
  const { root } = protobuf.parse(`syntax = "proto3";
    message Tick { fixed64 sequence = 1; double price = 2; sfixed64 at_unix_nanos = 3; string symbol = 4; bytes payload = 5; }`);
  const type = root.lookupType('Tick');
  const bytes = sample();
  const file = isPrinted ? createWriteStream(join(folder, 'bare')) : undefined;
  for (let index = 1; index <= count; index += 1) {
    const message = type.decode(bytes);
    const hasRoom =
      file?.write(
        `${JSON.stringify(type.toObject(message, { longs: String, bytes: String }))}\n`,
      ) ?? true;
    if (!hasRoom && file !== undefined) await once(file, 'drain');
  }
  file?.end();
  if (file !== undefined) await once(file, 'finish');
};

const works = new Map<string, (timeline: CallTimeline) => Promise<void>>([
  ['text', filter({ text: '"sequence":"77' })],
  ['field', filter({ fields: [{ path: 'sequence', comparison: '>', value: '10' }] })],
  ['index', filter({ index: { from: 1000, to: 900_000 } })],
  ['ndjson', write('ndjson')],
  ['binary', write('binary')],
  ['csv', write('csv')],
  ['bare-decode', bare(false)],
  ['bare-json', bare(true)],
]);

const work = works.get(what);
if (work === undefined) throw new Error(`There is no ${what}`);
const timeline = await keep();
// Only the first filter of many waits for the thread.
(await decoder.open(schema, schema.method(method), { filter: {} })).close();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const since = performance.now();
await work(timeline);
const ms = performance.now() - since;
delay.disable();
process.stdout.write(`${JSON.stringify({ ms, p99: delay.percentile(99) / 1e6 })}\n`);
await decoder.close();
await history.close();
rmSync(folder, { recursive: true });
