import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { execute, lastLines } from '../execute.mjs';
import { corpora } from '../oracles/corpora.mjs';
import { npmPackage } from '../oracles/npm-package.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** What protoc refuses, since files are missing or not meant to be compiled together. */
const refused = /protobuf\/(util|compiler\/ruby)$/;
/** Any file of its own, which few others import. */
const edited = 'google/pubsub/v1/pubsub.proto';
const editMs = 150;

const protoc = () => {
  const list = createRequire(import.meta.url).resolve('protoc/assets.json');
  /** @type {{ arch: string, platform: string, executable: string }[]} */
  const assets = JSON.parse(readFileSync(list, 'utf8'));
  const own = assets.find(
    ({ arch, platform }) => arch === process.arch && platform === process.platform,
  );
  if (own === undefined) throw new Plain('There is no protoc for this system.');
  return join(dirname(list), 'bin', own.executable);
};

/** @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<{ ms: number, stdout: string }>} */
const timed = async (program, args, env) => {
  const since = performance.now();
  const { status, stdout, stderr } = await execute(program, args, env && { env });
  if (status !== 0) throw new Plain(`${args[0]} failed:\n${lastLines(stderr, 5)}`);
  return { ms: performance.now() - since, stdout };
};

/**
 * How long a large tree of `.proto` files takes: to load, to load again, and after a change.
 * @param {number} pairs @param {string} folder for what is made on the way
 * @returns {import('./compare.mjs').Row[]}
 */
export const loadRows = (pairs, folder) => {
  const tree = join(folder, 'googleapis');
  const list = join(folder, 'arguments');
  let home = '';
  const warmUp = async () => {
    await ensureBuilt(['cli', 'oracles', 'reader']);
    const [set] = corpora.find(({ name }) => name === 'googleapis')?.trees ?? [];
    if (set === undefined) throw new Plain('There is no set of files named googleapis.');
    const from = join(await npmPackage(set.pinned), set.folder);
    cpSync(from, tree, { recursive: true, filter: (path) => !refused.test(path) });
    const names = readdirSync(tree, { recursive: true, encoding: 'utf8' });
    const args = ['-I', tree, '--include_source_info', `--descriptor_set_out=${list}.binpb`];
    writeFileSync(list, [...args, ...names.filter((one) => one.endsWith('.proto'))].join('\n'));
  };
  const start = async () => {
    const args = [inRoot('dist/cli/index.js'), 'list', '-', '--proto', tree];
    return (await timed(process.execPath, args, { ...process.env, DUPLEX_HOME: home })).ms;
  };
  const firstStart = () => {
    if (home !== '') rmSync(home, { recursive: true, force: true });
    home = mkdtempSync(join(folder, 'home-'));
    return start();
  };
  return [
    {
      name: 'load of 7,000 .proto files against protoc',
      goal: 1.5,
      pairs,
      warmUp,
      measure: firstStart,
      baseline: async () => (await timed(protoc(), [`@${list}`])).ms,
    },
    {
      name: 'second load of them against the first',
      goal: 0.2,
      pairs,
      warmUp,
      measure: start,
      baseline: firstStart,
    },
    {
      name: `one file of them changed against ${editMs} ms of work`,
      goal: 1,
      pairs,
      warmUp,
      measure: async () => {
        const thread = inRoot('dist/reader/reader-thread.cjs');
        const args = [inRoot('dist/oracles/edit.js'), tree, edited, thread];
        return Number((await timed(process.execPath, args)).stdout);
      },
      baseline: async () => editMs,
    },
  ];
};
