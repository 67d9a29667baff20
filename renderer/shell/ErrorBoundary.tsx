import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import './App.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
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
      <main className="error-screen" role="alert">
        <h1>The window failed to draw itself</h1>
        <p>This is a fault of Duplex. Calls that are running go on until you reload.</p>
        <pre className="data selectable">{error.stack ?? error.message}</pre>
        <div>
          <Button tone="primary" onPress={() => window.location.reload()}>
            Reload
          </Button>
        </div>
      </main>
    );
  }
}
