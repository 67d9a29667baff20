import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
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
