import { CircleCheck, CircleX } from 'lucide-react';
import type { Diagnosis } from '#app/contract/diagnosis.ts';
import { activeConnection, activeTarget } from '#renderer/features/connection/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { EmptyState, Notice } from '#renderer/ui/Notice.tsx';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ReaderBar } from '../ReaderBar.tsx';
import { type DiagnosisView, isOfBefore } from './diagnosis.slice.ts';
import { diagnosisText, verdictOf } from './diagnosis-words.ts';
import { Step } from './Step.tsx';
import './DiagnosisPage.css';

/** Why the active target does or does not connect: each step to it, the failing one explained. */
export function DiagnosisPage() {
  const address = useApp((state) => activeTarget(state).address.trim());
  const view = useApp((state) => state.diagnosis);
  const diagnose = useApp((state) => state.diagnose);
  const stop = useApp((state) => state.stopDiagnosis);
  const copyText = useApp((state) => state.copyText);
  const outcome = view?.outcome;
  const isRunning = view !== null && outcome === undefined && view.error === undefined;
  return (
    <>
      <ReaderBar
        actions={
          <>
            {outcome === undefined ? null : (
              <CopyButton
                label="Copy as text"
                text={() => diagnosisText(outcome)}
                onCopy={(text) => void copyText(text)}
              />
            )}
            {/* One button: the keyboard stays on it. */}
            <Button
              isDisabled={address === ''}
              onPress={() => void (isRunning ? stop() : diagnose())}
            >
              {isRunning ? 'Stop' : view === null ? 'Run' : 'Run again'}
            </Button>
          </>
        }
      >
        <h1 className="reader-heading">Diagnosis</h1>
        <span className="reader-address data" title={shownText(address)}>
          {shownText(address)}
        </span>
      </ReaderBar>
      <div className="diagnosis-bar">
        <QuietBar isActive={isRunning} label="Going the way to the server" />
      </div>
      {view === null ? (
        <div className="reader-body">
          <EmptyState
            title={
              address === '' ? 'There is no server address yet' : `${address} was not looked at yet`
            }
          />
        </div>
      ) : (
        <Looked view={view} isRunning={isRunning} />
      )}
    </>
  );
}

interface LookedProps {
  readonly view: DiagnosisView;
  readonly isRunning: boolean;
}

function Looked({ view, isRunning }: LookedProps) {
  const { steps, outcome, error } = view;
  const certificates = outcome?.certificates ?? [];
  const isBefore = useApp(isOfBefore);
  return (
    <div className={`reader-body diagnosis${isBefore ? ' diagnosis-before' : ''}`}>
      {isBefore ? <Before /> : null}
      <Verdict view={view} isRunning={isRunning} />
      {isBefore ? null : <SinceThen outcome={outcome} />}
      {error === undefined || error.code === 'cancelled' ? null : (
        <Notice tone="danger" title={error.message} hint={error.hint} />
      )}
      {steps.length === 0 ? null : (
        <ol className="diagnosis-steps" aria-label="Steps">
          {steps.map((step) => (
            <Step key={step.step} step={step} certificates={certificates} isBefore={isBefore} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** What was found is of another target by now. */
function Before() {
  const diagnose = useApp((state) => state.diagnose);
  const isNowhere = useApp((state) => activeTarget(state).address.trim() === '');
  return (
    <Notice
      tone="info"
      title="This is of before: the address or its settings have changed since"
      actions={isNowhere ? [] : [{ label: 'Look again', onPress: () => void diagnose() }]}
    />
  );
}

/** What was found need not hold for ever: whether the connection has become another one since. */
function SinceThen({ outcome }: { readonly outcome: Diagnosis | undefined }) {
  const state = useApp((all) => activeConnection(all)?.state);
  const diagnose = useApp((all) => all.diagnose);
  const connect = useApp((all) => all.connect);
  if (outcome?.ok === false && state === 'connected')
    return (
      <Notice
        tone="info"
        title="It is connected by now"
        actions={[{ label: 'Look again', onPress: () => void diagnose() }]}
      />
    );
  if (outcome?.ok === true && state === 'failed')
    return (
      <Notice
        tone="info"
        title="The last attempt to connect failed"
        actions={[{ label: 'Try again', onPress: () => void connect() }]}
      />
    );
  return null;
}

/** What it came to, said aloud too. */
function Verdict({ view: { steps, outcome, error }, isRunning }: LookedProps) {
  const failed = steps.find(({ state }) => state === 'failed');
  const tone = outcome === undefined ? 'running' : outcome.ok ? 'ok' : 'danger';
  return (
    <p className={`diagnosis-verdict diagnosis-${tone}`}>
      {tone === 'ok' ? <CircleCheck size={16} aria-hidden="true" /> : null}
      {tone === 'danger' ? <CircleX size={16} aria-hidden="true" /> : null}
      <span role="status" aria-label="Verdict">
        {isRunning ? 'Going the way to the server…' : null}
        {error?.code === 'cancelled' ? 'Stopped before it came to a verdict' : null}
        {outcome === undefined ? null : shownText(verdictOf(outcome))}
        {outcome === undefined || failed?.cause === undefined ? null : (
          <span className="visually-hidden">{`. ${shownText(failed.cause.message)}`}</span>
        )}
      </span>
    </p>
  );
}
