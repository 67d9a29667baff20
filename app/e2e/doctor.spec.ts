import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { DoctorPage } from './page/doctor-page.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('a plaintext server on grpcs:// is explained, and switching TLS off connects', async ({
  launch,
  samples,
}) => {
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  const doctor = new DoctorPage(page);
  await duplex.address.fill(samples.plaintext.replace('grpc://', 'grpcs://'));
  await duplex.button('Connect').click();
  await expect(duplex.connection).toHaveText(/^Failed/);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Why?' }).click();
  await expect(doctor.verdict).toHaveText(/^It fails at: TLS\. .*speaks plaintext/);
  await expect(doctor.step('Connection: Passed')).toBeVisible();
  await expect(doctor.step('TLS: Failed')).toContainText('speaks plaintext, not TLS');
  await doctor.step('TLS: Failed').getByRole('button', { name: 'Switch TLS off' }).click();
  await expect(duplex.connection).toHaveText(/^Connected/);
  await expect(doctor.verdict).toHaveText(`All is well with ${samples.plaintext}`);
  await expect(duplex.address).toHaveValue(samples.plaintext);
});

test('a certificate for another name is explained, and taking its name connects', async ({
  launch,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-doctor-'));
  const authority = createCertificateAuthority();
  const hosts = ['a.internal', '*.wild.internal'];
  const identity = authority.issue({ name: 'a.internal', hosts });
  const server = await startSampleServer({ tls: { ...identity, ca: authority.cert } });
  const { page } = await launch();
  const duplex = new DuplexWindow(page);
  const doctor = new DoctorPage(page);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.cert);
  await duplex.address.fill(server.address);
  await duplex.button('TLS').click();
  await page.getByRole('textbox', { name: 'CA certificate', exact: true }).fill(caFile);
  await page.keyboard.press('Escape');
  await duplex.button('Connect').click();
  await expect(duplex.connection).toHaveText(/^Failed/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('diagnose');
  await page.keyboard.press('Enter');
  const failed = doctor.step('TLS: Failed');
  await expect(failed).toContainText('is for a.internal and *.wild.internal, not 127.0.0.1');
  await expect(failed.getByRole('button', { name: /Set the server name/ })).toHaveCount(1);
  await failed.getByRole('button', { name: 'Set the server name to a.internal' }).click();
  await expect(duplex.connection).toHaveText(/^Connected/);
  await expect(doctor.verdict).toHaveText(/^All is well with /);
  await doctor.step('TLS: Passed').getByText('Details').click();
  await expect(doctor.step('TLS: Passed')).toContainText('*.wild.internal');
  await server.close();
  rmSync(folder, { recursive: true });
});
