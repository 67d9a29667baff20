import type { Root } from 'react-dom/client';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { App } from '#renderer/shell/App.tsx';
import { ErrorBoundary } from '#renderer/shell/ErrorBoundary.tsx';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { settled, type WindowState } from './stage.ts';

const galleryTime = Date.parse('2026-11-26T14:20:35Z');

/** Draws the real window over a fake main process and brings it to a state. */
export async function showState(root: Root, state: WindowState): Promise<void> {
  const { answers, prepare, Content = App } = state;
  holdClock();
  const bridge = createFakeBridge({ ...wellAnswers, ...answers });
  const store = createAppStore(bridge);
  root.render(
    <ErrorBoundary onCopyDiagnostics={() => undefined}>
      <AppStoreProvider store={store}>
        <Content />
      </AppStoreProvider>
    </ErrorBoundary>,
  );
  await store.getState().startApp();
  await settled();
  await prepare?.({ bridge, store });
  await settled();
}

/** Rates are measured over the time that goes by, and days are counted: in a picture none does. */
function holdClock(): void {
  const now = performance.now();
  performance.now = () => now;
  Date.now = () => galleryTime;
}
