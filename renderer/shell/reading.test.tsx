import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { later } from '#renderer/bridge/fake-bridge.ts';
import { renderApp, renderConnected } from './render-app.tsx';

afterEach(cleanup);

const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const definition = () => screen.findByRole('textbox', { name: 'Definition' });

test('Ctrl+P finds a method by parts of its name and opens it, ready to type', async () => {
  const { user } = await renderConnected();
  await user.keyboard('{Control>}p{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Find a method or type' });
  expect(document.activeElement).toBe(field);
  // Before anything is typed: the methods.
  await screen.findByRole('option', { name: 'chat.v1.Chat/Converse, method', selected: true });
  await user.keyboard('greeter many');
  const found = await screen.findByRole('option', {
    name: 'greeter.v1.Greeter/SayManyHellos, method',
    selected: true,
  });
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  expect([...found.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    'Many',
    'greeter',
  ]);
  await user.keyboard('{Enter}');
  await screen.findByRole('tab', { name: 'SayManyHellos', selected: true });
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' })),
  );
});

test('Enter before the answer is there waits for it', async () => {
  const { user, bridge } = await renderConnected();
  await user.keyboard('{Control>}p{/Control}');
  await screen.findByRole('option', { name: 'chat.v1.Chat/Converse, method' });
  const slow = later<'schema.symbols'>();
  bridge.answer({ 'schema.symbols': slow.answer });
  await user.keyboard('c{Enter}');
  expect(screen.getByRole('dialog', { name: 'Go to method' })).toBeTruthy();
  slow.resolve(
    ok({
      matches: [
        { kind: 'method', name: 'greeter.v1.Greeter/Collect', ranges: [], file: 'greeter.proto' },
      ],
      total: 1,
    }),
  );
  await screen.findByRole('tab', { name: 'Collect', selected: true });
});

test('the arrows mark another match; what is not there is said', async () => {
  const { user } = await renderConnected();
  await user.keyboard('{Control>}p{/Control}hello');
  await screen.findByRole('option', { name: /SayHello, method/, selected: true });
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  const field = screen.getByRole('combobox', { name: 'Find a method or type' });
  const marked = screen.getByRole('option', { name: /SayManyHellos, method/, selected: true });
  expect(field.getAttribute('aria-activedescendant')).toBe(marked.id);
  await user.keyboard('invoices');
  await screen.findByText('No method or type matches “helloinvoices”');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('without a schema there is nothing to go to, and it says why', async () => {
  const { user, bridge } = renderApp();
  await user.keyboard('{Control>}p{/Control}x');
  await screen.findByText(/There is no schema yet/);
  expect(bridge.asked('schema.symbols')).toEqual([]);
});

test('a type is read, its links followed, back and forward, and Esc goes where one was', async () => {
  const { user } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  const message = screen.getByRole('textbox', { name: 'Message' });
  message.focus();
  await user.keyboard('{Control>}p{/Control}sayhellorequest');
  await screen.findByRole('option', { name: /SayHelloRequest/ });
  await user.keyboard('{Enter}');
  const text = await definition();
  await waitFor(() => expect(document.activeElement).toBe(text));
  expect(title()).toBe('greeter.v1.SayHelloRequest');
  expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();

  within(text).getByRole('link', { name: 'greeter.v1.Mood' }).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(title()).toBe('greeter.v1.Mood'));
  await definition();
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  await waitFor(() => expect(title()).toBe('greeter.v1.SayHelloRequest'));
  await user.click(
    within(await definition()).getByRole('link', { name: 'greeter.v1.SayHelloReply' }),
  );
  await waitFor(() => expect(title()).toBe('greeter.v1.SayHelloReply'));
  await user.click(screen.getByRole('button', { name: 'Back' }));
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(title()).toBe('greeter.v1.SayHelloReply'));
  await definition();
  await user.keyboard('{Escape}');
  expect(screen.getByRole('textbox', { name: 'Message' })).toBe(message);
  await waitFor(() => expect(document.activeElement).toBe(message));
});

test('what uses a type is told, and its file opens at the line', async () => {
  const { user, bridge } = await renderConnected();
  const lines = Array.from({ length: 40 }, (_, index) => `// line ${index + 1}`).join('\r\n');
  bridge.answer({ 'schema.sourceText': ({ file }) => ok({ file, text: lines }) });
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(
    screen.getByRole('button', { name: 'Definition of greeter.v1.SayHelloRequest' }),
  );
  const relations = await screen.findByRole('complementary', { name: 'Relations' });
  expect(within(relations).getByRole('heading', { name: 'Used by 12' })).toBeTruthy();
  expect(within(relations).getByText('10 more')).toBeTruthy();
  expect(
    within(relations).getByRole('button', { name: 'greeter.v1.Greeter/SayHello, input' }),
  ).toBeTruthy();
  await user.click(
    within(relations).getByRole('button', { name: 'Open file greeter/v1/greeter.proto:12' }),
  );
  const file = await screen.findByRole('textbox', { name: /^Text of .*greeter\.proto/ });
  expect(title()).toBe('/home/ada/src/greeter/v1/greeter.proto:12');
  expect(file.querySelector('[aria-current="location"]')?.textContent).toBe('// line 12');
  await user.keyboard('{Control>}f{/Control}line 33');
  expect(within(screen.getByRole('search')).getByRole('status').textContent).toBe('1 of 1');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('search')).toBeNull();
  expect(screen.getByRole('textbox', { name: /^Text of/ })).toBeTruthy();
  await user.keyboard('{Control>}w{/Control}');
  await screen.findByRole('textbox', { name: 'Message' });
  expect(screen.getAllByRole('tab', { name: 'SayHello' })).toHaveLength(1);
});

test('what is read keeps the request behind it from being sent', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(screen.getByRole('button', { name: 'Definition of greeter.v1.SayHelloReply' }));
  await definition();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(bridge.asked('calls.start')).toEqual([]);
  await definition();
  await user.keyboard('{Escape}');
  await screen.findByRole('textbox', { name: 'Message' });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.asked('calls.start')).toHaveLength(1));
});

test('choosing a request goes back to it; what is typed there is untouched', async () => {
  const { user } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(screen.getByRole('button', { name: 'Definition of greeter.v1.SayHelloReply' }));
  await definition();
  await user.click(screen.getByRole('tab', { name: 'SayHello' }));
  expect(screen.queryByRole('textbox', { name: 'Definition' })).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
});

test('a service is read from the tree, and a method of it opened', async () => {
  const { user } = await renderConnected();
  await user.pointer({
    keys: '[MouseRight]',
    target: screen.getByRole('treeitem', { name: /^greeter/ }),
  });
  await user.click(await screen.findByRole('menuitem', { name: 'Show definition' }));
  await waitFor(() => expect(title()).toBe('greeter.v1.Greeter'));
  await user.click(await screen.findByRole('button', { name: 'greeter.v1.Greeter/SayHello' }));
  await user.click(await screen.findByRole('button', { name: 'Open method' }));
  expect(screen.getByRole('tab', { name: 'SayHello', selected: true })).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
});

test('Docs tells the method and its messages, as they are after the schema was read again', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('treeitem', { name: /^SayHello/ }));
  await user.click(screen.getByRole('tab', { name: 'Docs' }));
  const docs = await screen.findByRole('textbox', { name: 'Docs' });
  expect(docs.textContent).toContain('rpc SayHello');
  expect(docs.textContent).toContain('message SayHelloReply');
  expect(within(docs).getByRole('link', { name: 'greeter.v1.Mood' })).toBeTruthy();
  bridge.answer({
    'schema.read': () => ok({ ...fakeSchema, reflection: 'v1alpha' }),
    'schema.definition': () => fail({ code: 'unknown-symbol', message: 'There is none' }),
  });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await screen.findByText('There is none');
});

test('what is to be read of a schema that is not read says so, and offers to read it', async () => {
  const { user, bridge, store } = renderApp({
    'schema.read': () => fail({ code: 'cancelled', message: 'Stopped' }),
  });
  await screen.findByText('No services yet');
  store.setState(({ sources }) => ({ sources: { ...sources, protos: ['/greeter.proto'] } }));
  act(() => store.getState().openPage({ kind: 'definition', symbol: 'greeter.v1.SayHelloReply' }));
  const page = within(await screen.findByRole('region', { name: 'Schema' }));
  await page.findByText('The schema is not read');
  bridge.answer({ 'schema.read': () => ok(fakeSchema) });
  await user.click(page.getByRole('button', { name: 'Read again' }));
  await definition();
  expect(page.queryByText('The schema is not read')).toBeNull();
});
