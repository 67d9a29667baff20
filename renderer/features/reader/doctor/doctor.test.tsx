import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Diagnosis } from '#app/contract/diagnosis.ts';
import { fail, ok } from '#app/contract/result.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { later } from '#renderer/bridge/fake-bridge.ts';
import { fakeDiagnosis } from '#renderer/bridge/fake-diagnosis.ts';
import { renderApp } from '#renderer/shell/render-app.tsx';

afterEach(cleanup);

const plaintext: Diagnosis = {
  target: 'grpcs://localhost:50051',
  steps: [
    ...fakeDiagnosis.steps.slice(0, 1),
    {
      step: 'tls',
      state: 'failed',
      ms: 2,
      summary: 'It speaks plaintext',
      facts: [['Version', 'none']],
      cause: {
        code: 'unreachable',
        message: 'It speaks plaintext',
        hint: 'Use grpc://localhost',
        advice: 'tls-off',
      },
    },
    { step: 'http2', state: 'skipped', summary: 'Not looked at', facts: [] },
  ],
  certificates: [],
  ok: false,
};

const verdict = () => screen.getByRole('status', { name: 'Verdict' }).textContent;
const steps = () =>
  within(screen.getByRole('list', { name: 'Steps' }))
    .getAllByRole('listitem')
    .map((item) => item.getAttribute('aria-label'));

/** A window whose server speaks plaintext, and is addressed with TLS. */
async function renderFailed() {
  const app = renderApp({
    'connection.diagnose': () => ok(plaintext),
    'targets.connect': () => fail({ code: 'unreachable', message: 'It speaks plaintext' }),
  });
  await act(() => app.store.getState().connectTo('grpcs://localhost:50051'));
  return app;
}

test('Why? beside a failed connection explains it, step by step as they end', async () => {
  const { bridge, user } = await renderFailed();
  const slow = later<'connection.diagnose'>();
  bridge.answer({ 'connection.diagnose': slow.answer });
  const [why] = screen.getAllByRole('button', { name: 'Why?' });
  if (why === undefined) throw new Error('nobody offers it');
  await user.click(why);
  expect(verdict()).toBe('Going the way to the server…');
  const { diagnosisId = '' } = bridge.asked('connection.diagnose')[0] ?? {};
  const [name] = plaintext.steps;
  if (name === undefined) throw new Error('there are steps');
  act(() => bridge.emit('connection.step', { diagnosisId: 'another', step: name }));
  expect(screen.queryByRole('list', { name: 'Steps' })).toBeNull();
  act(() => bridge.emit('connection.step', { diagnosisId, step: name }));
  expect(steps()).toEqual(['Name look-up: Passed']);
  await act(async () => slow.resolve(ok(plaintext)));
  expect(steps()).toEqual(['Name look-up: Passed', 'TLS: Failed', 'HTTP/2: Skipped']);
  expect(verdict()).toBe('It fails at: TLS. It speaks plaintext');
  // What is wrong is said once to the eye, and its details are open.
  const failed = screen.getByRole('listitem', { name: 'TLS: Failed' });
  expect(within(failed).getAllByText('It speaks plaintext')).toHaveLength(1);
  expect(failed.querySelector('details')?.open).toBe(true);
});

test('Stop goes no further, and what was found until then stays', async () => {
  const { bridge, user } = await renderFailed();
  const slow = later<'connection.diagnose'>();
  bridge.answer({ 'connection.diagnose': slow.answer });
  await user.keyboard('{Control>}k{/Control}diagnose{Enter}');
  const stop = await screen.findByRole('button', { name: 'Stop' });
  const { diagnosisId = '' } = bridge.asked('connection.diagnose')[0] ?? {};
  const [name] = plaintext.steps;
  if (name === undefined) throw new Error('there are steps');
  act(() => bridge.emit('connection.step', { diagnosisId, step: name }));
  await user.click(stop);
  expect(bridge.asked('connection.stopDiagnosis')).toEqual([{ diagnosisId }]);
  await act(async () => slow.resolve(fail({ code: 'cancelled', message: 'It was stopped' })));
  expect(verdict()).toBe('Stopped before it came to a verdict');
  expect(steps()).toEqual(['Name look-up: Passed']);
  expect(screen.getByRole('button', { name: 'Run again' })).toBe(document.activeElement);
});

test('a remedy changes the target, connects and looks again', async () => {
  const { bridge, user, store } = await renderFailed();
  await user.keyboard('{Control>}k{/Control}diagnose{Enter}');
  const remedy = await screen.findByRole('button', { name: 'Switch TLS off' });
  bridge.answer({ 'connection.diagnose': () => ok(fakeDiagnosis) });
  await user.click(remedy);
  await screen.findByText('All is well with grpc://localhost:50051');
  expect(store.getState().workspaceTarget.address).toBe('grpc://localhost:50051');
  expect(bridge.asked('targets.connect').at(-1)?.target.address).toBe('grpc://localhost:50051');
  expect(document.activeElement?.className).toBe('reader-page');
});

test('a connection that became another one since is told', async () => {
  const { bridge, user, store } = await renderFailed();
  await user.keyboard('{Control>}k{/Control}diagnose{Enter}');
  await screen.findByText('It fails at: TLS');
  bridge.answer(wellAnswers);
  await act(() => store.getState().connect());
  await user.click(await screen.findByRole('button', { name: 'Look again' }));
  await screen.findByText(/^All is well/);
  bridge.answer({ 'targets.connect': () => fail({ code: 'unreachable', message: 'gone' }) });
  await act(() => store.getState().connect());
  await screen.findByText('The last attempt to connect failed');
});

test('that calls fail though it is connected is no news', async () => {
  const { bridge, user, store } = renderApp({ 'connection.diagnose': () => ok(plaintext) });
  await act(() => store.getState().connectTo('grpcs://localhost:50051'));
  await user.keyboard('{Control>}k{/Control}diagnose{Enter}');
  await screen.findByText('It fails at: TLS');
  expect(screen.queryByText('It is connected by now')).toBeNull();
  bridge.answer({ 'targets.connect': () => fail({ code: 'unreachable', message: 'gone' }) });
  await act(() => store.getState().connect());
  bridge.answer(wellAnswers);
  await act(() => store.getState().connect());
  expect(screen.queryByText('It is connected by now')).toBeNull();
});

test('it is copied as the command line prints it, and is of one target alone', async () => {
  const { bridge, user, store } = await renderFailed();
  await user.keyboard('{Control>}k{/Control}diagnose{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Copy as text' }));
  const [copied] = bridge.asked('clipboard.write');
  expect(copied?.text.split('\n')).toEqual([
    'duplex doctor grpcs://localhost:50051',
    'name        ok           0.6 ms  localhost is 127.0.0.1',
    `${' '.repeat(33)}Address: 127.0.0.1`,
    'tls         failed       2.0 ms  It speaks plaintext',
    `${' '.repeat(33)}It speaks plaintext`,
    `${' '.repeat(33)}Use grpc://localhost`,
    `${' '.repeat(33)}Version: none`,
    'http2       skipped              Not looked at',
    '',
  ]);
  act(() => store.getState().setAddress('grpc://other:1'));
  // What was found stays to be read, and is told to be of before.
  screen.getByText('This is of before: the address or its settings have changed since');
  expect(steps()).toEqual(['Name look-up: Passed', 'TLS: Failed', 'HTTP/2: Skipped']);
  expect(screen.queryByRole('button', { name: 'Switch TLS off' })).toBeNull();
  const asked = bridge.asked('connection.diagnose').length;
  await user.click(screen.getByRole('button', { name: 'Look again' }));
  expect(bridge.asked('connection.diagnose').slice(asked)).toMatchObject([
    { target: { address: 'grpc://other:1' } },
  ]);
  expect(screen.queryByText(/^This is of before/)).toBeNull();
});
