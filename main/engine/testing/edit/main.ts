import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createEngine } from '#engine';

/**
 * Reads a tree of `.proto` files as the window does, in a thread, then changes one of them again and
 * again, and prints how many milliseconds all threads together work from the word that it has changed to
 * the schema that follows: the median.
 */
const [, , tree = '', file = '', thread = ''] = process.argv;
const code = readFileSync(thread, 'utf8');
let onChanged = (): void => {};
const engine = createEngine({
  cwd: tree,
  onConnection: () => {},
  onSchemaChanged: () => onChanged(),
  startReader: () => new Worker(code, { eval: true }),
});
const sources = { protos: [tree], descriptorSets: [], importPaths: [], reflection: false };
const ref = { target: null, sources };
/** What watches the files keeps no process alive. */
const alive = setInterval(() => {}, 1000);
const path = join(tree, file);
const text = readFileSync(path, 'utf8');
await engine.schema(ref);
const times: number[] = [];
for (let edit = 1; edit <= 9; edit += 1) {
  const heard = new Promise<void>((resolve) => {
    onChanged = resolve;
  });
  writeFileSync(path, `${text}\nmessage Edit${edit} { string name = ${edit}; }\n`);
  await heard;
  const since = process.cpuUsage();
  await engine.schema(ref);
  const { user, system } = process.cpuUsage(since);
  times.push((user + system) / 1000);
}
onChanged = () => {};
writeFileSync(path, text);
clearInterval(alive);
await engine.close();
process.stdout.write(`${times.sort((a, b) => a - b)[4]}\n`);
