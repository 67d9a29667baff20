import { createRoot, type Root } from 'react-dom/client';
import { windowBridge } from './bridge/bridge.ts';
import { App } from './shell/App.tsx';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { ProcessEnded } from './shell/ProcessEnded.tsx';
import { reportEnabled } from './shell/report-enabled.ts';
import { keepSession } from './shell/session.ts';
import { createAppStore } from './store/create-app-store.ts';
import { AppStoreProvider } from './store/use-app.tsx';
import './ui/base.css';

/** Why the process before this one ended; see main/shell/watch-page.ts. */
const ended = new URLSearchParams(location.search).get('ended');
const bridge = windowBridge();
const store = createAppStore(bridge);
const copyDiagnostics = () => void store.getState().copyDiagnostics();

window.addEventListener('error', ({ error, message }) => pageFailed(error ?? message));
window.addEventListener('unhandledrejection', ({ reason }) => pageFailed(reason));

/** Nobody was waiting for it: it is shown, and the main process has it in the log. */
function pageFailed(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // Chromium's way of saying that a size changed twice in a frame.
  if (message.startsWith('ResizeObserver loop')) return;
  store.getState().appFaulted({
    code: 'internal',
    message: `Duplex failed: ${message}`,
    hint: 'Please report this with the steps that led to it',
  });
}

// The page is on the screen while this script is read, which may be sooner than all of the page is.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();

function begin(): void {
  const element = document.getElementById('root');
  if (element === null) throw new Error('index.html has no #root');
  const root = createRoot(element);
  if (ended === null) openApp(root);
  else
    root.render(
      <ProcessEnded
        reason={ended}
        onReload={() => location.replace('/')}
        onCopyDiagnostics={copyDiagnostics}
      />,
    );
}

function openApp(root: Root): void {
  keepSession(store);
  reportEnabled(store, bridge);
  root.render(
    <ErrorBoundary onCopyDiagnostics={copyDiagnostics}>
      <AppStoreProvider store={store}>
        <App />
      </AppStoreProvider>
    </ErrorBoundary>,
  );
  void store.getState().startApp();
}
