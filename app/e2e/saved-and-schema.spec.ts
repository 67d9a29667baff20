import { Collections } from './page/collections.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test as launching } from './page/launch.ts';
import { WorkspaceFolder } from './page/workspace-folder.ts';

const test = launching.extend<{ readonly folder: WorkspaceFolder }>({
  folder: async ({ browserName: _unused }, use) => {
    const folder = new WorkspaceFolder();
    await use(folder);
    folder.delete();
  },
});

const greeter = 'duplex: 1\nmethod: sample.greeter.v1.Greeter';

test('a request of another schema opens whole and says in words what does not fit', async ({
  launch,
  samples,
  folder,
}) => {
  const old = `${greeter}/SayHello\nmessages:\n  - |\n    { "name": "keep me", "oldField": 1, "id": "abc", "ticket": {{n}} }\n`;
  folder.write('duplex.yaml', `duplex: 1\ntarget: ${samples.plaintext}\n`);
  folder.write('collections/old.request.yaml', old);
  folder.write('collections/gone.request.yaml', `${greeter}/SayHallo\nmessages: ["{}"]\n`);
  folder.write(
    'collections/two.request.yaml',
    `${greeter}/SayHello\nmessages:\n  - '{ "name": "one" }'\n  - '{ "name": "two" }'\n`,
  );
  const { page } = await launch({ workspace: folder.path });
  const duplex = new DuplexWindow(page);
  const saved = new Collections(page);

  await saved.item('old').click();
  await duplex.button('Connect').click();
  const misfits = saved.notice('Not all of old fits SayHelloRequest');
  await expect(misfits.getByRole('listitem')).toHaveText([
    '$.oldField: sample.greeter.v1.SayHelloRequest has no field “oldField”',
    '$.id: expected int64, got "abc"',
  ]);
  await expect(duplex.message).toContainText('keep me');
  await expect(page.locator('.cm-lintRange-hint')).toHaveText(['"oldField"', '"abc"']);
  await duplex.write('{ "name": "keep me", "id": "7", "oldField": 1 }');
  await expect(misfits.getByRole('listitem')).toHaveText([/^\$\.oldField/]);
  await duplex.write('{ "name": "keep me", "newer": 1 }');
  await expect(misfits).toHaveCount(0);
  expect(folder.read('collections/old.request.yaml')).toBe(old);

  await saved.item('gone').click();
  const gone = saved.notice('has no sample.greeter.v1.Greeter/SayHallo; is it');
  await expect(gone).toContainText('sample.greeter.v1.Greeter/SayHello now?');
  await expect(duplex.button('Invoke')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Definition of', exact: true })).toHaveCount(0);

  await duplex.button('Go on with SayHello').click();
  await expect(gone).toHaveCount(0);
  await expect(saved.item('gone')).toHaveAccessibleName(/unsaved changes/);

  await saved.item('two').click();
  await expect(
    saved.notice('sample.greeter.v1.Greeter/SayHello takes one message, and the request has 2'),
  ).toBeVisible();
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).not.toHaveText(/OK/);
  await duplex.button('Message 2 of 2').click();
  await expect(duplex.message).toContainText('two');
  await duplex.button('Remove the message').click();
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
});
