import { FaultScreen } from '#renderer/ui/FaultScreen.tsx';

interface ProcessEndedProps {
  /** As Electron names it: `crashed`, `oom`, `killed`, … */
  readonly reason: string;
  readonly onReload: () => void;
  readonly onCopyDiagnostics: () => void;
}

/** Shown by a new process in place of the window whose own one ended. */
export function ProcessEnded({ reason, onReload, onCopyDiagnostics }: ProcessEndedProps) {
  return (
    <FaultScreen
      title={`The window’s process ended (${reason})`}
      onReload={onReload}
      onCopyDiagnostics={onCopyDiagnostics}
    >
      {reason === 'oom' ? 'It ran out of memory. ' : ''}
      Everything you typed is kept, and calls that are running go on. Reload to come back to them.
    </FaultScreen>
  );
}
