import { Failure } from '#app/contract/result.ts';
import { deadlineText, parseDeadline } from '#app/core/deadline.ts';
import { stepLines } from '#app/core/diagnosis-text.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine } from '#engine';
import type { Arguments } from './arguments.ts';
import { cancelled, deadlineExceeded, failureExit, statusExit } from './exit-status.ts';
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
  const ref = serverRefOf(address, values, 'The doctor needs a server');
  const { target, sources, metadata = [] } = ref;
  const asJson = values.json === true;
  const ms = parseDeadline(values.deadline ?? '');
  const late = ms === undefined ? [] : [AbortSignal.timeout(ms)];
  let isConnected = false;
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    const diagnosis = await engine.diagnose(target, {
      metadata,
      reflection: sources.reflection,
      signal: AbortSignal.any([interrupt.signal, ...late]),
      onStep: (step) => {
        isConnected ||= step.step === 'http2' && step.state === 'passed';
        if (asJson) return;
        for (const line of stepLines(step, values.verbose === true))
          writeLine(terminal.stdout, line);
      },
    });
    if (asJson) writeLine(terminal.stdout, printable(JSON.stringify(diagnosis)));
    const failed = diagnosis.steps.find(({ state }) => state === 'failed');
    return failed?.cause === undefined ? 0 : failureExit(failed.cause);
  } catch (error) {
    if (interrupt.signal.aborted) {
      terminal.stderr.write('Cancelled\n');
      return statusExit(cancelled);
    }
    if (ms === undefined || late[0]?.aborted !== true) throw error;
    const message = `The deadline of ${deadlineText(ms)} passed before the diagnosis was done`;
    throw new Failure(isConnected ? 'status' : 'unreachable', message, undefined, deadlineExceeded);
  } finally {
    stopListening();
  }
}
