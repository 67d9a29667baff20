import { Collections } from './page/collections.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { writeFloods } from './page/flood.ts';
import { expect, test } from './page/launch.ts';
import { WorkspaceFolder } from './page/workspace-folder.ts';

test.describe('a stream without end', () => {
  const saved = new WorkspaceFolder();
  test.beforeAll(() => writeFloods(saved.path, { million: 1_000_000, endless: 0 }));
  test.afterAll(() => saved.delete());

  test('is paused, which holds the server back, and goes on', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'HELD', payloadBytes: 1000 });
    await duplex.button('Invoke').click();
    await expect(page.getByText(/\d received/)).toBeVisible();
    await duplex.button('Pause').click();
    await expect(page.locator('.call-traffic-rate')).toHaveText(' · 0/s');
    expect(await page.locator('.call-traffic').evaluate(widestHole)).toBeLessThan(1);
    await expect(page.getByRole('status', { name: 'Receiving' })).toHaveText(
      'Paused: the server is held back by flow control',
    );
    const received = page.locator('.call-traffic-received');
    await duplex.part('Response parts', 'Timing').click();
    await expect(page.getByRole('img', { name: 'Messages a second over time' })).toBeVisible();
    await page.getByText('Bytes a message').click();
    await expect(page.getByRole('img', { name: 'Bytes a message over time' })).toBeVisible();
    await expect(page.locator('.stream-course')).toContainText('mostly 1.0 KB');
    // What was on its way when the pause came is there by now.
    const held = (await received.textContent()) ?? '';
    await duplex.part('Response parts', 'Headers').click();
    await duplex.part('Response parts', 'Timeline').click();
    await expect(duplex.button('Resume')).toBeVisible();
    expect(await received.textContent()).toBe(held);
    await duplex.button('Resume').click();
    await expect(received).not.toHaveText(held);
    await expect(duplex.callStatus).toHaveText('Streaming');
    await duplex.button('Cancel').click();
    await expect(duplex.callStatus).toHaveText('CANCELLED 1');
    await expect(duplex.button('Pause')).toHaveCount(0);
  });

  test('of 1,000,000 messages is followed, left and counted, and any place of it is right', async ({
    launch,
  }) => {
    test.setTimeout(180_000);
    const { page } = await launch({ workspace: saved.path });
    const duplex = new DuplexWindow(page);
    const follow = page.getByRole('switch', { name: 'Follow newest' });
    await new Collections(page).item('million').click();
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
    await expect(counts).toContainText('1\u202f000\u202f000', { timeout: 150_000 });
    await page.getByText('Count only').click();
    await page.getByText('Follow newest').click();
    await expect(duplex.event('Received 1000000')).toBeVisible();
    const list = page.getByRole('listbox', { name: 'Events' });
    for (const share of [0.001, 0.37, 0.5, 0.91, 0.999]) {
      await list.evaluate((element, at) => {
        element.scrollTop = at * (element.scrollHeight - element.clientHeight);
      }, share);
      await expect(follow).not.toBeChecked();
      await expect.poll(() => wrongRows(duplex)).toEqual([]);
    }
    await list.focus();
    await page.keyboard.press('Home');
    await expect(duplex.event('Received 1')).toBeVisible();
  });

  test('that Duplex is killed in has all but the last second, and is INTERRUPTED', async ({
    launch,
  }) => {
    test.setTimeout(120_000);
    const first = await launch({ workspace: saved.path });
    const before = new DuplexWindow(first.page);
    await new Collections(first.page).item('endless').click();
    await before.button('Invoke').click();
    const received = first.page.locator('.call-traffic-received');
    const count = async () => Number((await received.textContent())?.replace(/\D/g, ''));
    await expect.poll(count).toBeGreaterThan(50_000);
    const since = Date.now();
    const seen = await count();
    await expect.poll(() => Date.now() - since).toBeGreaterThan(1000);
    const gone = first.app.waitForEvent('close');
    first.app.process().kill('SIGKILL');
    await gone;

    const { page } = await launch({ home: first.home, workspace: saved.path });
    const duplex = new DuplexWindow(page);
    await duplex.pastCall('Watch, INTERRUPTED').click();
    await expect(duplex.callStatus).toHaveText('INTERRUPTED');
    const traffic = (await page.locator('.call-traffic-received').textContent()) ?? '';
    expect(Number(traffic.replace(/\D/g, ''))).toBeGreaterThanOrEqual(seen);
    await expect.poll(() => wrongRows(duplex)).toEqual([]);
  });
});

/** Rows that are not what the server sent there: it numbers its messages. */
async function wrongRows(duplex: DuplexWindow): Promise<readonly string[]> {
  const rows = await duplex.timeline
    .getByRole('option')
    .evaluateAll((drawn) =>
      drawn.map((row) => [row.getAttribute('aria-posinset'), row.getAttribute('aria-label') ?? '']),
    );
  expect(rows.length).toBeGreaterThan(3);
  return rows.flatMap(([place, name = '']) => {
    const [, index, sequence] = /^Received (\d+),.*"sequence":"(\d+)"/.exec(name ?? '') ?? [];
    // Start, connected, sent and headers come before the first.
    const isRight = Number(place) - 4 === Number(index) && index === sequence;
    return isRight || /^(Start|Connected|Sent|Headers|End)/.test(name ?? '')
      ? []
      : [`${place} ${name}`];
  });
}

/** Pixels between the words of an element's parts, at most. */
function widestHole(line: Element): number {
  const words = [...line.children].map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return range.getBoundingClientRect();
  });
  return Math.max(...words.slice(1).map(({ left }, at) => left - (words[at]?.right ?? 0)));
}
