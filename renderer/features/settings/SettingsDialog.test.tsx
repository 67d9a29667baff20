import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '#renderer/shell/render-app.tsx';

afterEach(cleanup);

test('whether the message’s lines are wrapped is a setting, which its command switches too', async () => {
  const { bridge, user, store } = renderApp();
  await user.keyboard('{Control>},{/Control}');
  const wraps = await screen.findByRole<HTMLInputElement>('switch', {
    name: 'Wrap the message’s lines',
  });
  expect(wraps.checked).toBe(false);
  await user.click(wraps);
  expect(wraps.checked).toBe(true);
  expect(bridge.asked('settings.save').at(-1)?.settings).toMatchObject({ wrapLines: true });
  act(() => store.getState().changeSettings({ wrapLines: false }));
  expect(wraps.checked).toBe(false);
});
