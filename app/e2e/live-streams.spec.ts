import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test.describe('a stream without end', () => {
  test('is paused, which holds the server back, and goes on', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'HELD', payloadBytes: 1000 });
    await duplex.button('Invoke').click();
    await expect(page.getByText(/\d received/)).toBeVisible();
    await duplex.button('Pause').click();
    await expect(page.getByRole('status', { name: 'Receiving' })).toHaveText(
      'Paused: the server is held back by flow control',
    );
    const received = page.locator('.call-traffic-received');
    const held = await received.textContent();
    await duplex.part('Response parts', 'Timing').click();
    await expect(page.getByRole('img', { name: 'Messages a second over time' })).toBeVisible();
    await page.getByText('Bytes a message').click();
    await expect(page.getByRole('img', { name: 'Bytes a message over time' })).toBeVisible();
    await expect(page.locator('.stream-course')).toContainText('mostly 1.0 KB');
    await duplex.part('Response parts', 'Timeline').click();
    await expect(received).toHaveText(held ?? '');
    await duplex.button('Resume').click();
    await expect(received).not.toHaveText(held ?? '');
    await expect(duplex.callStatus).toHaveText('Streaming');
    await duplex.button('Cancel').click();
    await expect(duplex.callStatus).toHaveText('CANCELLED 1');
    await expect(duplex.button('Pause')).toHaveCount(0);
  });

  test('of 300,000 messages is followed, left and counted', async ({ launch, samples }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    const follow = page.getByRole('switch', { name: 'Follow newest' });
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'DPX', count: 300_000, payloadBytes: 16 });
    await duplex.button('Invoke').click();
    await expect(follow).toBeChecked();
    // More rows than fit.
    await expect(page.locator('.call-traffic-received')).toContainText('\u202f');
    await page.getByRole('listbox', { name: 'Events' }).hover();
    await page.mouse.wheel(0, -2000);
    await expect(follow).not.toBeChecked();
    await page.getByText('Count only').click();
    await expect(duplex.timeline).toHaveCount(0);
    const counts = page.getByRole('region', { name: 'Counts' });
    await expect(counts).toContainText('300\u202f000', { timeout: 90_000 });
    await page.getByText('Count only').click();
    await page.getByText('Follow newest').click();
    await expect(duplex.event('Received 300000')).toBeVisible();
    const rows = await duplex.timeline.getByRole('option').all();
    for (const row of rows) {
      const place = Number(await row.getAttribute('aria-posinset'));
      const [, number] =
        /^Received (\d+),/.exec((await row.getAttribute('aria-label')) ?? '') ?? [];
      // Start, connected, sent and headers come before the first.
      if (number !== undefined) expect(place - Number(number)).toBe(4);
    }
  });
});
