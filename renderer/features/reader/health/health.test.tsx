import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { later } from '#renderer/bridge/fake-bridge.ts';
import { renderConnected } from '#renderer/shell/render-app.tsx';

afterEach(cleanup);

const row = (name: RegExp) =>
  within(screen.getByRole('table', { name: 'Health' })).getByRole('row', { name });

async function openHealth() {
  const app = await renderConnected();
  await app.user.click(screen.getByRole('button', { name: 'Health' }));
  await screen.findByRole('table', { name: 'Health' });
  return app;
}

test('the page asks when it opens, and again when told to', async () => {
  const { bridge, user } = await openHealth();
  expect(row(/^The server as a whole SERVING/)).toBeTruthy();
  expect(row(/^chat\.v1\.Chat SERVING/)).toBeTruthy();
  const [first] = bridge.asked('health.survey');
  expect(first).toMatchObject({ services: ['chat.v1.Chat', 'greeter.v1.Greeter'], metadata: [] });
  bridge.answer({
    'health.survey': () =>
      ok([
        { service: '', status: 'SERVING' },
        { service: 'chat.v1.Chat', status: 'NOT_SERVING' },
        { service: 'late.Service', status: 'SERVICE_UNKNOWN' },
      ]),
  });
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await screen.findByText('1 not serving · 1 unknown');
  bridge.answer({
    'health.survey': () =>
      ok([
        { service: '', status: 'NOT_SERVING' },
        { service: 'chat.v1.Chat', status: 'NOT_SERVING' },
        { service: 'late.Service', status: 'SERVICE_UNKNOWN' },
      ]),
  });
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await screen.findByText('the server not serving · 1 not serving · 1 unknown');
  expect(row(/^chat\.v1\.Chat NOT_SERVING/)).toBeTruthy();
  expect(row(/^late\.Service Not registered .* SERVICE_UNKNOWN/)).toBeTruthy();
});

test('that it is asked with the metadata for reflection is told, by names alone', async () => {
  const { bridge, user, store } = await openHealth();
  expect(screen.queryByText(/asked with/)).toBeNull();
  const { address } = store.getState().workspaceTarget;
  act(() => {
    store.getState().setReflectionMetadata(address, [{ name: 'x-token', value: 'secret' }]);
    store.getState().takeReflectionMetadata(address);
  });
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  expect(bridge.asked('health.survey').at(-1)?.metadata).toEqual([['x-token', 'secret']]);
  expect(screen.getByText(/asked with/).textContent).toBe(
    'asked with the metadata for reflection: x-token',
  );
});

test('a watch shows each change, and ends when the page goes', async () => {
  const { bridge, user } = await openHealth();
  await user.click(screen.getByRole('switch', { name: 'Watch' }));
  const [watch] = bridge.asked('health.watch');
  expect(watch?.services).toEqual(['chat.v1.Chat', 'greeter.v1.Greeter']);
  const watchId = watch?.watchId ?? '';
  const tell = (id: string, status: 'NOT_SERVING') =>
    act(() => bridge.emit('health.changed', { watchId: id, health: { service: '', status } }));
  tell('another', 'NOT_SERVING');
  expect(row(/^The server as a whole SERVING/)).toBeTruthy();
  tell(watchId, 'NOT_SERVING');
  expect(row(/^The server as a whole NOT_SERVING/)).toBeTruthy();
  const error = { code: 'unreachable', message: 'Nobody listens' } as const;
  act(() => {
    for (const service of ['', 'chat.v1.Chat'])
      bridge.emit('health.changed', { watchId, health: { service, error, retryMs: 1000 } });
  });
  expect(row(/^chat\.v1\.Chat Lost/)).toBeTruthy();
  expect(screen.getAllByText('Nobody listens. It is tried again')).toHaveLength(1);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('table', { name: 'Health' })).toBeNull();
  expect(bridge.asked('health.stop')).toEqual([{ watchId }]);
});

test('a watch that was on when the page was left is on again when one comes back', async () => {
  const { bridge, user } = await openHealth();
  const isOn = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Watch' }).checked;
  bridge.answer({ 'health.watch': later<'health.watch'>().answer });
  const comeBack = async () => {
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Health' }));
    await screen.findByRole('table', { name: 'Health' });
  };
  await user.click(screen.getByRole('switch', { name: 'Watch' }));
  await comeBack();
  expect(isOn()).toBe(true);
  const watches = bridge.asked('health.watch');
  expect(watches).toHaveLength(2);
  expect(bridge.asked('health.stop')).toEqual([{ watchId: watches[0]?.watchId }]);
  await user.click(screen.getByRole('switch', { name: 'Watch' }));
  await comeBack();
  expect(isOn()).toBe(false);
  expect(bridge.asked('health.watch')).toHaveLength(2);
});

test('a watch that is over is off, and what came too late is not shown', async () => {
  const { bridge, user, store } = await openHealth();
  const over = later<'health.watch'>();
  bridge.answer({ 'health.watch': over.answer });
  const isOn = () => screen.getByRole<HTMLInputElement>('switch', { name: 'Watch' }).checked;
  await user.click(screen.getByRole('switch', { name: 'Watch' }));
  expect(isOn()).toBe(true);
  await act(async () => over.resolve(ok(null)));
  expect(isOn()).toBe(false);
  const slow = later<'health.survey'>();
  bridge.answer({ 'health.survey': slow.answer });
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  act(() => store.getState().closeReader());
  await act(async () => slow.resolve(ok([])));
  expect(store.getState().health).toBeNull();
});

test('why nothing is known is said; a service’s menu leads to it', async () => {
  const { bridge, user } = await renderConnected();
  bridge.answer({
    'health.survey': () =>
      fail({ code: 'status', status: 12, message: 'It has no health service', hint: 'May be' }),
  });
  const service = screen.getByRole('treeitem', { name: /^greeter\.v1\.Greeter/ });
  await user.pointer({ keys: '[MouseRight]', target: service });
  await user.click(await screen.findByRole('menuitem', { name: 'Health' }));
  await screen.findByText('It has no health service');
  bridge.answer({
    'health.survey': () => ok([{ service: 'greeter.v1.Greeter', status: 'UNKNOWN' }]),
  });
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await screen.findByRole('table', { name: 'Health' });
  expect(row(/^greeter/).getAttribute('aria-current')).toBe('true');
});
