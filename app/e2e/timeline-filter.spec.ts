import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

const count = 100_000;
// Start, connected, sent and headers come before the messages, and the end after them.
const events = '100\u202f005';

async function watch(page: Page, request: object): Promise<DuplexWindow> {
  const duplex = new DuplexWindow(page);
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'DPX', payloadBytes: 16, ...request });
  await duplex.button('Invoke').click();
  await expect(duplex.timelineFilter).toBeVisible();
  return duplex;
}

test.describe('the timeline of a stream', () => {
  test('is filtered while it runs, by text and by field', async ({ launch, samples }) => {
    test.setTimeout(180_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { count });
    await duplex.timelineFilter.fill('sequence > 99990');
    await expect(duplex.found).toHaveText(`10 of ${events}`, { timeout: 120_000 });
    await expect(duplex.events.getByRole('option')).toHaveCount(10);
    await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('10 events match');

    await duplex.timelineFilter.press('Enter');
    await expect(duplex.detail).toContainText('"99991"');
    await page.keyboard.press('F3');
    await page.keyboard.press('F3');
    await page.keyboard.press('Shift+F3');
    await expect(duplex.detail).toContainText('"99992"');

    await duplex.timelineFilter.fill('"sequence":"4242');
    // 4242 itself, and ten from 42420 on.
    await expect(duplex.found).toHaveText(`11 of ${events}`, { timeout: 60_000 });
    await duplex.timelineFilter.fill('prize > 1');
    await expect(page.getByText(/Tick has no field prize/)).toBeVisible();
    await expect(duplex.timelineFilter).toHaveAccessibleDescription(/Tick has no field prize/);
    await expect(duplex.event('Received 4242')).toBeVisible();

    await duplex.timelineFilter.fill('nothing like it');
    await expect(page.getByText(`Nothing found in ${events} events`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(duplex.timelineFilter).toHaveValue('');
    await expect(duplex.event('End')).toBeVisible();
  });

  test('shows a match among the rest, by keyboard alone', async ({ launch, samples }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { count });
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
    await duplex.events.focus();
    await page.keyboard.press('Control+f');
    await expect(duplex.timelineFilter).toBeFocused();
    await page.keyboard.type('sequence = 50000');
    await expect(duplex.found).toHaveText(`1 of ${events}`, { timeout: 60_000 });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await expect(duplex.detail).toContainText('"50000"');
    // In the text of a message the same keys find in it.
    await duplex.detail.getByRole('textbox').focus();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('search').getByRole('textbox')).toBeFocused();
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await page.keyboard.type('go to it in the timeline');
    await page.keyboard.press('Enter');
    await expect(duplex.event('Received 50000')).toHaveAttribute('aria-selected', 'true');
    await expect(duplex.event('Received 49999')).toBeVisible();
    await expect(duplex.event('Received 50001')).toBeVisible();
    // What was typed is there to come back to.
    await expect(duplex.timelineFilter).toHaveValue('sequence = 50000');
    await page.getByRole('button', { name: 'Back to the filter' }).focus();
    await page.keyboard.press('Enter');
    await expect(duplex.event('Received 49999')).toBeHidden();
    await expect(duplex.events).toBeFocused();
  });

  test('keeps its filter over a reload, and in the history', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { count: 2000 });
    await duplex.timelineFilter.fill('#5..7 is:received');
    await expect(duplex.found).toHaveText('3 of 2\u202f005');
    await expect(duplex.pastCall('Watch, OK 0')).toBeVisible();
    await page.reload();
    await expect(duplex.timelineFilter).toHaveValue('#5..7 is:received');
    await expect(duplex.found).toHaveText('3 of 2\u202f005');
    await duplex.button('Close Watch').first().click();
    await duplex.pastCall('Watch').click();
    await duplex.timelineFilter.fill('sequence <= 4');
    await expect(duplex.found).toHaveText('4 of 2\u202f005');
  });

  test('is looked through no further once that is stopped', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { rate: 500 });
    await duplex.timelineFilter.fill('sequence <= 3');
    await expect(duplex.found).toHaveText(/^3 of/);
    await duplex.button('Stop').click();
    await expect(duplex.found).toHaveText(/stopped after/);
    await expect(duplex.event('Received 2')).toBeVisible();
    await duplex.button('Look on').click();
    await expect(duplex.found).not.toHaveText(/stopped/);
    await duplex.button('Cancel').click();
    await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('3 events match');
  });
});

test.describe('a timeline is exported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-export-'));
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('whole, and what its filter finds', async ({ launch, samples }) => {
    test.setTimeout(180_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { count });
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
    const dialog = duplex.exportDialog;
    const file = dialog.getByRole('textbox', { name: 'File' });
    const exported = page.getByRole('status', { name: 'Export', exact: true });

    await duplex.button('Export…').click();
    await expect(dialog.getByRole('radio', { name: 'NDJSON' })).toBeChecked();
    const whole = join(folder, 'whole.ndjson');
    await file.fill(whole);
    await page.keyboard.press('Enter');
    await expect(exported).toContainText(`Exported to ${whole}`, { timeout: 60_000 });
    const lines = readFileSync(whole, 'utf8').trimEnd().split('\n');
    const told = lines.map((line): { seq: number; type: string } => JSON.parse(line));
    expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: count + 5 }, (_, i) => i));
    expect(told[4]).toMatchObject({ type: 'received', index: 1, message: { sequence: '1' } });
    expect(told.at(-2)).toMatchObject({ index: count, message: { sequence: String(count) } });
    expect(told.at(-1)).toMatchObject({ type: 'end', status: 'OK' });

    await duplex.timelineFilter.fill('sequence > 99990');
    await expect(duplex.found).toHaveText(`10 of ${events}`, { timeout: 60_000 });
    await duplex.button('Export…').click();
    await dialog.getByText('CSV', { exact: true }).click();
    await expect(file).toHaveValue(join(folder, 'Market-Watch.csv'));
    await file.fill(whole);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toContainText('is there already');
    await dialog.getByRole('button', { name: 'Overwrite' }).click();
    await expect(exported).toContainText('KB', { timeout: 60_000 });
    const [head, ...rows] = readFileSync(whole, 'utf8').trimEnd().split('\r\n');
    expect(head).toBe('seq,at,type,index,bytes,message');
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatch(/^99994,[\d.]+,received,99991,50,"\{""sequence"":""99991"",/);
  });

  test('in words where it cannot be, and not when cancelled', async ({ launch, samples }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = await watch(page, { count });
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('export timeline');
    await page.keyboard.press('Enter');
    const file = duplex.exportDialog.getByRole('textbox', { name: 'File' });
    await file.fill(join(folder, 'no such folder', 'a.ndjson'));
    await page.keyboard.press('Enter');
    await expect(duplex.exportDialog.getByText(/no such folder/).last()).toBeVisible();
    const cancelled = join(folder, 'cancelled.ndjson');
    await file.fill(cancelled);
    await page.keyboard.press('Enter');
    await duplex.button('Cancel export').click();
    await expect(page.getByRole('status', { name: 'Export', exact: true })).toContainText(
      'was cancelled: there is no file',
    );
    expect(existsSync(cancelled)).toBe(false);
  });
});
