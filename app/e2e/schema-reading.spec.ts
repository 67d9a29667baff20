import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';
import { SchemaReader } from './page/schema-reader.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-reading-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, ...lines: string[]): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `syntax = "proto3";\n${lines.join('\n')}\n`);
  return file;
}

test('five import roots that share no folder are added in one go, and a wrong one is told at once', async ({
  launch,
}) => {
  const numbers = [1, 2, 3, 4, 5];
  const apart = numbers.map(() => mkdtempSync(join(tmpdir(), 'duplex-root-')));
  try {
    const roots = apart.map((one, index) => {
      const root = join(one, 'deep', `root${index + 1}`);
      mkdirSync(join(root, `p${index + 1}`), { recursive: true });
      const text = `syntax = "proto3";\npackage p${index + 1};\nmessage M {}\n`;
      writeFileSync(join(root, `p${index + 1}`, 'm.proto'), text);
      return root;
    });
    const orders = write(
      'api/orders.proto',
      ...['package orders;', ...numbers.map((n) => `import "p${n}/m.proto";`)],
      `message All { ${numbers.map((n) => `p${n}.M m${n} = ${n};`).join(' ')} }`,
      'service Orders { rpc Get(All) returns (All); }',
    );
    const { page, app } = await launch();
    const duplex = new DuplexWindow(page);
    await duplex.addSchema(orders);
    const dialog = page.getByRole('dialog', { name: 'Add schema' });
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('import "p1/m.proto" was not found');
    const field = dialog.getByRole('textbox', { name: 'Import path' });
    await field.fill(join(folder, 'nowhere'));
    await page.keyboard.press('Enter');
    await expect(alert).toContainText('is not a folder');
    await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill('');
    await field.fill(roots[0] ?? '');
    await page.keyboard.press('Enter');
    await expect(alert).toContainText('import "p2/m.proto" was not found');
    await expect(alert).not.toContainText('p1/m.proto');
    await expect(field).toHaveValue('');
    const lines = roots.slice(1).join('\n');
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), lines);
    await page.keyboard.press('ControlOrMeta+v');
    const more = dialog.getByRole('list', { name: 'Import path: more of them' });
    await expect(more.getByRole('listitem')).toHaveText([/root2/, /root3/, /root4/, /root5/]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(duplex.method('Get')).toBeVisible();
    await expect(page.getByText(/\d errors?:/)).toHaveCount(0);
  } finally {
    for (const one of apart) rmSync(one, { recursive: true, force: true });
  }
});

test('go to a method or type by parts of its name, and read on from link to link', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const reader = new SchemaReader(page);
  const { keyboard } = page;
  await expect(duplex.method('SayHello')).toBeVisible();

  await reader.goTo('market watch');
  await expect(duplex.tabs.first()).toHaveAccessibleName('Watch');
  await expect(duplex.message).toBeFocused();

  await reader.goTo('sayhellorequest');
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloRequest');
  await expect(reader.definition).toBeFocused();
  await expect(reader.definition).toContainText('message SayHelloRequest {');
  await expect(reader.usedBy(/SayHello/)).toBeVisible();
  await reader.usedBy('sample.greeter.v1.Greeter/SayHello, input').click();
  await expect(reader.title).toHaveText('sample.greeter.v1.Greeter/SayHello');
  await expect(reader.definition).toBeFocused();
  // Links are a Tab away, the first is the input.
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloRequest');
  await keyboard.press('Alt+ArrowLeft');
  await expect(reader.title).toHaveText('sample.greeter.v1.Greeter/SayHello');
  await keyboard.press('Alt+ArrowRight');
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloRequest');
  await keyboard.press('Control+f');
  await keyboard.type('name');
  await expect(reader.found).toHaveText(/^1 of/);
  await keyboard.press('Escape');
  await expect(reader.definition).toBeFocused();
  await keyboard.press('Escape');
  await expect(duplex.message).toBeFocused();
});

test('definitions are reached from the tree, the method’s bar and Docs', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const reader = new SchemaReader(page);
  await duplex.open('SayHello');
  await reader.typeInBar('sample.greeter.v1.SayHelloResponse').click();
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloResponse');
  await duplex.method('SayHello').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show definition' }).click();
  await expect(reader.title).toHaveText('sample.greeter.v1.Greeter/SayHello');
  await reader.back.click();
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloResponse');
  await duplex.tabs.first().click();
  await duplex.part('Request parts', 'Docs').click();
  await expect(reader.docs).toContainText('rpc SayHello');
  await expect(reader.docs).toContainText('message SayHelloResponse');
  await reader.docs
    .getByRole('link', { name: /SayHelloRequest/ })
    .first()
    .click();
  await expect(reader.title).toHaveText('sample.greeter.v1.SayHelloRequest');
});

test('a problem opens its file at the place; what is mended on disk is seen at once', async ({
  launch,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  const reader = new SchemaReader(page);
  const filler = Array.from({ length: 60 }, (_, index) => `// ${index}`);
  const broken = 'message Order { Money total = 1; }';
  const rest = 'service Shop { rpc Buy(Order) returns (Order); }';
  const file = write('shop.proto', ...filler, broken, rest);
  await duplex.addSchema(file);
  await page.keyboard.press('Escape');
  // The room is the tree's, also in a low window.
  expect((await duplex.schemaFault.boundingBox())?.height).toBeLessThan(80);
  await duplex.button('Show problems').click();
  await expect(reader.problem(/shop\.proto:62:/)).toBeInViewport();
  await reader.problem(/shop\.proto:62:/).click();
  await expect(reader.markedLine).toHaveText(broken);
  await expect(reader.markedLine).toBeInViewport();
  write('shop.proto', ...filler, broken.replace('Money', 'int64'), rest);
  await expect(reader.markedLine).toHaveText(broken.replace('Money', 'int64'));
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(reader.problems).toBeHidden();
  await expect(duplex.method('Buy')).toBeVisible();
});

test('sources are listed with what they gave, put in order, taken away, and come back', async ({
  launch,
}) => {
  write('one/a.proto', 'package a; service A { rpc Get(M) returns (M); } message M {}');
  write('two/b.proto', 'package b; service B { rpc Put(N) returns (N); } message N {}');
  const first = await launch();
  const duplex = new DuplexWindow(first.page);
  const reader = new SchemaReader(first.page);
  await duplex.addSchema(join(folder, 'one'), folder);
  await duplex.addSchema(join(folder, 'two'), join(folder, 'two'));
  await duplex.button('Schema sources').click();
  await expect(reader.sources).toContainText('2 files · 2 services');
  await reader.moveUp(join(folder, 'two')).click();
  await expect(reader.roots.getByRole('listitem').first()).toContainText(join(folder, 'two'));
  await reader.remove(join(folder, 'one')).click();
  await expect(duplex.method('Get')).toHaveCount(0);
  await expect(duplex.method('Put')).toBeVisible();
  await expect(reader.sources).toContainText('1 file · 1 service');
});

test('the reading of a large tree goes on when its dialog is closed, and is told there in full', async ({
  launch,
  samples,
}) => {
  for (let index = 0; index < 3000; index += 1) {
    const before = index === 0 ? '' : `import "tree/f${index - 1}.proto";`;
    const service = `service S${index} { rpc Do(M${index}) returns (M${index}); }`;
    write(`tree/f${index}.proto`, before, `package t; ${service} message M${index} {}`);
  }
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await expect(duplex.method('SayHello')).toBeVisible();
  await duplex.button('Add schema').click();
  const dialog = duplex.addSchemaDialog;
  const path = dialog.getByRole('textbox', { name: 'Path', exact: true });
  await path.fill(join(folder, 'tree'));
  await path.press('Enter');
  await expect(dialog.getByRole('progressbar')).toBeAttached();
  // Nothing of the dialog is cut off: its progress and Cancel have room.
  expect(await duplex.cutOffAddSchema()).toBe(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(duplex.method('SayHello')).toBeVisible();
  await expect(duplex.note).toHaveText('Added tree to the schema', { timeout: 60_000 });
  await expect(dialog).toBeHidden();
  await duplex.filter.fill('S2999');
  await expect(duplex.method('Do')).toBeVisible();
});

test('files are there again after a restart, in every window, without a connection', async ({
  launch,
}) => {
  const file = write(
    'shop.proto',
    'service Shop { rpc Buy(Order) returns (Order); }',
    'message Order {}',
  );
  const first = await launch();
  const before = new DuplexWindow(first.page);
  await before.addSchema(file);
  await before.open('Buy');
  await first.app.close();

  const second = await launch({ home: first.home });
  const after = new DuplexWindow(second.page);
  const reader = new SchemaReader(second.page);
  await expect(after.method('Buy')).toBeVisible();
  await expect(after.connection).toHaveText(/^Not connected/);
  await reader.typeInBar('Order').first().click();
  await expect(reader.definition).toContainText('message Order {');
});

test('sources stand in their order with what each gave, and the keyboard stays in the list', async ({
  launch,
  samples,
}) => {
  for (const name of ['a/one', 'b/two', 'b/three'])
    write(`${name}.proto`, `package ${name.replace('/', '.')}; message One { int32 x = 1; }`);
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const reader = new SchemaReader(page);
  for (const name of ['a', 'b']) {
    await duplex.addSchema(join(folder, name), join(folder, name));
    await expect(duplex.addSchemaDialog).toBeHidden();
  }
  await duplex.button('Schema sources').click();
  await expect(reader.sources.getByRole('heading', { level: 2 })).toHaveText([
    'Files and folders',
    'Server reflection',
  ]);
  await expect(reader.sources.getByRole('listitem')).toContainText(['1 file', '2 files']);
  const removeRoot = (name: string) =>
    reader.roots.getByRole('button', { name: `Remove ${join(folder, name)}`, exact: true });
  await removeRoot('a').focus();
  await page.keyboard.press('Enter');
  await expect(removeRoot('a')).toBeHidden();
  await expect(removeRoot('b')).toBeFocused();
  const first = reader.remove(join(folder, 'a'));
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(first).toBeHidden();
  await expect(reader.remove(join(folder, 'b'))).toBeFocused();
});

test('what uses a definition takes as much room as it is given', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const reader = new SchemaReader(page);
  await expect(duplex.method('SayHello')).toBeVisible();
  await reader.goTo('sayhellorequest');
  const separator = page.getByRole('separator', { name: 'Resize relations' });
  const relations = page.getByRole('complementary', { name: 'Relations' });
  await expect(relations).toBeVisible();
  const width = async () => (await relations.boundingBox())?.width ?? 0;
  const before = await width();
  await separator.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before);
});
