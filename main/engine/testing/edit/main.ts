import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TreeReader } from '#engine/schema/proto-files/proto-reader.ts';

/**
 * Reads a tree of `.proto` files, then changes one of them again and again, and prints how many
 * milliseconds it takes to read the schema that follows: the median.
 */
const [, , tree = '', file = '', kept = ''] = process.argv;
const reader = new TreeReader({ folder: kept, version: 'edit' });
const options = { protos: [tree], importPaths: [], cwd: tree };
const never = new AbortController().signal;
const path = join(tree, file);
const text = readFileSync(path, 'utf8');
await reader.read(options, never, () => {});
const times: number[] = [];
for (let edit = 1; edit <= 9; edit += 1) {
  writeFileSync(path, `${text}\nmessage Edit${edit} { string name = ${edit}; }\n`);
  const since = performance.now();
  await reader.read(options, never, () => {}, [path]);
  times.push(performance.now() - since);
}
writeFileSync(path, text);
await reader.close();
process.stdout.write(`${times.sort((a, b) => a - b)[4]}\n`);
