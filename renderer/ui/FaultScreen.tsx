import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { shownLines } from './shown-text.ts';
import './FaultScreen.css';

interface FaultScreenProps {
  readonly title: string;
  readonly children: ReactNode;
  /** For whoever reports it. */
  readonly detail?: string | undefined;
  readonly onReload: () => void;
  readonly onCopyDiagnostics: () => void;
}

/** The window cannot be shown: why, and the way back. */
export function FaultScreen(props: FaultScreenProps) {
  const { title, children, detail, onReload, onCopyDiagnostics } = props;
  return (
    <main className="fault-screen" role="alert">
      <h1>{title}</h1>
      <p>{children}</p>
      {detail === undefined ? null : <pre className="data selectable">{shownLines(detail)}</pre>}
      <div className="fault-screen-actions">
        <Button tone="primary" autoFocus onPress={onReload}>
          Reload
        </Button>
        <Button onPress={onCopyDiagnostics}>Copy diagnostics</Button>
      </div>
    </main>
  );
}
