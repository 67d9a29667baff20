import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { HealthPage } from './page/health-page.ts';
import { expect, test } from './page/launch.ts';

const greeter = 'sample.greeter.v1.Greeter';

test('health is seen, watched live, lost and found again, and the watch ends with its page', async ({
  launch,
}) => {
  const server = await startSampleServer();
  const { page } = await launch({ connect: server.address });
  const duplex = new DuplexWindow(page);
  await expect(duplex.connection).toHaveText(/^Connected/);
  await duplex.button('Health').click();
  const health = new HealthPage(page);
  await expect(health.server).toContainText('SERVING');
  await expect(health.service(greeter)).toContainText('SERVING');
  await expect(health.summary).toHaveText('6 serving');
  expect(server.healthWatches).toBe(0);

  server.setHealth(greeter, 'NOT_SERVING');
  await duplex.button('Check again').click();
  await expect(health.service(greeter)).toContainText('NOT_SERVING');
  await health.watch.click({ force: true });
  await expect.poll(() => server.healthWatches).toBe(7);
  server.setHealth(greeter, 'SERVING');
  server.setHealth('', 'NOT_SERVING');
  await expect(health.service(greeter)).not.toContainText('NOT_SERVING');
  await expect(health.server).toContainText('NOT_SERVING');

  await server.close();
  await expect(health.service(greeter)).toContainText('Lost');
  const again = await startSampleServer({ port: server.port });
  await expect(health.service(greeter)).toContainText('SERVING', { timeout: 30_000 });
  await expect(health.server).not.toContainText('NOT_SERVING');
  await page.keyboard.press('Escape');
  await expect.poll(() => again.healthWatches).toBe(0);

  // It is on again when one comes back; and a page that is loaded anew leaves nothing behind either.
  await duplex.button('Health').click();
  await expect(health.summary).toHaveText('6 serving');
  await expect.poll(() => again.healthWatches).toBe(7);
  await page.reload();
  await expect.poll(() => again.healthWatches).toBe(0);
  await again.close();
});

test('a service is looked at from its menu, by keyboard', async ({ launch }) => {
  const server = await startSampleServer({ health: 'without-list' });
  server.setHealth('sample.chat.v1.Chat', 'NOT_SERVING');
  const { page } = await launch({ connect: server.address });
  const row = page.getByRole('treeitem', { name: /^sample\.chat\.v1\.Chat/ });
  await row.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Health' }).click();
  const health = new HealthPage(page);
  await expect(health.service('sample.chat.v1.Chat')).toContainText('NOT_SERVING');
  await expect(health.service('sample.chat.v1.Chat')).toHaveAttribute('aria-current', 'true');
  await server.close();
});

test('a server without health says so, and what that means', async ({ launch }) => {
  const server = await startSampleServer({ health: false });
  const { page } = await launch({ connect: server.address });
  await expect(new DuplexWindow(page).connection).toHaveText(/^Connected/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('health');
  await page.keyboard.press('Enter');
  const health = new HealthPage(page);
  await expect(health.page.getByText(/has no health service: .* UNIMPLEMENTED 12/)).toBeVisible();
  await expect(health.page.getByText(/says nothing about how it is/)).toBeVisible();
  await server.close();
});
