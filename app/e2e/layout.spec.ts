import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { ElectronApplication, Locator } from '@playwright/test';
import { inRoot } from '#app/tools/paths.mjs';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

for (const [width, height] of [
  [1280, 800],
  [900, 600],
] as const) {
  test(`at ${width} by ${height} names are whole and messages can be read`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    for (const [path, service] of [
      ['Converse', 'sample.chat.v1.Chat'],
      ['v1alpha.ServerReflection/ServerReflectionInfo', 'grpc.reflection.v1alpha.ServerReflection'],
    ] as const) {
      const name = path.split('/').at(-1) ?? '';
      await duplex.open(path);
      await duplex.button('Start').click();
      await expect(duplex.button('Finish sending')).toBeVisible();
      const title = page.getByRole('heading', { level: 1 });
      await expect(title).toHaveText(`${service} / ${name}`);
      await expect(title).toHaveAttribute('title', `${service}/${name}`);
      expect(await isWhole(title.getByText(name, { exact: true })), name).toBe(true);
      await expect(duplex.button('Send')).toBeInViewport({ ratio: 1 });
    }
    await duplex.tabs.first().click();
    await duplex.button('Send').click();
    const row = duplex.event('Received 2');
    for (const cell of ['time', 'label', 'size']) {
      expect(await isWhole(row.locator(`.timeline-${cell}`)), cell).toBe(true);
    }
    const preview = await row.locator('.timeline-preview').boundingBox();
    const whole = await row.boundingBox();
    expect((preview?.width ?? 0) / (whole?.width ?? 1)).toBeGreaterThan(0.45);
  });

  test(`at ${width} by ${height} a long status leaves every part of the answer in view`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.open('Fail');
    await duplex.write('{ "code": 9, "details": ["DETAIL_BAD_REQUEST", "DETAIL_HELP"] }');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText('FAILED_PRECONDITION 9');
    for (const part of ['Timeline', 'Error details', 'Timing'])
      await expect(duplex.part('Response parts', part)).toBeInViewport({ ratio: 1 });
    await expect(duplex.callStatus).toBeInViewport({ ratio: 1 });
  });

  test(`at ${width} by ${height} the next steps of a failed connection are in view`, async ({
    launch,
  }) => {
    const authority = createCertificateAuthority();
    const wrong = authority.issue({ name: 'x', hosts: ['a.internal.example.com', 'b.internal'] });
    const server = createServer({ ...wrong, ALPNProtocols: ['h2'] });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { app, page } = await launch({ connect: `grpcs://localhost:${port}` });
      await resize(app, width, height);
      const duplex = new DuplexWindow(page);
      await expect(duplex.connection).toHaveText(/^Failed.*not localhost/);
      for (const step of ['Try again', 'Why?', 'TLS settings'])
        await expect(
          page.locator('.explorer-notices').getByRole('button', { name: step }),
        ).toBeInViewport({
          ratio: 1,
        });
      for (const heading of ['No saved requests yet', 'No calls yet']) {
        const top = async (place: Locator) => (await place.boundingBox())?.y ?? 0;
        const list = page.locator('.empty-state', { hasText: heading });
        expect(await top(page.getByText(heading)), heading).toBeGreaterThanOrEqual(await top(list));
      }
      await page.locator('.explorer-notices').getByRole('button', { name: 'Why?' }).click();
      await expect(page.getByText('It fails at: TLS')).toBeVisible();
      const scrolls = await page
        .locator('html')
        .evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight);
      expect(scrolls, 'the window scrolls').toBe(false);
    } finally {
      server.close();
    }
  });

  test(`at ${width} by ${height} a server that is lost is told over its tree`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.button('Connection options').click();
    await page.getByRole('textbox', { name: 'Proxy', exact: true }).fill('http://127.0.0.1:1');
    await page.keyboard.press('Escape');
    await duplex.button('Connect').click();
    const notice = page.locator('.explorer-notices');
    await expect(notice.getByText(/^Nothing listens at/)).toBeInViewport({ ratio: 1 });
    await expect(notice.getByRole('button', { name: 'Try again' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('treeitem').first()).toBeVisible();
  });

  test(`at ${width} by ${height} a long cause is told over the tree in a few lines`, async ({
    launch,
  }) => {
    const wrong = createCertificateAuthority().issue({ name: 'x', hosts: ['a.internal'] });
    const server = createServer({ ...wrong, ALPNProtocols: ['h2'] });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { app, page } = await launch();
      await resize(app, width, height);
      const duplex = new DuplexWindow(page);
      await duplex.addSchema(inRoot('proto-samples/samples.binpb'));
      await expect(page.getByRole('treeitem').first()).toBeVisible();
      await duplex.address.fill(`grpcs://localhost:${port}`);
      await page.keyboard.press('Enter');
      const notices = page.locator('.explorer-notices');
      const cause = notices.getByText(/^The certificate of localhost/);
      await expect(cause).toBeInViewport({ ratio: 1 });
      await expect(cause).toHaveAttribute('title', /not localhost/);
      const { height: lines = 0 } = (await cause.boundingBox()) ?? {};
      expect(lines).toBeGreaterThan(45);
      expect(lines).toBeLessThan(65);
      for (const step of ['Try again', 'TLS settings'])
        await expect(notices.getByRole('button', { name: step })).toBeInViewport({ ratio: 1 });
      expect(await isCut(notices)).toBe(false);
      await expect(page.getByRole('treeitem').first()).toBeInViewport();
    } finally {
      server.close();
    }
  });

  test(`at ${width} by ${height} a failure is told whole where the answer is`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.open('Fail');
    const message =
      '127.0.0.1:41011 answered HTTP 502 (Bad Gateway) from nginx, not gRPC. The proxy before the ' +
      'server does not reach it, or not with HTTP/2: look at its log, or call the server itself';
    await duplex.write({ code: 14, message });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText('UNAVAILABLE 14');
    const title = page.getByRole('alert').getByText(message, { exact: true });
    expect(await isCut(title)).toBe(false);
    const text = duplex.detail.locator('.cm-scroller');
    await expect(text).toContainText('Bad Gateway');
    expect(await text.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(false);
    await expect(duplex.event('End').getByTitle(message)).toBeVisible();
    await duplex.part('Response parts', 'Response').click();
    await expect(title).toBeVisible();
  });

  test(`at ${width} by ${height} a very long failure leaves the timeline its place`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.open('Fail');
    const message = 'the name is too short and so is this sentence. '.repeat(40).trim();
    await duplex.write({ code: 3, message });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/INVALID_ARGUMENT/);
    const notice = page.getByRole('alert').filter({ hasText: 'too short' });
    expect((await notice.boundingBox())?.height).toBeLessThan(height / 5);
    await expect(duplex.event('End')).toBeInViewport({ ratio: 1 });
    await expect(duplex.button('Show details')).toBeInViewport({ ratio: 1 });
    // All of it can be read here too, by the keyboard as well.
    const title = notice.getByText(message, { exact: true });
    await title.press('End');
    await expect.poll(() => title.evaluate((node) => node.scrollTop)).toBeGreaterThan(0);
    await duplex.button('Show details').click();
    await expect(page.getByText(message, { exact: true })).toBeVisible();
  });

  test(`at ${width} by ${height} a filtered stream keeps rows, and the page never scrolls`, async ({
    launch,
    samples,
  }) => {
    const { app, page } = await launch({ connect: samples.plaintext });
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.open('Converse');
    await duplex.button('Start').click();
    for (let sent = 1; sent <= 4; sent += 1) {
      await duplex.button('Send').click();
      await expect(duplex.event(`Received ${sent + 1}`)).toBeVisible();
    }
    await duplex.button('Pause').click();
    await duplex.timelineFilter.fill('is:received');
    for (let index = 1; index <= 5; index += 1)
      await expect(duplex.event(`Received ${index}`)).toBeInViewport({ ratio: 0.95 });
    await duplex.part('Response parts', 'Timing').click();
    await expect(page.getByRole('radiogroup', { name: 'Over time' })).toBeVisible();
    const isLonger = await page.evaluate(
      () => document.documentElement.scrollHeight > window.innerHeight,
    );
    expect(isLonger).toBe(false);
  });

  test(`at ${width} by ${height} a long address does not widen the sidebar`, async ({ launch }) => {
    const { app, page } = await launch();
    await resize(app, width, height);
    const duplex = new DuplexWindow(page);
    await duplex.address.fill(`grpcs://${'a-very-long-name.'.repeat(8)}example:443/prefix`);
    const sidebar = page.getByRole('navigation', { name: 'Explorer' });
    await expect(sidebar.getByText('a-very-long-name')).toBeVisible();
    const isWider = await sidebar.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].some(
        (one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === 'auto',
      ),
    );
    expect(isWider).toBe(false);
  });
}

test('where the separators were put is remembered; a double click puts them back', async ({
  launch,
}) => {
  const first = await launch();
  const separator = first.page.getByRole('separator', { name: 'Resize sidebar' });
  const initial = await left(separator);
  await separator.focus();
  for (let step = 0; step < 3; step += 1) await first.page.keyboard.press('ArrowRight');
  await expect.poll(() => left(separator)).toBeGreaterThan(initial + 50);
  const put = await left(separator);
  await first.app.close();

  const second = await launch({ home: first.home });
  const again = second.page.getByRole('separator', { name: 'Resize sidebar' });
  await expect.poll(() => left(again)).toBeCloseTo(put, -0.5);
  await again.dblclick();
  await expect.poll(() => left(again)).toBeCloseTo(initial, -0.5);
});

async function left(element: Locator): Promise<number> {
  return (await element.boundingBox())?.x ?? Number.NaN;
}

/** Whether all of its text is within it, and it within what holds it. */
function isWhole(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const text = document.createRange();
    text.selectNodeContents(node);
    const holders = [node, node.parentElement].flatMap((one) => one?.getBoundingClientRect() ?? []);
    const { left, right } = text.getBoundingClientRect();
    return holders.every((holder) => left >= holder.left - 1 && right <= holder.right + 1);
  });
}

/** Whether some of its text is out of sight. */
function isCut(element: Locator): Promise<boolean> {
  return element.evaluate(
    (node) => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight,
  );
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  );
  const [page] = app.windows();
  await page?.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);
}

test('requests that do not fit beside each other are in a list', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  await expect(duplex.allRequests).toBeHidden();
  for (let more = 0; more < 11; more += 1) {
    await duplex.method('Converse').click({ modifiers: ['ControlOrMeta'] });
  }
  await duplex.allRequests.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem')).toHaveCount(12);
  await page.keyboard.press('Enter');
  await expect(duplex.tabs.first()).toHaveAttribute('aria-selected', 'true');
  await expect(duplex.tabs.first()).toBeInViewport();
});
