import { Check, CircleX, Minus, TriangleAlert } from 'lucide-react';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { Certificate } from '#app/contract/target.ts';
import { Certificates } from '#renderer/features/connection/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatMs } from '#renderer/ui/format.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { Cause } from './Cause.tsx';
import { stateWords, stepNames } from './diagnosis-words.ts';

interface StepProps {
  readonly step: DiagnosisStep;
  /** The chain that the server showed; it belongs to the step of TLS. */
  readonly certificates: readonly Certificate[];
  /** It was found of what is the target no more: nothing of it is to be mended. */
  readonly isBefore: boolean;
}

/** One step: what it came to, and where that is not well, why and what to do. */
export function Step({ step, certificates, isBefore }: StepProps) {
  const { state, ms, summary } = step;
  const name = stepNames[step.step];
  const word = stateWords[state];
  // A failed step has nothing to say that its cause does not.
  const isTold = summary !== step.cause?.message;
  return (
    <li className={`diagnosis-step diagnosis-step-${state}`} aria-label={`${name}: ${word}`}>
      <div className="diagnosis-head">
        <Mark state={state} />
        <span className="diagnosis-name">{name}</span>
        <span className="diagnosis-state">{word}</span>
        <span className="diagnosis-ms">{ms === undefined ? '' : formatMs(ms)}</span>
      </div>
      <div className="diagnosis-body">
        {isTold ? <p className="diagnosis-summary">{shownText(summary)}</p> : null}
        <Cause step={step} certificates={certificates} isBefore={isBefore} />
        <Details step={step} certificates={step.step === 'tls' ? certificates : []} />
      </div>
    </li>
  );
}

const marks = {
  passed: Check,
  warning: TriangleAlert,
  failed: CircleX,
  skipped: Minus,
} as const;

function Mark({ state }: Pick<DiagnosisStep, 'state'>) {
  const Icon = marks[state];
  return <Icon className="diagnosis-mark" size={16} aria-hidden="true" />;
}

function Details({ step: { step, state, facts }, certificates }: Omit<StepProps, 'isBefore'>) {
  const copyText = useApp((all) => all.copyText);
  if (facts.length === 0 && certificates.length === 0) return null;
  return (
    <details className="diagnosis-details" open={state === 'failed'}>
      <summary>
        Details<span className="visually-hidden"> of {stepNames[step]}</span>
      </summary>
      <dl className="diagnosis-facts">
        {facts.map(([label, value], place) => (
          <div key={`${place.toString()} ${label}`} className="diagnosis-fact">
            <dt>{shownText(label)}</dt>
            <dd className="data">{shownText(value)}</dd>
          </div>
        ))}
      </dl>
      {certificates.length === 0 ? null : (
        <section className="diagnosis-certificates" aria-label="Certificates">
          <Certificates certificates={certificates} onCopy={(text) => void copyText(text)} />
        </section>
      )}
    </details>
  );
}
