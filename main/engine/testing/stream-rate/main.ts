import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietEngine } from '../recorded-call.ts';

/**
 * `main.js PROTO ADDRESS METHOD SIZE COUNT` receives a stream of the bench's flood server through the engine, kept on the
 * disk and told as a window is told, and prints how many messages there were in a second.
 */
const [, , proto = '', address = '', method = '', size = '', count = ''] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'duplex-stream-rate-'));
const engine = quietEngine();
const target = { address };
await engine.connect(target);

const ended = new Promise<number>((resolve) => {
  const calls = engine.holdCalls({
    folder,
    onProgress: ({ summary }) => {
      if (summary.phase === 'ended') resolve(summary.received);
    },
  });
  void calls.start({
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
});
const since = performance.now();
const received = await ended;
process.stdout.write(`${(received * 1000) / (performance.now() - since)}\n`);
await engine.close();
rmSync(folder, { recursive: true });
process.exit(0);
