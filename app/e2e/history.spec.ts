import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test.describe('the history', () => {
  test('lists what was called, and gives it back after a restart', async ({ launch, samples }) => {
    const first = await launch({ connect: samples.plaintext });
    const before = new DuplexWindow(first.page);
    await expect(first.page.getByText('No calls yet')).toBeVisible();
    await before.open('SayHello');
    await before.write({ name: 'Ada', id: '9007199254740993' });
    await before.button('Invoke').click();
    await expect(before.pastCall('SayHello, OK 0')).toBeVisible();
    await before.open('Converse');
    await before.button('Start').click();
    await expect(before.pastCall('Converse, running')).toBeVisible();
    await before.write({ room: 'past', author: 'Ada', text: 'kept' });
    await before.button('Send').click();
    await expect(before.event('Received 2')).toBeVisible();
    await before.button('Cancel').click();
    await expect(before.pastCall('Converse, CANCELLED 1')).toBeVisible();
    await before.button('Close Converse').first().click();
    await before.button('Close SayHello').first().click();
    await expect(before.tabs).toHaveCount(0);
    await first.app.close();

    const { page } = await launch({ home: first.home });
    const duplex = new DuplexWindow(page);
    await expect(duplex.history.getByRole('option')).toHaveCount(2);
    await duplex.pastCall('Converse').click();
    await expect(duplex.callStatus).toHaveText('CANCELLED 1');
    await expect(duplex.event('Received 2')).toContainText('KEPT');
    expect(JSON.parse(await duplex.messageText())).toMatchObject({ text: 'kept' });

    await duplex.history.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(duplex.callStatus).toHaveText('OK 0');
    await expect(duplex.detail).toContainText('9007199254740993');
  });

  test('a call is made again as it was, and deleted', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('SayHello');
    await duplex.write({ name: 'Grace' });
    await duplex.deadline.fill('7s');
    await duplex.button('Invoke').click();
    const past = duplex.pastCall('SayHello, OK 0');
    await past.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Call again' }).click();
    await expect(duplex.tabs).toHaveCount(2);
    await expect(duplex.deadline).toHaveValue('7000ms');
    await expect(duplex.button('Invoke')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(duplex.callStatus).toHaveText('OK 0');
    await expect(duplex.detail).toContainText('Grace');
    await expect(past).toHaveCount(2);
    await past.first().focus();
    await duplex.history.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Delete');
    await expect(duplex.note).toHaveText('Deleted SayHello from the history');
    await expect(past).toHaveCount(1);
  });

  test('a stream of 300,000 messages comes back at once', async ({ launch, samples }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'DPX', count: 300_000, payloadBytes: 16 });
    await duplex.button('Invoke').click();
    await expect(duplex.pastCall('Watch, OK 0')).toBeVisible({ timeout: 90_000 });
    await duplex.button('Close Watch').first().click();
    await duplex.pastCall('Watch').click();
    await expect(duplex.callStatus).toHaveText('OK 0');
    await expect(duplex.event('Received 300000')).toBeVisible();
    await duplex.timeline.getByRole('listbox').focus();
    await page.keyboard.press('Home');
    await expect(duplex.event('Received 1')).toBeVisible();
  });

  test('draws how a stream went, and is cleared', async ({ launch, samples }) => {
    const first = await launch({ connect: samples.plaintext });
    const before = new DuplexWindow(first.page);
    await before.open('Market/Watch');
    await before.write({ symbol: 'PAST', count: 5000, payloadBytes: 100 });
    await before.button('Invoke').click();
    await expect(before.pastCall('Watch, OK 0')).toBeVisible();
    await before.button('Close Watch').first().click();
    await first.app.close();

    const { page } = await launch({ home: first.home });
    const duplex = new DuplexWindow(page);
    await duplex.pastCall('Watch, OK 0').click();
    await duplex.part('Response parts', 'Timing').click();
    await expect(page.getByRole('img', { name: 'Messages a second over time' })).toBeVisible();
    await duplex.button('Clear history…').click();
    await page.getByRole('button', { name: 'Clear history', exact: true }).click();
    await expect(page.getByText('No calls yet')).toBeVisible();
    // The tab that shows it has all of it still.
    await duplex.part('Response parts', 'Timeline').click();
    await expect(duplex.event('Received 5000')).toBeVisible();
    await page.keyboard.press('Control+w');
    await expect(duplex.tabs).toHaveCount(0);
  });
});
