import { CASES } from './cases.ts';
import { runCase } from './run-case.ts';

/**
 * Runs cases of all kinds in turns, from a first seed on, for some seconds or up to a number. Prints
 * each that fails, with its seed, and a line at the end; status 1 when one failed.
 */
const [, , first = '1', seconds = '60', most = 'Infinity'] = process.argv;
const end = performance.now() + Number(seconds) * 1000;
const last = Number(first) + Number(most);
let failed = 0;
let run = 0;

for (let seed = Number(first); seed < last && performance.now() < end; seed += 1) {
  for (const [name, work] of Object.entries(CASES)) {
    run += 1;
    try {
      await runCase(name, work, seed);
    } catch (error) {
      failed += 1;
      const cause = error instanceof Error ? error.cause : undefined;
      const stack = cause instanceof Error ? (cause.stack ?? '') : '';
      process.stdout.write(`${String(error)}\n${stack.split('\n').slice(1, 8).join('\n')}\n`);
    }
  }
}
const megabytes = Math.round(process.memoryUsage().rss / 1e6);
process.stdout.write(
  `seeds from ${first}: ${run - failed} passed, ${failed} failed; ${megabytes} MB\n`,
);
if (failed > 0) process.exitCode = 1;
