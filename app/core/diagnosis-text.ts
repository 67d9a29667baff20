import type { DiagnosisStep } from '../contract/diagnosis.ts';
import { printable } from './printable.ts';

/** Where what belongs to a step begins. */
const indent = ' '.repeat(33);

/**
 * A step as lines of text: `tls         failed     3.1 ms  …`, then the cause, what to try, and the
 * details when they are wanted.
 */
export function stepLines(
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
  ].map(printable);
}
