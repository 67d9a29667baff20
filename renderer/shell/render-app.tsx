import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ok } from '#app/contract/result.ts';
import { fakeStart, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { type Answers, createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { App } from './App.tsx';
import { standInForBrowser } from './browser-stand-ins.ts';

/** The whole window over a fake main process, for tests of what a person sees and does. */
export function renderApp(answers: Answers = {}) {
  standInForBrowser();
  const bridge = createFakeBridge({ ...wellAnswers, ...answers });
  const store = createAppStore(bridge);
  const view = render(
    <AppStoreProvider store={store}>
      <App />
    </AppStoreProvider>,
  );
  void store.getState().startApp();
  return { ...view, bridge, store, user: userEvent.setup() };
}

/** The same, connected to a server with the fake schema. */
export async function renderConnected() {
  const app = renderApp({
    'app.start': () => ok({ ...fakeStart, connect: 'grpc://localhost:50051' }),
  });
  await screen.findByRole('treeitem', { name: /^Converse/ });
  return app;
}

/** How a call ends well. */
export const okEnd = { code: 0, status: 'OK', message: '', details: [], trailers: [] };
