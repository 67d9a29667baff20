import { Component, type ReactNode } from 'react';
import { FaultScreen } from '#renderer/ui/FaultScreen.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  readonly onCopyDiagnostics: () => void;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** A fault of the interface is shown, never a blank window. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <FaultScreen
        title="The window failed to draw itself"
        detail={error.stack ?? error.message}
        onReload={() => window.location.reload()}
        onCopyDiagnostics={this.props.onCopyDiagnostics}
      >
        This is a fault of Duplex. Reloading brings back what was open; calls that are running go
        on.
      </FaultScreen>
    );
  }
}
