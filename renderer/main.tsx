import { createRoot } from 'react-dom/client';
import { windowBridge } from './bridge/bridge.ts';
import { App } from './shell/App.tsx';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { keepSession } from './shell/session.ts';
import { createAppStore } from './store/create-app-store.ts';
import { AppStoreProvider } from './store/use-app.tsx';
import './ui/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const bridge = windowBridge();
const store = createAppStore(bridge);
keepSession(store, bridge);
createRoot(root).render(
  <ErrorBoundary>
    <AppStoreProvider store={store}>
      <App />
    </AppStoreProvider>
  </ErrorBoundary>,
);
void store.getState().startApp();
