import { cleanup, act as inAct, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { ok } from '#app/contract/result.ts';
import type { FolderSettings } from '#app/contract/workspace.ts';
import { wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { type Answers, createFakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { fakeWorkspace } from '#renderer/bridge/fake-workspace.ts';
import { standInForBrowser } from '#renderer/shell/browser-stand-ins.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { AppStoreProvider } from '#renderer/store/use-app.tsx';
import { FolderPage } from './FolderPage.tsx';

afterEach(cleanup);

const path = 'collections/greetings';

/** The settings of a folder, in a workspace that says these. */
async function open(settings: FolderSettings, answers: Answers = {}) {
  standInForBrowser();
  const bridge = createFakeBridge({
    ...wellAnswers,
    'workspace.current': () => ok({ ...fakeWorkspace, settings }),
    ...answers,
  });
  const store = createAppStore(bridge);
  await store.getState().loadWorkspace();
  render(
    <AppStoreProvider store={store}>
      <FolderPage path={path} />
    </AppStoreProvider>,
  );
  const part = (name: string) => within(screen.getByRole('region', { name }));
  const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
  const act = store.getState;
  return { bridge, act, user: userEvent.setup(), part, field };
}

test('a folder says in words what it inherits and from where, and of another server nothing', async () => {
  const { user, part, field } = await open({
    target: 'grpcs://outer:1',
    authority: 'outer',
    tls: { profile: 'staging', caPaths: ['certs/ca.pem'] },
    deadline: '5s',
    options: { compression: 'gzip' },
    schema: [{ kind: 'import', path: 'protos' }, { kind: 'reflection' }],
  });
  expect(field('Default deadline').placeholder).toBe('5s');
  expect(field('Default deadline').getAttribute('aria-describedby')).toBeTruthy();
  part('Target').getByText('Inherited from the workspace');
  part('Options').getByText('Inherited from the workspace');
  part('Schema').getByText('Inherited from the workspace: Import path protos, reflection.');
  // It has a target of its own.
  expect(field('Authority').placeholder).toBe('as in the target');
  part('TLS').getByText(/^As the address says/);
  await user.clear(field('Target'));
  expect(field('Target').placeholder).toBe('grpcs://outer:1');
  expect(field('Authority').placeholder).toBe('outer');
  part('TLS').getByText(
    'Inherited from the workspace: the profile staging, the CA certificates of certs/ca.pem.',
  );
});

test('what was picked for the schema is a path of the workspace; all of one pick are listed', async () => {
  const { user, act, part, field } = await open(
    {},
    {
      'dialogs.choosePaths': () =>
        ok([`${fakeWorkspace.folder}/a.proto`, `${fakeWorkspace.folder}-other/b.proto`]),
    },
  );
  await user.click(part('Schema').getByRole('button', { name: 'Set schema here' }));
  expect(document.activeElement).toBe(
    part('Schema').getByRole('combobox', { name: 'Schema source kind 1' }),
  );
  await user.click(part('Schema').getByRole('button', { name: 'Browse… for schema path 1' }));
  expect(field('Schema path 1').value).toBe('a.proto');
  expect(field('Schema path 2').value).toBe('/home/ada/apis-other/b.proto');
  part('Schema').getByText(/^Outside of the workspace/);
  await user.click(part('Schema').getByRole('button', { name: 'Add source' }));
  await user.paste(fakeWorkspace.folder);
  await user.tab();
  await user.selectOptions(
    part('Schema').getByRole('combobox', { name: 'Schema source kind 3' }),
    'Import path',
  );
  // Whose home it is says the machine, not the file.
  await user.clear(field('Schema path 2'));
  await user.type(field('Schema path 2'), '~/b.proto/');
  await user.tab();
  expect(field('Schema path 2').value).toBe('~/b.proto');
  await user.click(part('Schema').getByRole('button', { name: 'Remove schema path 2' }));
  await user.click(part('Schema').getByRole('switch'));
  const { schema } = act().folderDrafts.get(path)?.content ?? {};
  expect(schema).toEqual([
    { kind: 'proto', path: 'a.proto' },
    { kind: 'import', path: '.' },
  ]);
});

test('saying TLS without anything is something else than saying nothing', async () => {
  const { act, user, bridge, part, field } = await open({});
  await user.click(part('TLS').getByRole('button', { name: 'Set TLS here' }));
  await act().saveFolder(path);
  expect(bridge.asked('workspace.saveFolder')[0]?.settings.tls).toEqual({});
  // The fake file says nothing of it.
  await user.click(part('TLS').getByRole('button', { name: 'Set TLS here' }));
  await user.type(field('Server name'), 'in ner');
  part('TLS').getByText(/in ner/);
  await user.click(part('TLS').getByRole('button', { name: 'Inherit TLS' }));
  expect(act().folderDrafts.get(path)).toBeUndefined();
});

test('what is marked as wrong is not saved, until it is right', async () => {
  const { act, bridge, field } = await open({});
  for (const [name, wrong] of [
    ['Target', { target: 'not a target ::' }],
    ['Default deadline', { deadline: 'abc' }],
    ['User agent', { options: { userAgent: 'a\u00e4' } }],
  ] as const) {
    await inAct(async () => {
      act().editFolder(path, wrong);
      await act().saveFolder(path);
    });
    expect(field(name).getAttribute('aria-invalid')).toBe('true');
    screen.getByText(/^collections\/greetings\/folder\.yaml was not saved\. /);
    expect(bridge.asked('workspace.saveFolder')).toEqual([]);
  }
  act().editFolder(path, { target: '{{host}} ::', deadline: '5s' });
  await inAct(() => act().saveFolder(path));
  expect(bridge.asked('workspace.saveFolder')[0]?.settings).toMatchObject({ deadline: '5s' });
});
