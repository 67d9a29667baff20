import type { Diagnosis, DiagnosisStep, StepName } from '#app/contract/diagnosis.ts';
import { stepLines } from '#app/core/diagnosis-text.ts';

/** What a step is called. */
export const stepNames: Readonly<Record<StepName, string>> = {
  name: 'Name look-up',
  connect: 'Connection',
  proxy: 'Proxy',
  tls: 'TLS',
  http2: 'HTTP/2',
  reflection: 'Reflection',
  call: 'Call',
};

/** The state of a step in a word. */
export const stateWords: Readonly<Record<DiagnosisStep['state'], string>> = {
  passed: 'Passed',
  warning: 'Warning',
  failed: 'Failed',
  skipped: 'Skipped',
};

/** What it all came to, in a sentence. */
export function verdictOf({ ok, steps, target }: Diagnosis): string {
  const failed = steps.find(({ state }) => state === 'failed');
  if (!ok) return failed === undefined ? 'It fails' : `It fails at: ${stepNames[failed.step]}`;
  const warnings = steps.filter(({ state }) => state === 'warning').length;
  if (warnings === 0) return `All is well with ${target}`;
  return `It connects to ${target}, with ${warnings === 1 ? 'a warning' : `${warnings} warnings`}`;
}

/** All of it, as `duplex doctor --verbose` prints it. */
export function diagnosisText({ target, steps }: Diagnosis): string {
  const lines = steps.flatMap((step) => stepLines(step, true));
  return `${[`duplex doctor ${target}`, ...lines].join('\n')}\n`;
}
