import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { fakeRow, fakeStart, fakeSummary, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { okEnd, renderApp, renderConnected } from './render-app.tsx';

afterEach(cleanup);

test('tells the main process that it can be used', async () => {
  const { bridge } = renderApp();
  await waitFor(() => expect(bridge.asked('app.ready')).toHaveLength(1));
});

test('connects to what is typed and shows its services', async () => {
  const { user } = renderApp();
  expect(screen.getByRole('status', { name: 'Connection' }).textContent).toMatch(/^Not connected/);
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:50051');
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  await screen.findByRole('treeitem', { name: /^greeter\.v1\.Greeter/ });
  expect(screen.getByRole('status', { name: 'Connection' }).textContent).toMatch(/^Connected/);
  expect(screen.getByRole('button', { name: 'Refresh schema' })).toBeTruthy();
});

test('says what is wrong and what to try when it does not connect', async () => {
  const { user } = renderApp({
    'targets.connect': () =>
      fail({ code: 'unreachable', message: 'Nobody listens at localhost:1', hint: 'Start it' }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Nobody listens at localhost:1');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Server address' }));
  expect(screen.queryByRole('button', { name: 'Refresh schema' })).toBeNull();
});

test('a server that speaks the other scheme is reached by the first thing that is offered', async () => {
  const { user, bridge } = renderApp();
  const mismatch = { code: 'unreachable', message: 'It speaks TLS, not plaintext' } as const;
  bridge.answer({
    'targets.connect': () => fail({ ...mismatch, advice: 'tls-on' }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'grpc://a:1{Enter}');
  const alert = within(await screen.findByRole('alert'));
  const [first] = alert.getAllByRole('button');
  expect(first?.textContent).toBe('Switch TLS on');
  bridge.answer(wellAnswers);
  await user.click(alert.getByRole('button', { name: 'Switch TLS on' }));
  await screen.findByRole('treeitem', { name: /^greeter\.v1\.Greeter/ });
  expect(bridge.asked('targets.connect').at(-1)?.target.address).toBe('grpcs://a:1');
});

test('a proxy that lets nobody through is a press away, where it is named', async () => {
  const { user } = renderApp({
    'targets.connect': () =>
      fail({ code: 'unreachable', message: 'The proxy asks for a password', advice: 'proxy' }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Proxy settings' }));
  await screen.findByRole('dialog', { name: 'Settings' });
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Connection options' }));
  await user.type(screen.getByRole('textbox', { name: 'Proxy' }), 'http://joe@localhost:3128');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await user.click(await screen.findByRole('button', { name: 'Proxy settings' }));
  await screen.findByRole('dialog', { name: 'Connection options' });
});

test('a server that is lost is told over the tree too, with what to do', async () => {
  const { user, bridge } = await renderConnected();
  const address = screen.getByRole('combobox', { name: 'Server address' });
  bridge.answer({
    'targets.connect': () =>
      fail({ code: 'unreachable', message: 'It speaks TLS, not plaintext', advice: 'tls-on' }),
  });
  await user.click(address);
  await user.keyboard('{Enter}');
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByText('It speaks TLS, not plaintext')).toBeTruthy();
  expect(screen.getByRole('treeitem', { name: /^greeter\.v1\.Greeter/ })).toBeTruthy();
  const steps = alert.getAllByRole('button').map(({ textContent }) => textContent);
  expect(steps).toEqual(['Switch TLS on', 'Try again']);
});

test('a server without reflection is connected, and says how to get a schema', async () => {
  const { user } = renderApp({
    'schema.read': () => fail({ code: 'no-reflection', message: 'It has no reflection' }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await screen.findByText('It has no reflection');
  expect(screen.getByRole('status', { name: 'Connection' }).textContent).toMatch(/^Connected/);
  await user.click(screen.getByRole('button', { name: 'Add .proto files' }));
  expect(screen.getByRole('dialog', { name: 'Add schema' })).toBeTruthy();
});

test('filters, opens a unary method and shows its answer', async () => {
  const { user, bridge } = await renderConnected();
  await user.type(screen.getByRole('searchbox', { name: 'Filter services' }), 'sayh');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: /^Converse/ })).toBeNull());
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  expect(screen.getByRole('tab', { name: 'SayHello', selected: true })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Invoke' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Invoke' }));
  expect(screen.getByRole('status', { name: 'Call status' }).textContent).toBe('Waiting');
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'ended', events: 4, received: 1, end: okEnd }),
    tail: [fakeRow(2, 'received', { index: 1, bytes: 34 }), fakeRow(3, 'end')],
  });
  await waitFor(() =>
    expect(screen.getByRole('status', { name: 'Call status' }).textContent).toContain('OK'),
  );
  const detail = screen.getByRole('region', { name: 'Message detail' });
  await within(detail)
    .findByText('Received 1 · 34 B · 2.0 ms')
    .catch(() => undefined);
  await waitFor(() => expect(detail.textContent).toContain('"event"'));
});

test('the buttons of a stream follow its state', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await user.click(await screen.findByRole('button', { name: 'Send' }));
  expect(bridge.asked('calls.send')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Finish sending' }));
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, { phase: 'streaming', events: 3, halfClosed: true }),
    tail: [],
  });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Send' })).toBeNull());
  expect(screen.getByRole('status', { name: 'Call status' }).textContent).toBe('Streaming');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(bridge.asked('calls.cancel')).toEqual([{ callId }]);
});

test('only the active part of a request is there', async () => {
  const { user } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'Metadata' }));
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Add metadata' }));
  await user.type(screen.getByRole('textbox', { name: 'Metadata name 1' }), 'x-a');
  await user.type(screen.getByRole('textbox', { name: 'Metadata value 1' }), '1');
  expect(screen.getByRole('tab', { name: 'Metadata' })).toBeTruthy();
});

test('a deadline that is none is told at its field', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.type(screen.getByRole('textbox', { name: 'Deadline' }), 'soon');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.getByText(/"soon" is not a deadline/)).toBeTruthy();
  expect(bridge.asked('calls.start')).toEqual([]);
});

test('Ctrl+click opens another tab, a click goes to the open one', async () => {
  const { user, bridge } = await renderConnected();
  const row = screen.getByRole('treeitem', { name: /^SayHello/ });
  await user.click(row);
  await user.click(row);
  expect(screen.getAllByRole('tab', { name: 'SayHello' })).toHaveLength(1);
  await user.keyboard('{Control>}');
  await user.click(row);
  await user.keyboard('{/Control}');
  expect(screen.getAllByRole('tab', { name: /^SayHello/ })).toHaveLength(2);
  expect(screen.getByRole('tab', { name: 'SayHello 2', selected: true })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Close SayHello 2' })).toBeTruthy();
  // The keys mean the same everywhere.
  row.focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.asked('calls.start')).toHaveLength(1));
  expect(screen.getAllByRole('tab', { name: /^SayHello/ })).toHaveLength(2);
});

test('a refused start is not mistaken for the call before', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(screen.getByRole('button', { name: 'Invoke' }));
  await waitFor(() => expect(bridge.asked('calls.start')).toHaveLength(1));
  bridge.emit('calls.progress', {
    summary: fakeSummary(bridge.asked('calls.start')[0]?.callId ?? '', {
      phase: 'ended',
      events: 2,
      end: okEnd,
    }),
    tail: [fakeRow(0, 'start'), fakeRow(1, 'end')],
  });
  const status = screen.getByRole('status', { name: 'Call status' });
  await waitFor(() => expect(status.textContent).toBe('OK 0'));
  await user.type(screen.getByRole('textbox', { name: 'Deadline' }), 'soon');
  await user.click(screen.getByRole('button', { name: 'Invoke' }));
  expect(status.textContent).toBe('Not started');
  // The answer that was there is not lost for a typo.
  expect(screen.getByRole('option', { name: /^End/ })).toBeTruthy();
  await screen.findByText('The call was not started: this is the one before');
});

test('names from a server are shown to the letter', async () => {
  const name = 'a\u202e.\u001b.\u0000';
  const method = {
    name: 'Do\u202eIt',
    path: `${name}/Do\u202eIt`,
    kind: 'unary' as const,
    input: 'a.In',
    output: 'a.Out',
    comment: 'turned\u202e\nback',
  };
  const problem = { severity: 'warning', message: 'odd \u202e\u001b\u0000' } as const;
  const { user } = renderApp({
    'schema.read': () =>
      ok({ services: [{ name, methods: [method] }], sources: [], diagnostics: [problem] }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'x:1{Enter}');
  const row = await screen.findByRole('treeitem', { name: /^Do\\u202eIt/ });
  expect(row.title).toMatch(/turned\\u202e\nback$/);
  await user.click(row);
  expect(screen.getByRole('tab', { name: 'Do\\u202eIt' })).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
    'a\\u202e.\\u001b.\\u0000 / Do\\u202eIt',
  );
  expect(screen.getByText('1 warning: odd \\u202e\\u001b\\u0000')).toBeTruthy();
  for (const unseen of ['\u202e', '\u001b', '\u0000'])
    expect(document.body.outerHTML).not.toContain(unseen);
});

test('many problems are bounded, and their files can be taken away', async () => {
  const diagnostics = Array.from({ length: 50 }, (_, line) => ({
    severity: 'error' as const,
    file: 'a.proto',
    line,
    message: 'no',
  }));
  const { user } = renderApp({
    'schema.read': () => ok({ services: [], sources: [], diagnostics }),
  });
  await user.click(screen.getByRole('button', { name: 'Add schema' }));
  await user.type(screen.getByRole('textbox', { name: 'Path' }), '/a.proto{Enter}');
  const dialog = screen.getByRole('dialog', { name: 'Add schema' });
  await within(dialog).findByText('… and 30 more');
  await user.keyboard('{Escape}');
  await screen.findByText('50 errors: a.proto:0: no');
  await user.click(screen.getByRole('button', { name: 'Show problems' }));
  await user.click(await screen.findByRole('button', { name: 'Remove /a.proto' }));
  await waitFor(() => expect(screen.queryByText(/^50 errors:/)).toBeNull());
});

test('adds a .proto file; what is wrong with it is told in the dialog', async () => {
  const { user, bridge } = renderApp();
  bridge.answer({
    'schema.read': () =>
      fail({ code: 'schema-invalid', message: '/p/a.proto:3:7: unexpected "x"' }),
  });
  await user.click(screen.getByRole('button', { name: 'Add schema' }));
  const dialog = screen.getByRole('dialog', { name: 'Add schema' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Path' }), '/p/a.proto');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await within(dialog).findByText('/p/a.proto:3:7: unexpected "x"');
  expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Path' }).value).toBe(
    '/p/a.proto',
  );
  expect(within(dialog).getAllByRole('button', { name: 'Browse…' })).toHaveLength(2);
});

test('TLS and the scheme are one', async () => {
  const { user } = renderApp();
  const address = screen.getByRole<HTMLInputElement>('combobox', { name: 'Server address' });
  await user.type(address, 'localhost:50051');
  await user.click(screen.getByRole('button', { name: 'TLS' }));
  const dialog = screen.getByRole('dialog', { name: 'TLS settings' });
  await user.click(within(dialog).getByRole('switch', { name: 'Use TLS' }));
  expect(address.value).toBe('grpcs://localhost:50051');
  await user.click(within(dialog).getByRole('switch', { name: 'Use TLS' }));
  expect(address.value).toBe('grpc://localhost:50051');
});

test('ten thousand methods are filtered without drawing them all', async () => {
  const services = Array.from({ length: 1000 }, (_, s) => ({
    name: `big.v1.Service${s}`,
    methods: Array.from({ length: 10 }, (_, m) => ({
      name: `Method${m}`,
      path: `big.v1.Service${s}/Method${m}`,
      kind: 'unary' as const,
      input: 'big.v1.In',
      output: 'big.v1.Out',
    })),
  }));
  const { user } = renderApp({
    'schema.read': () => ok({ services, sources: [], diagnostics: [] }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await screen.findByRole('treeitem', { name: /^big\.v1\.Service0,/ });
  await user.type(screen.getByRole('searchbox', { name: 'Filter services' }), 'method');
  await screen.findAllByRole('treeitem', { name: /^Method1/ });
  expect(screen.getAllByRole('treeitem').length).toBeLessThan(100);
  screen.getByRole('treeitem', { name: /^big\.v1\.Service0,/ }).focus();
  await user.keyboard('{End}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Method9/);
});

test('a method that left the schema keeps its tab and says so', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^Converse/ }));
  bridge.answer({ 'schema.read': () => ok({ services: [], sources: [], diagnostics: [] }) });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await screen.findByText(/no longer has chat\.v1\.Chat\/Converse/);
  expect(screen.getByRole('tab', { name: 'Converse' })).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
});

test('a failed call says why, and its details are a press away', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(screen.getByRole('button', { name: 'Invoke' }));
  const callId = bridge.asked('calls.start')[0]?.callId ?? '';
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [{ field: 'name', description: 'must not be empty' }],
    },
  ];
  bridge.emit('calls.progress', {
    summary: fakeSummary(callId, {
      phase: 'ended',
      events: 2,
      end: { code: 3, status: 'INVALID_ARGUMENT', message: 'No name', details, trailers: [] },
    }),
    tail: [fakeRow(1, 'end')],
  });
  await screen.findByText('No name');
  expect(screen.getByRole('status', { name: 'Call status' }).textContent).toContain(
    'INVALID_ARGUMENT',
  );
  await user.click(screen.getByRole('button', { name: 'Show details' }));
  const tab = screen.getByRole('tab', { name: 'Error details', selected: true });
  await waitFor(() => expect(document.activeElement).toBe(tab));
  expect(screen.getByText('name: must not be empty')).toBeTruthy();
});

test('before there is a server it invites to connect, afterwards to choose', async () => {
  const { user } = renderApp();
  await screen.findByText('Connect to a server');
  expect(screen.queryByRole('button', { name: 'Connect to the sample server' })).toBeNull();
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await screen.findByText('Choose a method on the left to call it');
  expect(screen.queryByText('Connect to a server')).toBeNull();
});

test('the sample server is one press away where there is one', async () => {
  const { user, bridge } = renderApp({
    'app.start': () => ok({ ...fakeStart, sampleAddress: 'grpc://127.0.0.1:50051' }),
  });
  await user.click(await screen.findByRole('button', { name: 'Connect to the sample server' }));
  await screen.findByRole('treeitem', { name: /^chat.v1/ });
  expect(bridge.asked('targets.connect')[0]?.target.address).toBe('grpc://127.0.0.1:50051');
});
