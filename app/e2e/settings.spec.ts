import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('settings hold at once and at the next start', async ({ launch }) => {
  const { app, page, home } = await launch({ theme: 'system' });
  await expect(page.getByText('Connect to a server')).toBeVisible();
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await dialog.getByRole('radiogroup', { name: 'Contrast' }).getByText('High').click();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  const data = dialog.getByRole('textbox', { name: 'Data text, px' });
  await data.fill('15');
  await data.press('Enter');
  await dialog.getByRole('textbox', { name: 'Default deadline' }).fill('7 parsecs');
  await expect(dialog.getByText('is not a deadline')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Default deadline' }).fill('200ms');
  await expect(dialog.getByText('is not a deadline')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const themeOf = () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  expect(await themeOf()).toBe('dark');
  await app.close();

  const again = await launch({ home, theme: 'system' });
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(again.page.locator('html')).toHaveAttribute('data-contrast', 'more');
  const size = await again.page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--size-data'),
  );
  expect(size).toBe('15px');
});

test('the default deadline and the limits hold for calls', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('textbox', { name: 'Default deadline' }).fill('150ms');
  const largest = dialog.getByRole('textbox', { name: 'Largest message, MB' });
  await largest.fill('1');
  await largest.press('Enter');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await duplex.open('Slow');
  await expect(duplex.deadline).toHaveAttribute('placeholder', '150ms');
  await duplex.write({ delay: '3s' });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/DEADLINE_EXCEEDED/);
  // `none` is none, whatever the default.
  await duplex.deadline.fill('none');
  await duplex.write({ delay: '0.4s' });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK/);

  await duplex.open('Market/Watch');
  await duplex.deadline.fill('20s');
  await duplex.write({ symbol: 'BIG', count: 1, payloadBytes: 1_048_576 });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/RESOURCE_EXHAUSTED/);
});

test('zoom goes by keyboard, for every window, and is kept', async ({ launch }) => {
  const { app, page, home } = await launch();
  await expect(page.getByText('Connect to a server')).toBeVisible();
  const factor = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    );
  await page.keyboard.press('Control+=');
  await page.keyboard.press('Control+Shift++');
  await expect.poll(factor).toBeCloseTo(1.44, 2);
  await page.keyboard.press('Control+-');
  await expect.poll(factor).toBeCloseTo(1.2, 2);
  await app.close();
  const again = await launch({ home });
  await expect(again.page.getByText('Connect to a server')).toBeVisible();
  const kept = await again.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
  );
  expect(kept).toBeCloseTo(1.2, 2);
  await again.page.keyboard.press('Control+0');
});

test('a call ends at what is kept of one where that is chosen', async ({ launch, samples }) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const disk = dialog.getByRole('textbox', { name: 'Disk for a call, MB' });
  await disk.fill('16');
  await disk.press('Enter');
  await dialog
    .getByRole('combobox', { name: 'When a call has filled that' })
    .selectOption('End the call');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await duplex.open('Market/Watch');
  await duplex.write({ symbol: 'FULL', payloadBytes: 4000 });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText('CANCELLED 1', { timeout: 30_000 });
  await expect(duplex.event('End')).toContainText('it came to as much as is kept of a call');
});

test('with a large zoom the address stays readable, to the end of its port, and nothing lies over it', async ({
  launch,
  samples,
}) => {
  const { app, page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  await duplex.open('SayHello');
  const zoom = (width: number, height: number, factor: number) =>
    app.evaluate(
      ({ BrowserWindow }, [w = 0, h = 0, z = 1]) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(w, h);
        window?.webContents.setZoomFactor(z);
      },
      [width, height, factor],
    );
  /** Characters of the address that can be seen, from the first to the last of them. */
  const seen = () =>
    duplex.address.evaluate((input: HTMLInputElement) => {
      const { paddingLeft, paddingRight } = getComputedStyle(input);
      const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
      const character = (input.scrollWidth - padding) / input.value.length;
      const first = Math.round(input.scrollLeft / character);
      return input.value.slice(first, first + (input.clientWidth - padding) / character);
    });
  for (const [width, height, factor] of [
    [1280, 800, 2],
    [900, 600, 1.2],
  ] as const) {
    await zoom(width, height, factor);
    await duplex.address.fill('grpcs://orders.internal:50443');
    await duplex.filter.focus();
    await expect.poll(seen).toContain('orders.internal:50443');
    await expect(page.getByRole('tab', { name: 'Docs' })).toBeInViewport({ ratio: 1 });
    await expect(duplex.button('Invoke')).toBeInViewport({ ratio: 1 });
    const long =
      'grpcs://orders.of.a.host.with.a.name.as.long.as.names.of.hosts.are.within.large.companies:50443';
    await duplex.address.fill(`${long}/prefix`);
    await duplex.filter.focus();
    await expect.poll(seen).toContain(':50443');
  }
});
