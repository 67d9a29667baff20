import { test } from '@playwright/test';
import { ensureBuilt } from '#app/tools/build.mjs';
import { barriers } from './page/barriers.ts';
import { GalleryWindow } from './page/gallery-window.ts';

test('look', async () => {
  test.setTimeout(300_000);
  await ensureBuilt(['gallery']);
  const gallery = await GalleryWindow.open();
  for (const name of (process.env['LOOK'] ?? '').split(',').filter(Boolean))
    for (const [theme, width, height] of [
      ['light', 1280, 800],
      ['dark', 900, 600],
      ['dark', 1280, 800],
      ['light', 900, 600],
    ] as const) {
      await gallery.show('state', name, { theme, size: { width, height } });
      if (process.env['SCROLL'])
        await gallery.page
          .locator(process.env['SCROLL'])
          .first()
          .evaluate((e) => {
            e.scrollTop = 1e6;
          });
      for (const found of await barriers(gallery.page)) console.log(name, theme, found);
      await gallery.page.screenshot({ path: `/tmp/s2look/${name}-${theme}-${width}.png` });
    }
  for (const name of (process.env['PIECES'] ?? '').split(';').filter(Boolean))
    for (const theme of ['light', 'dark'] as const) {
      await gallery.show('sample', name, { theme, size: { width: 672, height: 420 } });
      for (const found of await barriers(gallery.page)) console.log(name, theme, found);
      await gallery.page.screenshot({ path: `/tmp/s2look/piece-${name}-${theme}.png` });
    }
  await gallery.close();
});
