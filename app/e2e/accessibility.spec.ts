import type { Page } from '@playwright/test';
import { barriers } from './page/barriers.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`no state keeps anybody out, ${theme}`, async ({ launch, samples }) => {
    test.setTimeout(120_000);
    const { page } = await launch({ theme });
    const duplex = new DuplexWindow(page);
    await expect(page.getByText('Connect to a server')).toBeVisible();
    expect(await barriers(page), 'first run').toEqual([]);

    await duplex.address.fill('localhost:1');
    await duplex.button('Connect').click();
    await expect(duplex.connection).toHaveText(/^Failed/);
    expect(await barriers(page), 'failed to connect').toEqual([]);

    await duplex.connectTo(samples.plaintext);
    await expect(duplex.method('Converse')).toBeVisible();
    expect(await barriers(page), 'connected').toEqual([]);

    await duplex.open('SayHello');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await expect(duplex.detail.getByRole('textbox')).toBeVisible();
    expect(await barriers(page), 'unary answered').toEqual([]);
    await duplex.part('Request parts', 'Metadata').click();
    await duplex.button('Add metadata').click();
    await duplex.part('Response parts', 'Headers').click();
    expect(await barriers(page), 'metadata and headers').toEqual([]);

    await duplex.open('Converse');
    await duplex.button('Start').click();
    await duplex.button('Send').click();
    await expect(duplex.event('Received 1')).toBeVisible();
    await duplex.event('Received 1').click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('received');
    await expect(duplex.found).toBeVisible();
    await duplex.button('Filter help').click();
    expect(await barriers(page), 'open stream, filtered').toEqual([]);
    await page.keyboard.press('Escape');
    await duplex.button('Export…').click();
    await expect(duplex.exportDialog).toBeVisible();
    expect(await barriers(page), 'export').toEqual([]);
    await page.keyboard.press('Escape');
    await duplex.detail.getByRole('textbox').focus();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('search')).toBeVisible();
    expect(await barriers(page), 'open stream, finding').toEqual([]);

    await duplex.button('TLS').click();
    await expect(page.getByRole('dialog', { name: 'TLS settings' })).toBeVisible();
    expect(await barriers(page), 'TLS settings').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+w');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await barriers(page), 'dialog open').toEqual([]);
  });
}

test('a flood is not read aloud, message by message', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'DPX', count: 300_000, payloadBytes: 16 });
  const spoken = await listen(page);
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
  await expect(duplex.event('End')).toBeVisible();
  const texts = await spoken();
  expect(texts).toContain('Call status: OK 0');
  // Waiting, streaming, ended: nothing for each message.
  expect(texts.length, texts.join('\n')).toBeLessThanOrEqual(5);
});

test('a flood that is filtered is not read aloud, match by match', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'DPX', count: 300_000, payloadBytes: 16 });
  const spoken = await listen(page);
  await duplex.button('Invoke').click();
  await duplex.timelineFilter.fill('"symbol":"DPX"');
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('300001 events match', {
    timeout: 90_000,
  });
  const texts = await spoken();
  // What the call does, and of the matches that there are some, and how many there are.
  expect(texts.length, texts.join('\n')).toBeLessThanOrEqual(8);
});

/** Every text that a live region takes from now on, after the region's name. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard = await page.evaluateHandle(() => {
    const texts: string[] = [];
    const known = new Map<Element, string>();
    const read = () => {
      for (const region of document.querySelectorAll(
        '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])',
      )) {
        const text = region.textContent ?? '';
        if (known.get(region) === text) continue;
        known.set(region, text);
        texts.push(`${region.getAttribute('aria-label') ?? region.tagName}: ${text}`);
      }
    };
    read();
    texts.length = 0;
    const changes = { subtree: true, childList: true, characterData: true };
    new MutationObserver(read).observe(document.body, changes);
    return texts;
  });
  return () => heard.jsonValue();
}
