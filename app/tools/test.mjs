#!/usr/bin/env node
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, windowParts } from './build.mjs';
import { check } from './check.mjs';
import { passThrough } from './execute.mjs';
import { inRoot, root } from './paths.mjs';
import { run, say } from './progress.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

const reports = inRoot('dist', 'test-reports');

/**
 * Runs one test runner. One that fails without having counted a failure (it crashed, found no test,
 * could not set up) counts as one.
 * @param {string} name @param {readonly string[]} args @param {NodeJS.ProcessEnv} env
 * @param {(report: any) => Tally} read
 * @returns {Promise<Tally>}
 */
const runner = async (name, args, env, read) => {
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const program = inRoot('node_modules', '.bin', name);
  const status = await passThrough(program, args, { cwd: root, env: { ...process.env, ...env } });
  /** @type {Tally} */
  let tally = { passed: 0, failed: 0, skipped: 0 };
  try {
    tally = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    say(`${name} left no report.`);
    tally.failed = 1;
  }
  if (status !== 0 && tally.failed === 0) tally.failed = 1;
  return tally;
};

/** Types, lint, layers, dead code: each counts as one test. @returns {Promise<Tally>} */
const checks = async () => {
  const outcomes = (await check()).map(({ outcome }) => outcome);
  const count = (/** @type {string} */ wanted) =>
    outcomes.filter((outcome) => outcome === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
};

const unitTests = () =>
  runner(
    'vitest',
    [
      'run',
      '--config=app/tools/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(reports, 'vitest.json')}`,
    ],
    {},
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );

const windowTests = () =>
  runner(
    'playwright',
    ['test', '--config=app/tools/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json') },
    ({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
  );

await run(async () => {
  mkdirSync(reports, { recursive: true });
  say('Checks');
  const tallies = [await checks()];
  say('Unit, engine and component tests');
  tallies.push(await unitTests());
  say('Tests in the real window');
  await ensureBuilt([...windowParts, 'cli', 'samples']);
  tallies.push(await windowTests());
  const sum = (/** @type {keyof Tally} */ key) =>
    tallies.reduce((total, tally) => total + tally[key], 0);
  const skipped = sum('skipped');
  process.stdout.write(
    `\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  process.exit(sum('failed') > 0 ? 1 : 0);
});
