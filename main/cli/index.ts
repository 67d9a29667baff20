// A warning of the runtime about a library is nothing that a person at the terminal can mend.
process.noDeprecation = true;

import packageJson from '#package' with { type: 'json' };
import { nameCurrentFolder } from './current-folder.ts';
import { cancelled, statusExit } from './exit-status.ts';
import { homeFolder } from './home.ts';
import { keptReadings } from './kept-readings.ts';
import { run } from './run.ts';

/** For a slow reader of standard output, after Ctrl+C. */
const graceMs = 1000;
let interrupts = 0;
const listeners = new Set<() => void>();
process.on('SIGINT', () => {
  interrupts += 1;
  // The first asks the call to end; without a call, or the second time, the process goes.
  if (interrupts > 1 || listeners.size === 0) process.exit(130);
  for (const listener of listeners) listener();
  // A person who has had enough does not wait for a reader that may never read.
  if (process.stdout.writableLength > 0)
    setTimeout(() => process.exit(statusExit(cancelled)), graceMs);
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that went away, such as head, has seen enough.
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`duplex: standard output cannot be written: ${error.message}\n`);
  process.exit(1);
});
// Who does not want to hear what went wrong still gets the exit status.
process.stderr.on('error', () => {});

// With nothing left to wait for, what is awaited never comes: silence would look like success.
process.once('beforeExit', () => {
  process.stderr.write(
    'duplex: the command ended without an answer; please report what led to it\n',
  );
  process.exit(1);
});

async function main(): Promise<void> {
  nameCurrentFolder();
  const exit = await run(process.argv.slice(2), {
    // Made when it is first asked for, and most commands do not ask.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    version: packageJson.version,
    keptReadings: keptReadings(homeFolder()),
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  // Standard output may still hold lines for a slow reader; the process ends when they are gone.
  process.exitCode = exit;
  process.stdout.write('', (error) => {
    if (!error) process.exit(exit);
  });
}

void main();
