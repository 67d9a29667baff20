import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { createEngine } from '#engine';

/**
 * `main.js THREAD PROTO ADDRESS METHOD SIZE COUNT FILTER` receives a stream of the bench's flood server through the
 * engine, kept on the disk, with a filter over it in the decoding thread, whose code is in that file. Prints as JSON how
 * many messages were looked at in a second, and for how many ms this thread's event loop was held (99th percentile).
 */
const [, , thread = '', proto = '', address = '', method = '', size = '', count = '', filter = ''] =
  process.argv;
const folder = mkdtempSync(join(tmpdir(), 'duplex-live-filter-'));
const code = readFileSync(thread, 'utf8');
const engine = createEngine({
  cwd: folder,
  onConnection: () => {},
  startDecoder: () => new Worker(code, { eval: true }),
});
const target = { address };
await engine.connect(target);

let isOver: () => void = () => {};
const over = new Promise<void>((resolve) => {
  isOver = resolve;
});
let behind = 0;
const calls = engine.holdCalls({
  folder,
  onProgress: ({ summary }) => {
    if (filter === '' && summary.phase === 'ended') isOver();
  },
  onFound: ({ isDone, looked, of, fault }) => {
    if (fault !== undefined) throw new Error(fault);
    behind = Math.max(behind, of - looked);
    if (isDone) isOver();
  },
});
const started = calls.start({
  callId: 'stream',
  schema: {
    target,
    sources: { protos: [proto], importPaths: [], descriptorSets: [], reflection: false },
  },
  method: `bench.v1.Flood/${method}`,
  metadata: [],
  deadline: '',
  message: JSON.stringify({ count: Number(count), size: Number(size) }),
});
const delay = monitorEventLoopDelay({ resolution: 1 });
const since = performance.now();
await started;
delay.enable();
if (filter !== '')
  await calls.filters.begin({ callId: 'stream', filterId: 'filter', filter: JSON.parse(filter) });
await over;
const rate = (Number(count) * 1000) / (performance.now() - since);
delay.disable();
process.stdout.write(`${JSON.stringify({ rate, p99: delay.percentile(99) / 1e6, behind })}\n`);
await engine.close();
rmSync(folder, { recursive: true });
process.exit(0);
