import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
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
 * `main.js THREAD SET COUNT` keeps so many messages of 1 KB, then filters and exports that call in the decoding
 * thread, whose code and whose descriptor set are in these files. Prints as JSON, of each, for how many
 * milliseconds it went on, took of processors in all and held this thread, how long the event loop of this thread
 * was held at the 99th percentile and at most, and by how many MB this process had grown by then.
 */
const [, , thread = '', set = '', amount = ''] = process.argv;
const count = Number(amount);
const megabyte = 1024 * 1024;
const method = 'sample.market.v1.Market/Watch';
const folder = mkdtempSync(join(tmpdir(), 'duplex-timeline-'));
const schema = Schema.fromDescriptorSet(readFileSync(set));
const code = readFileSync(thread, 'utf8');
const decoder = new Decoder(() => new Worker(code, { eval: true }));
const history = openHistory(folder);

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
  const { received } = schema.codecs(schema.method(method));
  const payload = Buffer.alloc(950, 7).toString('base64');
  const sample = { sequence: '1', price: 101.5, atUnixNanos: '1', symbol: 'ACME', payload };
  const message = received.encode(JSON.stringify(sample));
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
  const { matches } = await over;
  begun.stop();
  return { matches };
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
  return { megabytes: statSync(path).size / megabyte };
};

const works = {
  text: filter({ text: '"sequence":"77' }),
  field: filter({ field: { path: 'sequence', comparison: '>', value: '10' } }),
  index: filter({ index: { from: 1000, to: 900_000 } }),
  ndjson: write('ndjson'),
  binary: write('binary'),
  csv: write('csv'),
};

const timeline = await keep();
for (const [what, work] of Object.entries(works)) {
  const before = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const loopBefore = performance.eventLoopUtilization();
  const since = performance.now();
  const outcome = await work(timeline);
  const ms = performance.now() - since;
  delay.disable();
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpu = (user + system) / 1000;
  const here = performance.eventLoopUtilization(loopBefore).active;
  const grown = (process.memoryUsage.rss() - before) / megabyte;
  const [p99, most] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  process.stdout.write(
    `${JSON.stringify({ what, ms, cpu, here, p99, most, grown, ...outcome })}\n`,
  );
}
await decoder.close();
await history.close();
rmSync(folder, { recursive: true });
