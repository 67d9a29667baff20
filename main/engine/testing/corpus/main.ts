import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodecComparison, compareCodecs } from '../differential/compare-codecs.ts';
import { reflectedSchema } from '../differential/reflected-schema.ts';
import { Random } from '../random.ts';
import { loadAlone } from './alone.ts';
import { type Comparison, compareWithProtoc } from './compare.ts';
import { compareMutations } from './mutations.ts';
import { Progress } from './progress.ts';

/** Files of one set: below each folder, named as they are there with the prefix before. */
interface Corpus {
  readonly name: string;
  readonly trees: readonly { readonly folder: string; readonly prefix: string }[];
}

/**
 * Compares Duplex with protoc over the sets of files that the argument names, a JSON file, and prints
 * each difference and a line a set; what it is at is told on standard error. Ends with status 1 when there is a difference.
 */
const [, , list = ''] = process.argv;
const { corpora, alone, messages, mutations, seed } = JSON.parse(readFileSync(list, 'utf8')) as {
  readonly corpora: readonly Corpus[];
  /** How many random messages of each type are read and written. */
  readonly messages: number;
  /** How many files of each set are changed, one token at a time. */
  readonly mutations: number;
  /** How many files of each set are loaded by themselves. */
  readonly alone: number;
  readonly seed: number;
};
const random = new Random(seed);
const coded = { types: 0, messages: 0, differences: 0 };
const mutated = { tried: 0, refused: 0, sameLine: 0, differences: 0 };
const byThemselves = { tried: 0, failures: 0 };
const sum = { files: 0, refused: 0, left: 0, explained: 0, differences: 0 };

for (const { name, trees } of corpora) {
  const progress = new Progress(name);
  const paths = pathsOf(trees);
  const texts = new Map([...paths].map(([file, path]) => [file, readFileSync(path, 'utf8')]));
  progress.begin(`compiling ${texts.size} files`);
  const found = compareWithProtoc(texts);
  print(found.explained.map((one) => `  meant: ${one}\n`).join(''));
  print(found.differences.map((one) => `  ${one}\n`).join(''));
  print(`${name}: ${summary(found)}\n`);
  progress.begin('reading and writing random messages');
  const read = await messagesOf(found.set);
  print(read.differences.map((one) => `  message: ${one}\n`).join(''));
  print(read.left.map((one) => `  left out: ${one}\n`).join(''));
  coded.types += read.types;
  coded.messages += read.messages;
  coded.differences += read.differences.length;
  progress.begin('changing files');
  const changed = compareMutations(texts, mutations, random, progress);
  print(changed.differences.map((one) => `  changed: ${one}\n`).join(''));
  print(changed.otherLines.map((one) => `  another line: ${one}\n`).join(''));
  const refused = new Set([...found.refused, ...found.left]);
  const accepted = [...paths].flatMap(([file, path]) => (refused.has(file) ? [] : [path]));
  progress.begin('loading files by themselves');
  const failures = await loadAlone(accepted, alone, random, progress);
  print(failures.map((one) => `  alone: ${one}\n`).join(''));
  byThemselves.tried += accepted.length > 0 ? alone : 0;
  byThemselves.failures += failures.length;
  mutated.tried += changed.tried;
  mutated.refused += changed.refused;
  mutated.sameLine += changed.sameLine;
  mutated.differences += changed.differences.length;
  sum.files += found.files;
  sum.refused += found.refused.length;
  sum.left += found.left.length;
  sum.explained += found.explained.length;
  sum.differences += found.differences.length;
}
print(
  `${sum.files} files compared, ${sum.differences} differences and ${sum.explained} that are meant; left out: ${sum.refused} that protoc refuses and ${sum.left} that import those\n`,
);
print(
  `${coded.messages} random messages of ${coded.types} types over reflection: ${coded.differences} that @bufbuild/protobuf reads or writes otherwise\n`,
);
const share = ((100 * mutated.sameLine) / Math.max(mutated.refused, 1)).toFixed(1);
print(
  `${mutated.tried} changed files (seed ${seed}): ${mutated.differences} other verdicts; of ${mutated.refused} that protoc refuses the line is the same in ${share} %\n`,
);
print(
  `${byThemselves.tried} files loaded by themselves, without import paths: ${byThemselves.failures} have errors that protoc has not\n`,
);
const differences =
  sum.differences + mutated.differences + coded.differences + byThemselves.failures;
if (differences > 0) process.exitCode = 1;

function summary({ files, refused, left, differences, seconds }: Comparison): string {
  const out = refused.length + left.length;
  const without =
    out === 0
      ? ''
      : `, without ${out} (protoc refuses ${refused.slice(0, 2).join(', ')}${refused.length > 2 ? `, and ${refused.length - 2} more` : ''})`;
  return `${files} files${without}, ${differences.length} differences; protoc ${seconds.protoc.toFixed(1)} s, Duplex ${seconds.duplex.toFixed(1)} s`;
}

/** Compares codecs over the set as a server reflects it. */
async function messagesOf(set: Uint8Array): Promise<CodecComparison> {
  if (messages === 0) return { types: 0, messages: 0, differences: [], left: [] };
  const schema = await reflectedSchema(set);
  return compareCodecs(set, schema, random, messages);
}

/** Where each file is, by its import name. */
function pathsOf(trees: Corpus['trees']): Map<string, string> {
  const paths = new Map<string, string>();
  for (const { folder, prefix } of trees) {
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const name = prefix + path.replaceAll('\\', '/');
      if (/(^|\/)\./.test(name)) continue;
      if (path.endsWith('.proto') && !paths.has(name)) paths.set(name, join(folder, path));
    }
  }
  return paths;
}

function print(text: string): void {
  process.stdout.write(text);
}
