import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '#app/tools/paths.mjs';
import { startSampleServer as startBareServer } from '#samples/server/start-sample-server.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';
import { SchemaReader } from './page/schema-reader.ts';

test.describe('what goes wrong is told, and nothing typed is lost', () => {
  test('a wrong address, TLS on plaintext and the reverse', async ({ launch, samples }) => {
    const { page } = await launch();
    const duplex = new DuplexWindow(page);
    const attempts = [
      ['localhost:1', /^Failed.*Nothing listens at localhost:1/],
      ['not a host', /^Failed.*not a server address/],
      [samples.plaintext.replace('grpc://', 'grpcs://'), /^Failed.*speaks plaintext/],
      [samples.tls.replace('grpcs://', 'grpc://'), /^Failed.*speaks TLS/],
      [samples.tls, /^Failed.*not trusted here/],
    ] as const;
    for (const [address, sentence] of attempts) {
      await duplex.address.fill(address);
      await duplex.button('Connect').click();
      await expect(duplex.connection).toHaveText(sentence);
      await expect(duplex.address).toHaveValue(address);
    }
    await duplex.connectTo(samples.plaintext);
  });

  test('a server without reflection, then its .proto files', async ({ launch }) => {
    const server = await startBareServer({ reflection: 'none' });
    try {
      const { page } = await launch();
      const duplex = new DuplexWindow(page);
      await duplex.connectTo(server.address);
      await expect(page.getByText(/has no reflection service/)).toBeVisible();
      await duplex.button('Add schema').first().click();
      const dialog = page.getByRole('dialog', { name: 'Add schema' });
      await dialog
        .getByRole('textbox', { name: 'Path', exact: true })
        .fill(inRoot('proto-samples/protos/sample/greeter/v1/greeter.proto'));
      await dialog
        .getByRole('textbox', { name: 'Import path' })
        .fill(inRoot('proto-samples/protos'));
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(duplex.method('SayHello')).toBeVisible();
      await page.keyboard.press('Escape');
      // The files have all that is asked for: nothing is left to warn of.
      await expect(page.getByText(/has no reflection service/)).toHaveCount(0);
      await duplex.open('SayHello');
      await duplex.write({ name: 'files' });
      await duplex.button('Invoke').click();
      await expect(duplex.callStatus).toHaveText(/OK/);
      await expect(duplex.detail).toContainText('Hello, files!');
    } finally {
      await server.close();
    }
  });

  test('a call to nobody, its schema from files, is a call that ends with why', async ({
    launch,
  }) => {
    const { page } = await launch();
    const duplex = new DuplexWindow(page);
    await duplex.address.fill('localhost:1');
    await duplex.button('Add schema').first().click();
    const dialog = page.getByRole('dialog', { name: 'Add schema' });
    await dialog
      .getByRole('textbox', { name: 'Path', exact: true })
      .fill(inRoot('proto-samples/protos/sample/greeter/v1/greeter.proto'));
    await dialog.getByRole('textbox', { name: 'Import path' }).fill(inRoot('proto-samples/protos'));
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(duplex.method('SayHello')).toBeVisible();
    await page.keyboard.press('Escape');
    await duplex.open('SayHello');
    await duplex.write({ name: 'Ada' });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText('UNAVAILABLE 14');
    await expect(duplex.event('Start')).toBeVisible();
    await expect(duplex.event('End')).toContainText('Nothing listens at localhost:1');
    await expect(duplex.connection).toHaveText(/^Failed: Nothing listens at localhost:1/);
  });

  test('a .proto with a syntax error and one with a missing import', async ({
    launch,
    samples,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'duplex-broken-'));
    try {
      writeFileSync(
        join(folder, 'syntax.proto'),
        'syntax = "proto3";\nmessage M {\n  string name 1;\n}\n',
      );
      writeFileSync(
        join(folder, 'import.proto'),
        'syntax = "proto3";\nimport "no/such.proto";\nservice Whole { rpc Do(In) returns (In); }\nmessage In {}\n',
      );
      const { page } = await launch({ connect: samples.plaintext });
      const duplex = new DuplexWindow(page);
      await duplex.open('SayHello');
      await duplex.write({ name: 'kept' });
      for (const [file, place] of [
        ['syntax.proto', 'syntax.proto:3:15'],
        ['import.proto', 'import.proto:2:1'],
      ] as const) {
        await duplex.button('Add schema').first().click();
        const dialog = page.getByRole('dialog', { name: 'Add schema' });
        await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill(join(folder, file));
        await dialog.getByRole('button', { name: 'Add', exact: true }).click();
        await expect(page.getByText(place).first()).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      }
      await duplex.button('Add schema').first().click();
      const dialog = page.getByRole('dialog', { name: 'Add schema' });
      const missing = join(folder, 'missing.proto');
      await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill(missing);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(dialog.getByText(/missing\.proto" was not found/)).toBeVisible();
      await dialog.getByRole('button', { name: 'Show sources' }).click();
      const reader = new SchemaReader(page);
      await expect(reader.remove(join(folder, 'import.proto'))).toBeVisible();
      await expect(reader.remove(missing)).toHaveCount(0);
      await page.keyboard.press('Escape');
      // The healthy part of a broken load is there, the server's services are too, and so is the message.
      await expect(duplex.method('Do')).toBeVisible();
      await expect(duplex.method('Converse')).toBeVisible();
      expect(JSON.parse(await duplex.messageText())).toEqual({ name: 'kept' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a message that is not JSON or not of the type, a bad deadline, bad metadata', async ({
    launch,
    samples,
  }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('SayHello');
    await duplex.write('{"name": ');
    await duplex.button('Invoke').click();
    await expect(page.getByText(/not JSON: line 1/).first()).toBeVisible();
    expect(await duplex.messageText()).toContain('{"name":');
    await duplex.write('{"id":"ten"}');
    await duplex.button('Invoke').click();
    await expect(page.getByText('$.id: expected int64, got "ten"').first()).toBeVisible();
    await duplex.write('{}');
    await duplex.deadline.fill('soon');
    await duplex.button('Invoke').click();
    await expect(page.getByText(/"soon" is not a deadline/).first()).toBeVisible();
    await expect(duplex.deadline).toHaveValue('soon');
    await duplex.deadline.fill('');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    // What came of that call stays, and is not taken for the next, which does not start.
    await duplex.write('{"id":"ten"}');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText('Not started');
    await expect(duplex.event('End')).toBeVisible();
    await expect(page.getByText('The call was not started: this is the one before')).toBeVisible();
    await duplex.write('{}');
    await duplex.address.fill('localhost:1');
    await duplex.button('Invoke').click();
    const request = page.getByRole('region', { name: 'Request', exact: true });
    await expect(request.getByText(/Nothing listens at localhost:1/)).toBeVisible();
    await expect(duplex.callStatus).toHaveText('Not started');
    await duplex.address.fill(samples.plaintext);
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
  });

  test('a server that goes away in mid-stream', async ({ launch }) => {
    const server = await startBareServer();
    const { page } = await launch({ connect: server.address });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ rate: 20 });
    await duplex.button('Invoke').click();
    await expect(duplex.event('Received 2')).toBeVisible();
    await server.close();
    await expect(duplex.callStatus).toHaveText(/UNAVAILABLE|CANCELLED|UNKNOWN|INTERNAL/);
    await expect(duplex.connection).toHaveText(/^Not connected: the connection to .* was lost/);
    expect(JSON.parse(await duplex.messageText())).toEqual({ rate: 20 });
  });

  test('Escape closes the dialog, wherever the pointer rests', async ({ launch }) => {
    const { page } = await launch();
    const duplex = new DuplexWindow(page);
    await duplex.button('Add schema').click();
    const dialog = page.getByRole('dialog', { name: 'Add schema' });
    const path = inRoot('proto-samples/protos/sample/market/v1/market.proto');
    await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill(path);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await duplex.method('Watch').waitFor({ state: 'attached' });
    if (await dialog.isHidden()) await duplex.button('Add schema').click();
    await dialog.getByRole('button', { name: 'Close' }).hover();
    // Longer than any tooltip waits.
    await page.waitForTimeout(900);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});
