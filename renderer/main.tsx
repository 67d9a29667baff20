import { createRoot } from 'react-dom/client';
import { windowBridge } from './bridge/bridge.ts';
import { App } from './shell/App.tsx';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { ProcessEnded } from './shell/ProcessEnded.tsx';
import { reportEnabled } from './shell/report-enabled.ts';
import { keepSession } from './shell/session.ts';
import { createAppStore } from './store/create-app-store.ts';
import { AppStoreProvider } from './store/use-app.tsx';
import './ui/base.css';

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
const root = createRoot(element);
const bridge = windowBridge();
const store = createAppStore(bridge);
const copyDiagnostics = () => void store.getState().copyDiagnostics();

/** Why the process before this one ended; see main/shell/watch-page.ts. */
const ended = new URLSearchParams(location.search).get('ended');
if (ended === null) openApp();
else
  root.render(
    <ProcessEnded
      reason={ended}
      onReload={() => location.replace('/')}
      onCopyDiagnostics={copyDiagnostics}
    />,
  );

function openApp(): void {
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
