import { startLargeAnswers } from '#engine/testing/large-answers.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

const MB = 1024 * 1024;

test.describe('a large message', () => {
  let server: Awaited<ReturnType<typeof startLargeAnswers>>;
  test.beforeAll(async () => {
    server = await startLargeAnswers();
  });
  test.afterAll(() => server.close());

  test('of 64 MB is shown line by line, from its first line to its last, and searched', async ({
    launch,
  }) => {
    test.setTimeout(120_000);
    const { app, page } = await launch({ connect: `grpc://${server.address}` });
    const duplex = new DuplexWindow(page);
    const { keyboard } = page;
    await duplex.open('Items');
    await duplex.write({ bytes: 64 * MB });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
    const text = duplex.detail.getByRole('listbox', { name: 'Event as JSON' });
    const lines = text.getByRole('option');
    await expect(lines.first()).toHaveText('1{', { timeout: 30_000 });
    await expect(lines.nth(3)).toContainText('"id": "1",');
    const state = duplex.detail.locator('.large-text-state');
    await expect(state).toContainText('as JSON');
    await expect(state).not.toContainText('so far', { timeout: 60_000 });

    await text.click();
    await keyboard.press('Control+End');
    await expect(lines.last()).toContainText('}');
    await expect(text.getByRole('option', { name: '"last": "This is the end"' })).toBeVisible();
    await keyboard.press('Control+Home');
    await expect(lines.first()).toHaveText('1{');
    expect(await lines.count()).toBeLessThan(100);

    // The second and third line.
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Control+c');
    const clipboard = () => app.evaluate(({ clipboard: { readText } }) => readText());
    await expect.poll(clipboard).toBe('  "items": [\n    {\n');
    await duplex.button('Copy as JSON').click();
    await expect(duplex.detail.getByRole('alert')).toContainText('that are copied at once');

    await keyboard.press('Control+f');
    const find = page.getByRole('search');
    await find.getByRole('textbox').fill('the END');
    await expect(find.getByRole('status')).toHaveText('1 of 1', { timeout: 60_000 });
    await expect(text.getByRole('option', { name: '"last": "This is the end"' })).toBeVisible();
    await find.getByRole('textbox').fill('"Item 7"');
    await expect(find.getByRole('status')).toHaveText(/^\d+ of [\d\u202f]+$/, { timeout: 60_000 });
    await keyboard.press('Enter');
    await expect(text.locator('.large-text-match')).toHaveText('"Item 7"');
    await keyboard.press('Escape');
    await expect(find).toBeHidden();

    await duplex.part('Response parts', 'Response').click();
    const whole = page.getByRole('listbox', { name: 'Response as JSON' });
    await expect(whole.getByRole('option').nth(1)).toContainText('"items": [');
  });

  test('that is not of its type is shown as bytes, and one long line in parts', async ({
    launch,
  }) => {
    const { page } = await launch({ connect: `grpc://${server.address}` });
    const duplex = new DuplexWindow(page);
    await duplex.open('Broken');
    await duplex.write({ bytes: MB });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await duplex.event('Received 1').click();
    await expect(duplex.detail).toContainText('The payload does not decode as large.Answer');
    const text = duplex.detail.getByRole('listbox', { name: 'Event as JSON' });
    await expect(text.getByRole('option').first()).toContainText('00000000  0a');

    await duplex.open('Blob');
    await duplex.write({ bytes: 4 * MB });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await expect(text.getByRole('option').nth(2)).toContainText('RHVwbGV4');
    await text.click();
    await page.keyboard.press('Control+End');
    await expect(text.getByRole('option', { name: '"last": "This is the end"' })).toBeVisible();
  });
});
