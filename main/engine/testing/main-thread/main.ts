import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createEngine } from '#engine';

/**
 * Reads a tree of `.proto` files as the window does, in a thread, then types into the search for symbols.
 * Prints as JSON for how many milliseconds this thread, which has a window to serve, did nothing else at
 * a time: the longest while the tree came in, and the slowest key stroke's longest, the median of some rounds.
 */
const [, , tree = '', thread = ''] = process.argv;
const code = readFileSync(thread, 'utf8');
const typed = ['pubsub publish', 'CreateTopicRequest', 'lstacc', 'cretae tpoic', 'csr', 'zzzzz'];
const shown = 200;
const rounds = 5;
/** Those that wait are looked at so often. */
const resolution = 1;

const engine = createEngine({
  cwd: tree,
  onConnection: () => {},
  onSchemaChanged: () => {},
  startReader: () => new Worker(code, { eval: true }),
});
/** What watches the files keeps no process alive. */
const alive = setInterval(() => {}, 1000);
const sources = { protos: [tree], descriptorSets: [], importPaths: [], reflection: false };
const read = await longestBlock(() => engine.schema({ target: null, sources }));
const schema = await engine.schema({ target: null, sources });
await schema.symbols('', shown);
const strokes = new Map<string, number[]>();
for (let round = 1; round <= rounds; round += 1)
  for (const text of typed)
    for (let end = 1; end <= text.length; end += 1) {
      const stroke = text.slice(0, end);
      const block = await longestBlock(() => schema.symbols(stroke, shown));
      strokes.set(stroke, [...(strokes.get(stroke) ?? []), block]);
    }
clearInterval(alive);
await engine.close();
process.stdout.write(
  `${JSON.stringify({ read, stroke: Math.max(...[...strokes.values()].map(median)) })}\n`,
);

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  // It has to wait once more to tell of the last block.
  await setTimeout(2 * resolution);
  delay.disable();
  return delay.max / 1e6;
}
