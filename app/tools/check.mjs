#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { checkElectron33 } from './check-electron33.mjs';
import { execute } from './execute.mjs';
import { inRoot, root } from './paths.mjs';
import { run, say } from './progress.mjs';
import { findSuppressions } from './suppressions.mjs';

/** @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped' }} Checked */

const bin = (/** @type {string} */ name) => inRoot('node_modules', '.bin', name);

/** @type {readonly { name: string, command: readonly [string, ...string[]] }[]} */
const commands = [
  { name: 'types', command: [bin('tsc'), '-b', '--pretty', 'false'] },
  {
    name: 'format, lint and layers',
    command: [
      bin('biome'),
      'check',
      '--error-on-warnings',
      '--config-path=app/tools/lint.json',
      '.',
    ],
  },
  { name: 'dead code', command: [bin('knip'), '--config', 'app/tools/knip.json'] },
];

/** @param {string} name @param {() => Promise<{ ok: boolean, output: string, skipped?: boolean }>} work @returns {Promise<Checked>} */
const report = async (name, work) => {
  const since = Date.now();
  const { ok, output, skipped = false } = await work();
  const outcome = skipped ? 'skipped' : ok ? 'passed' : 'failed';
  if (output.trim() !== '') process.stdout.write(`${output.trimEnd()}\n`);
  say(`${name}: ${outcome} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  return { name, outcome };
};

/**
 * Everything that can be said about the code without running it.
 * @returns {Promise<Checked[]>}
 */
export const check = async () => {
  /** @type {Checked[]} */
  const checked = [];
  for (const { name, command } of commands) {
    const [program, ...args] = command;
    checked.push(
      await report(name, async () => {
        const { status, stdout, stderr } = await execute(program, args, { cwd: root });
        return { ok: status === 0, output: status === 0 ? '' : stdout + stderr };
      }),
    );
  }
  checked.push(
    await report('no suppressions', async () => {
      const found = findSuppressions();
      return { ok: found.length === 0, output: found.join('\n') };
    }),
    await report('types against Electron 33', checkElectron33),
  );
  return checked;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const failed = (await check()).filter(({ outcome }) => outcome === 'failed');
    if (failed.length > 0) process.exit(1);
  });
}
