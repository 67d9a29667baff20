import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import type { Diagnostic } from '#app/contract/schema.ts';
import { fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { later } from '#renderer/bridge/fake-bridge.ts';
import { renderApp, renderConnected } from './render-app.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const broken: readonly Diagnostic[] = Array.from({ length: 40 }, (_, index) => ({
  severity: 'error',
  file: `shop/f${index % 4}.proto`,
  path: `/src/shop/f${index % 4}.proto`,
  line: index + 1,
  column: 3,
  message: index === 0 ? 'cannot find "money.proto"' : `no type M${index}`,
  ...(index === 0 && { importPath: '/src/googleapis' }),
}));

test('problems by file, filtered, open the file at the place, and Back returns to them', async () => {
  const { user, bridge } = await renderConnected();
  bridge.answer({
    'schema.read': () => ok({ ...fakeSchema, diagnostics: broken }),
    'schema.sourceText': ({ file }) => ok({ file, text: 'one\ntwo\nthree\n' }),
  });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  // One line beside the services tells of them all.
  const notice = await screen.findByText(/^40 errors: shop\/f0.proto:1:3: cannot find/);
  expect(within(notice.parentElement ?? notice).getAllByRole('button')).toHaveLength(2);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return DOMRect.fromRect({ y: this.ariaLabel === 'Problems' ? 300 : 100 });
  });
  await user.click(screen.getByRole('button', { name: 'Show problems' }));
  const problems = await screen.findByRole('region', { name: 'Problems' });
  const page = problems.closest('.reader-body');
  expect(page?.scrollTop).toBe(200);
  await user.click(screen.getByRole('button', { name: 'Show problems' }));
  expect(page?.scrollTop).toBe(400);
  expect(within(problems).getByRole('heading', { name: '40 errors' })).toBeTruthy();
  expect(within(problems).getByRole('heading', { name: 'shop/f3.proto' })).toBeTruthy();
  await user.type(within(problems).getByRole('searchbox', { name: 'Filter problems' }), 'm2 f2');
  await waitFor(() =>
    expect(within(problems).queryByRole('heading', { name: 'shop/f3.proto' })).toBeNull(),
  );
  await user.click(
    within(problems).getByRole('button', { name: 'error, shop/f2.proto:3:3: no type M2' }),
  );
  const file = await screen.findByRole('textbox', { name: 'Text of /src/shop/f2.proto' });
  expect(file.querySelector('[aria-current="location"]')?.textContent).toBe('three');
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(await screen.findByRole('region', { name: 'Problems' })).toBeTruthy();
});

test('one press adds the import path that is proposed', async () => {
  const { user, bridge } = await renderConnected();
  bridge.answer({
    'schema.read': ({ schema }) =>
      ok(
        schema.sources.importPaths.includes('/src/googleapis')
          ? fakeSchema
          : { ...fakeSchema, diagnostics: broken },
      ),
  });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await user.click(await screen.findByRole('button', { name: 'Schema sources' }));
  await user.click(await screen.findByRole('button', { name: 'Add import path /src/googleapis' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Problems' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Remove /src/googleapis' })).toBeTruthy();
});

test('several import paths are pasted as lines, or chosen together, and added at once', async () => {
  const { user, store, bridge } = await renderConnected();
  bridge.answer({ 'dialogs.choosePaths': () => ok(['/d', '/e']) });
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  await user.click(await screen.findByRole('button', { name: 'Add import path…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Add schema' }));
  const field = dialog.getByRole('textbox', { name: 'Import path' });
  expect(document.activeElement).toBe(field);
  await user.paste('/a\n\n  /b\r\n/c');
  await user.click(dialog.getAllByRole('button', { name: 'Browse…' })[1] ?? document.body);
  await user.click(await dialog.findByRole('button', { name: 'Remove /b' }));
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.type(field, '/f{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(store.getState().sources.importPaths).toEqual(['/a', '/c', '/d', '/e', '/f']);
});

test('import paths are put in order by button and by keyboard, which stays at its row', async () => {
  const { user, store, bridge } = await renderConnected();
  for (const path of ['/a', '/b', '/c']) await store.getState().addImportPath(path);
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  const down = await screen.findByRole('button', { name: 'Move /a down' });
  await user.click(down);
  const order = () => bridge.asked('schema.read').at(-1)?.schema.sources.importPaths;
  await waitFor(() => expect(order()).toEqual(['/b', '/a', '/c']));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move /a down' }));
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(order()).toEqual(['/a', '/b', '/c']));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move /a down' }));
});

test('a found root tells why, is kept or not used, and an unused one is taken back', async () => {
  const root = { path: '/vendor', how: 'found', reason: 'a.proto imports "v.proto"' } as const;
  const { user, store } = renderApp({
    'schema.read': () =>
      ok({
        ...fakeSchema,
        sources: [
          {
            kind: 'files',
            title: 'a',
            paths: ['/a'],
            state: 'read',
            files: 12,
            services: 2,
            ms: 3,
            roots: [root],
          },
        ],
      }),
  });
  await store.getState().addSources(['/a'], []);
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  expect(await screen.findByText('12 files · 2 services · 3.0 ms')).toBeTruthy();
  expect(screen.getByText('a.proto imports "v.proto"')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Do not use /vendor' }));
  await user.click(await screen.findByRole('button', { name: 'Use /vendor again' }));
  await user.click(await screen.findByRole('button', { name: 'Keep /vendor' }));
  expect(await screen.findByRole('button', { name: 'Remove /vendor' })).toBeTruthy();
  expect(store.getState().sources).toMatchObject({ importPaths: ['/vendor'], ignoredRoots: [] });
});

test('each source says how many problems are in it; one that goes leaves the keyboard to another', async () => {
  const source = {
    kind: 'files',
    title: 'a',
    state: 'read',
    files: 2,
    services: 2,
    ms: 3,
  } as const;
  const { user, store } = renderApp({
    'schema.read': ({ schema: { sources } }) =>
      ok({
        ...fakeSchema,
        diagnostics: broken.filter(() => sources.protos.includes('/src')),
        sources: [{ ...source, roots: [], paths: sources.protos }],
      }),
  });
  await store.getState().addSources(['/fine'], []);
  await store.getState().addSources(['/src'], []);
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  const list = await screen.findByRole('region', { name: 'Sources' });
  expect(within(list).getByText('40 errors')).toBeTruthy();
  expect(within(list).getAllByLabelText('Has errors')).toHaveLength(2);
  expect(within(list).queryByLabelText('Read')).toBeNull();
  within(list).getByRole('button', { name: 'Remove /src' }).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(within(list).queryByText('40 errors')).toBeNull());
  expect(document.activeElement).toBe(within(list).getByRole('button', { name: 'Remove /fine' }));
  expect(within(list).getByLabelText('Read')).toBeTruthy();
});

test('a server that refuses reflection is asked again with metadata', async () => {
  const { user, bridge } = renderApp({
    'schema.read': ({ schema }) =>
      schema.metadata === undefined
        ? fail({ code: 'status', status: 16, message: 'It said UNAUTHENTICATED' })
        : ok(fakeSchema),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Metadata for reflection' }));
  const group = await screen.findByRole('region', { name: 'Metadata for reflection' });
  expect(within(group).queryByRole('button', { name: 'Read with this metadata' })).toBeNull();
  // The keyboard is in the first row already.
  await user.keyboard('token-bin{Tab}not base64');
  expect(within(group).queryByRole('button', { name: 'Read with this metadata' })).toBeNull();
  const value = within(group).getByRole('textbox', { name: 'Metadata value 1' });
  await user.clear(value);
  await user.type(value, 'AQI=');
  await user.click(within(group).getByRole('button', { name: 'Read with this metadata' }));
  await screen.findByRole('treeitem', { name: /^greeter/ });
  expect(bridge.asked('schema.read').at(-1)?.schema.metadata).toEqual([['token-bin', 'AQI=']]);
});

test('metadata counts as soon as it is typed: by Enter, and by every button that reads', async () => {
  const { user, bridge } = renderApp({
    'schema.read': ({ schema }) =>
      schema.metadata === undefined && schema.target !== null
        ? ok({
            ...fakeSchema,
            sources: [
              {
                ...{ kind: 'reflection', title: '', paths: [], state: 'failed' },
                ...{ files: 0, services: 0, roots: [], ms: 1 },
                error: { code: 'status', status: 16, message: 'It said UNAUTHENTICATED' },
              },
            ],
            diagnostics: [{ severity: 'warning', message: 'It said UNAUTHENTICATED' }],
          })
        : ok(fakeSchema),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Metadata for reflection' }));
  await user.keyboard('token{Tab}one{Enter}');
  const asked = () => bridge.asked('schema.read').at(-1)?.schema.metadata;
  await waitFor(() => expect(asked()).toEqual([['token', 'one']]));
  expect(screen.queryByRole('textbox', { name: 'Metadata name 2' })).toBeNull();
  await user.keyboard('s');
  await user.click(screen.getByRole('button', { name: 'Read again' }));
  await waitFor(() => expect(asked()).toEqual([['token', 'ones']]));
  expect(screen.getByRole('treeitem', { name: /^greeter/ })).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Metadata value 1' }), '2');
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await waitFor(() => expect(asked()).toEqual([['token', 'ones2']]));
});

test('a server whose schema was not waited for can be asked for it again', async () => {
  const { user, bridge } = renderApp({
    'schema.read': () => fail({ code: 'cancelled', message: 'The reading was cancelled' }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Server address' }), 'localhost:1{Enter}');
  await screen.findByText('The schema is not read');
  bridge.answer({ 'schema.read': () => ok(fakeSchema) });
  await user.click(screen.getByRole('button', { name: 'Read again' }));
  expect(await screen.findByRole('treeitem', { name: /^SayHello/ })).toBeTruthy();
});

test('a server without reflection is no failure beside files', async () => {
  const { user, bridge } = await renderConnected();
  const error = {
    code: 'no-reflection',
    message: 'localhost:50051 has no reflection service',
    hint: 'Add the .proto files',
  } as const;
  const common = { paths: [], files: 0, services: 0, roots: [], ms: 1 };
  bridge.answer({
    'schema.read': () =>
      ok({
        ...fakeSchema,
        sources: [
          { ...common, kind: 'files', title: 'greeter.proto', state: 'read' },
          { ...common, kind: 'reflection', title: 'Server reflection', state: 'failed', error },
        ],
      }),
  });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  expect(await screen.findByText(error.message)).toBeTruthy();
  expect(screen.getByLabelText('Not there')).toBeTruthy();
  expect(screen.queryByLabelText('Failed')).toBeNull();
  expect(screen.queryByText(error.hint)).toBeNull();
});

test('no services are promised by reflection while it is off', async () => {
  const { store } = renderApp();
  await screen.findByText(/by the server’s reflection/);
  await act(() => store.getState().setReflection(false));
  expect(screen.queryByText(/by the server’s reflection/)).toBeNull();
  expect(screen.getByText('They appear here from .proto files: reflection is off.')).toBeTruthy();
});

test('the server’s reflection is switched off and on', async () => {
  const { user, bridge } = await renderConnected();
  await user.click(screen.getByRole('button', { name: 'Schema sources' }));
  const isAsked = () => bridge.asked('schema.read').at(-1)?.schema.sources.reflection;
  await user.click(await screen.findByRole('switch', { name: 'Use the server’s reflection' }));
  await waitFor(() => expect(isAsked()).toBe(false));
  expect(screen.queryByRole('region', { name: 'Metadata for reflection' })).toBeNull();
  await user.click(screen.getByRole('switch', { name: 'Use the server’s reflection' }));
  expect(await screen.findByRole('region', { name: 'Metadata for reflection' })).toBeTruthy();
});

test('adding that Esc cancels says so, and offers to add it again', async () => {
  const { user, bridge, store } = await renderConnected();
  const slow = later<'schema.read'>();
  bridge.answer({ 'schema.read': slow.answer });
  const dropped = store.getState().addDropped([{ name: 'huge' }]);
  await screen.findByRole('progressbar', { name: 'Reading the schema' });
  await user.keyboard('{Escape}');
  expect(bridge.asked('schema.cancel')).toHaveLength(1);
  slow.resolve(fail({ code: 'cancelled', message: 'The reading was cancelled' }));
  await dropped;
  const told = 'Adding huge was cancelled';
  expect(await screen.findByText(told)).toBeTruthy();
  bridge.answer({ 'schema.read': () => ok(fakeSchema) });
  await user.click(screen.getByRole('button', { name: 'Add again' }));
  await screen.findByText('Added huge to the schema');
  expect(screen.queryByText(told)).toBeNull();
  expect(store.getState().sources.protos).toEqual(['/dropped/huge']);
});

test('a long reading goes on when its dialog is closed; Cancel and Esc end it', async () => {
  const { user, bridge } = await renderConnected();
  const slow = later<'schema.read'>();
  const stopped = fail({ code: 'cancelled', message: 'The reading was cancelled' });
  bridge.answer({ 'schema.read': slow.answer });
  await user.click(screen.getByRole('button', { name: 'Add schema' }));
  const dialog = screen.getByRole('dialog', { name: 'Add schema' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Path' }), '/huge{Enter}');
  const { readId = '' } = bridge.asked('schema.read').at(-1) ?? {};
  bridge.emit('schema.progress', { readId, phase: 'parsing', done: 10, total: 40 });
  const bar = await within(dialog).findByRole('progressbar', { name: 'Parsing: 10 of 40 files' });
  expect(bar.getAttribute('aria-valuenow')).toBe('25');
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(bridge.asked('schema.cancel')).toEqual([{ readId }]);
  slow.resolve(stopped);
  await waitFor(() => expect(within(dialog).queryByRole('progressbar')).toBeNull());
  expect(screen.queryByRole('alert')).toBeNull();

  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(bridge.asked('schema.cancel')).toHaveLength(1);
  expect(screen.getByRole('progressbar', { name: 'Reading the schema' })).toBeTruthy();
  bridge.answer({ 'schema.read': () => ok(fakeSchema) });
  slow.resolve(ok(fakeSchema));
  await screen.findByText('Added huge to the schema');
  expect(screen.queryByRole('dialog')).toBeNull();

  bridge.answer({ 'schema.read': slow.answer });
  await user.click(screen.getByRole('button', { name: 'Refresh schema' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(bridge.asked('schema.cancel')).toHaveLength(2);
  await user.keyboard('{Escape}');
  expect(bridge.asked('schema.cancel')).toHaveLength(3);
  slow.resolve(stopped);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull());
  expect(screen.getByRole('treeitem', { name: /^SayHello/ })).toBeTruthy();
});
