import { expect, test } from 'vitest';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import { verdictOf } from './diagnosis-words.ts';

const step = (state: DiagnosisStep['state']): DiagnosisStep => ({
  step: 'tls',
  state,
  summary: 'TLSv1.3',
  facts: [],
});
const verdict = (...states: readonly DiagnosisStep['state'][]) =>
  verdictOf({
    target: 'grpcs://a:1',
    steps: states.map(step),
    certificates: [],
    ok: !states.includes('failed'),
  });

test('all is well only where nothing is to be warned of', () => {
  expect(verdict('passed', 'skipped')).toBe('All is well with grpcs://a:1');
  expect(verdict('passed', 'warning')).toBe('It connects to grpcs://a:1, with a warning');
  expect(verdict('warning', 'warning')).toBe('It connects to grpcs://a:1, with 2 warnings');
  expect(verdict('warning', 'failed')).toBe('It fails at: TLS');
});
