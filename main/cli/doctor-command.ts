import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import { Failure } from '#app/contract/result.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine } from '#engine';
import type { Arguments } from './arguments.ts';
import { failureExit, statusExit } from './exit-status.ts';
import { type Terminal, writeLine } from './output.ts';
import { metadataOf, targetSettingsOf } from './request.ts';
import { expectAtMost } from './schema-commands.ts';

/** The status of what was given up. */
const cancelled = 1;
/** Where what belongs to a step begins. */
const indent = ' '.repeat(33);

/** Prints each step to a server as it ends; answers with the exit status of the first that failed. */
export async function doctor(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [address] = expectAtMost(positionals, 1, 'duplex doctor TARGET');
  if (address === undefined)
    throw new Failure('usage', 'TARGET is missing', 'Give a server such as localhost:50051');
  const target = targetSettingsOf(address, values);
  const metadata = metadataOf(values.header ?? []);
  const asJson = values.json === true;
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    const diagnosis = await engine.diagnose(target, {
      metadata,
      signal: interrupt.signal,
      onStep: (step) => {
        if (asJson) return;
        for (const line of linesOf(step, values.verbose === true))
          writeLine(terminal.stdout, printable(line));
      },
    });
    if (asJson) writeLine(terminal.stdout, JSON.stringify(diagnosis));
    const failed = diagnosis.steps.find(({ state }) => state === 'failed');
    return failed?.cause === undefined ? 0 : failureExit(failed.cause);
  } catch (error) {
    if (interrupt.signal.aborted) return statusExit(cancelled);
    throw error;
  } finally {
    stopListening();
  }
}

/** `tls         failed     3.1 ms  …`, then the cause, what to try, and the details when they are wanted. */
function linesOf(
  { cause, facts, ms, state, step, summary }: DiagnosisStep,
  isVerbose: boolean,
): readonly string[] {
  const time = ms === undefined ? '' : `${ms.toFixed(1)} ms`;
  const word = state === 'passed' ? 'ok' : state;
  const told = [cause?.message, cause?.hint].filter((text) => text !== undefined);
  const details = isVerbose ? facts.map(([label, value]) => `${label}: ${value}`) : [];
  return [
    `${step.padEnd(12)}${word.padEnd(8)}${time.padStart(11)}  ${summary}`,
    ...[...told, ...details].map((line) => indent + line),
  ];
}
