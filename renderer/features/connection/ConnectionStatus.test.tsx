import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { fail } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';

afterEach(cleanup);

test('asks why only where connecting failed, and somebody can tell', async () => {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const onWhy = vi.fn();
  const { rerender } = render(<ConnectionStatus onWhy={onWhy} />, {
    wrapper: ({ children }) => <AppStoreProvider store={store}>{children}</AppStoreProvider>,
  });
  await store.getState().connectTo('localhost:1');
  expect(screen.queryByRole('button')).toBeNull();
  bridge.answer({
    'targets.connect': () => fail({ code: 'unreachable', message: 'Nobody listens' }),
  });
  await store.getState().connect();
  await userEvent.click(await screen.findByRole('button', { name: 'Why?' }));
  expect(onWhy).toHaveBeenCalledOnce();
  rerender(<ConnectionStatus />);
  expect(screen.queryByRole('button')).toBeNull();
});
