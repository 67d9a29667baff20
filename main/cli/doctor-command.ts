import { parseDeadline } from '#app/core/deadline.ts';
import { stepLines } from '#app/core/diagnosis-text.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine } from '#engine';
import type { Arguments } from './arguments.ts';
import { cancelled, failureExit, statusExit } from './exit-status.ts';
import { callMetadata } from './given-metadata.ts';
import { type Terminal, writeLine } from './output.ts';
import { serverRefOf } from './request.ts';
import { expectAtMost } from './schema-commands.ts';

/** Prints each step to a server as it ends; answers with the exit status of the first that failed. */
export async function doctor(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [address] = expectAtMost(positionals, 1, 'duplex doctor TARGET');
  const {
    target,
    sources,
    metadata = [],
  } = serverRefOf(address, values, 'The doctor needs a server');
  const asJson = values.json === true;
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    const { protos, descriptorSets, bufDirs = [] } = sources;
    if (protos.length + descriptorSets.length + bufDirs.length > 0)
      await engine.schema({ target: null, sources: { ...sources, reflection: false } });
    const diagnosis = await engine.diagnose(target, {
      metadata,
      callMetadata: callMetadata(values),
      reflection: sources.reflection,
      deadlineMs: parseDeadline(values.deadline ?? ''),
      signal: interrupt.signal,
      onStep: (step) => {
        if (asJson) return;
        for (const line of stepLines(step, values.verbose === true))
          writeLine(terminal.stdout, line);
      },
    });
    if (asJson) writeLine(terminal.stdout, printable(JSON.stringify(diagnosis)));
    const failed = diagnosis.steps.find(({ state }) => state === 'failed');
    return failed?.cause === undefined ? 0 : failureExit(failed.cause);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    terminal.stderr.write('Cancelled\n');
    return statusExit(cancelled);
  } finally {
    stopListening();
  }
}
