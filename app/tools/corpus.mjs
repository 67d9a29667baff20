#!/usr/bin/env node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { passThrough } from './execute.mjs';
import { corpora } from './oracles/corpora.mjs';
import { npmPackage } from './oracles/npm-package.mjs';
import { inRoot } from './paths.mjs';
import { Plain, reasonOf, run, say } from './progress.mjs';

/** Both sides of the largest set are in memory at once. */
const megabytes = 6144;

/** @param {import('./oracles/corpora.mjs').Corpus} corpus */
const fetched = async ({ name, trees }) => {
  const folders = [];
  for (const { pinned, folder, prefix = '' } of trees)
    folders.push({ folder: join(await npmPackage(pinned), folder), prefix });
  return { name, trees: folders };
};

const usage = `npm run corpus -- [--mutations N] [--alone N] [--messages N] [--seed N] [${corpora.map(({ name }) => name).join(' | ')}]`;

/** @param {readonly string[]} args */
const parse = (args) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        mutations: { type: 'string', default: '100' },
        alone: { type: 'string', default: '20' },
        messages: { type: 'string', default: '2' },
        seed: { type: 'string', default: `${Date.now() % 1e6}` },
      },
      allowPositionals: true,
    });
    const [mutations, alone, messages, seed] = [
      values.mutations,
      values.alone,
      values.messages,
      values.seed,
    ].map(Number);
    return { mutations, alone, messages, seed, wanted: positionals };
  } catch (error) {
    throw new Plain(`${reasonOf(error)}\n${usage}`);
  }
};

await run(async () => {
  const { wanted, ...counts } = parse(process.argv.slice(2));
  const chosen = corpora.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (chosen.length === 0) throw new Plain(usage);
  await ensureBuilt(['oracles']);
  const had = [];
  let missing = 0;
  for (const corpus of chosen) {
    try {
      had.push(await fetched(corpus));
    } catch (error) {
      missing += 1;
      say(`${corpus.name} is left out: ${reasonOf(error)}`);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'duplex-corpus-'));
  try {
    const list = join(folder, 'corpora.json');
    writeFileSync(list, JSON.stringify({ corpora: had, ...counts }));
    const program = inRoot('dist/oracles/corpus.js');
    const args = [`--max-old-space-size=${megabytes}`, program, list];
    const status = await passThrough(process.execPath, args);
    process.exitCode = missing > 0 ? 1 : status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
