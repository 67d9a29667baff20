import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('an authority makes a connection of a failed one, and becomes a profile that stays', async ({
  launch,
  samples,
}) => {
  const first = await launch();
  const duplex = new DuplexWindow(first.page);
  await duplex.address.fill(samples.tls);
  await duplex.button('Connect').click();
  await expect(duplex.connection).toHaveText(/^Failed.*certificate/);

  // By keyboard alone.
  await duplex.button('TLS').focus();
  await first.page.keyboard.press('Enter');
  await duplex.tlsField('CA certificate').fill(samples.caFile);
  await duplex.tlsField('Passphrase').fill('hunter2');
  await duplex.button('Save as profile…').click();
  await duplex.tlsField('Profile name').fill('sample');
  await first.page.keyboard.press('Enter');
  await expect(duplex.tlsProfile).toHaveValue('0');
  await first.page.keyboard.press('Escape');
  await expect(duplex.tlsDialog).toBeHidden();
  await expect(duplex.button('TLS')).toBeFocused();
  await duplex.button('Connect').click();
  await expect(duplex.connection).toHaveText(/^Connected.*TLS 1\.3/);
  await duplex.button('TLS').click();
  for (const text of ['TLS 1.3', 'h2', 'days left', 'SHA-256'])
    await expect(duplex.tlsAgreed).toContainText(text);
  // A second is what is promised.
  await first.page.waitForTimeout(1000);
  await first.app.close();

  for (const file of ['session.json', 'settings.json'])
    expect(readFileSync(join(first.home, file), 'utf8')).not.toContain('hunter2');
  const second = await launch({ home: first.home });
  const after = new DuplexWindow(second.page);
  await after.button('TLS').click();
  await expect(after.tlsProfile.getByRole('option', { selected: true })).toHaveText('sample');
  await expect(after.tlsField('CA certificate')).toHaveValue(samples.caFile);
  await expect(after.tlsField('Passphrase')).toHaveValue('');
  await second.page.keyboard.press('Escape');
  await after.button('Connect').click();
  await expect(after.connection).toHaveText(/^Connected/);
});

test('what a request sent, where its time went, and options that keep it from going out', async ({
  launch,
  samples,
}) => {
  const first = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(first.page);
  await duplex.open('SayHello');
  await duplex.write({ name: 'Ada' });
  await duplex.part('Request parts', 'Options').click();
  await duplex.option('Largest received').fill('4 parsecs');
  await expect(first.page.getByText('"4 parsecs" is not a size')).toBeVisible();
  await duplex.part('Request parts', 'Message').click();
  await first.page.keyboard.press('Control+Enter');
  await expect(duplex.callStatus).toHaveText('Not started');
  await expect(duplex.option('Largest received')).toHaveValue('4 parsecs');

  await duplex.option('Largest received').fill('4 MB');
  await duplex.choice('Compression').selectOption('gzip');
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);
  await duplex.part('Response parts', 'Headers').click();
  await expect(first.page.getByRole('table', { name: 'Request headers' })).toContainText(
    '/sample.greeter.v1.Greeter/SayHello',
  );
  await expect(first.page.getByRole('table', { name: 'Request headers' })).toContainText('gzip');
  await duplex.part('Response parts', 'Timing').click();
  await expect(first.page.getByRole('table', { name: 'Timing' })).toContainText('To the headers');
  await duplex.option('Largest received').fill('10 B');
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/RESOURCE_EXHAUSTED/);
  // A second is what is promised.
  await first.page.waitForTimeout(1000);
  await first.app.close();

  const second = await launch({ home: first.home });
  const after = new DuplexWindow(second.page);
  await after.part('Request parts', 'Options').click();
  await expect(after.option('Largest received')).toHaveValue('10 B');
  await expect(after.choice('Compression')).toHaveValue('gzip');
});

test('the eye of a proxy password stands beside its field, in a row as high as the others', async ({
  launch,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  await duplex.address.fill('localhost:1');
  await duplex.button('Connection options').click();
  const proxy = page.getByRole('textbox', { name: 'Proxy', exact: true });
  await proxy.fill('http://joe@127.0.0.1:1');
  const below = async (upper: Locator, lower: Locator) =>
    ((await lower.boundingBox())?.y ?? 0) - ((await upper.boundingBox())?.y ?? 0);
  const password = page.getByLabel('Proxy password', { exact: true });
  const eye = page.getByRole('button', { name: 'Show proxy password' });
  const next = page.getByRole('textbox', { name: 'Connect timeout' });
  await expect(eye).toBeVisible();
  expect(await below(password, eye)).toBe(0);
  const row = await below(next, page.getByRole('textbox', { name: 'Keepalive', exact: true }));
  expect(await below(proxy, password)).toBe(row);
  expect(await below(password, next)).toBe(row);
});
