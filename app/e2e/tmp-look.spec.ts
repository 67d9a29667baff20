import { mkdirSync } from 'node:fs';
import { test } from '@playwright/test';
import { GalleryWindow } from './page/gallery-window.ts';

test('look', async () => {
  test.setTimeout(300_000);
  mkdirSync('/tmp/tree-pics', { recursive: true });
  const g = await GalleryWindow.open();
  const names = (await g.names('Window states')).filter((n) =>
    n.startsWith(process.env['LOOK'] ?? 'saved'),
  );
  for (const name of names)
    for (const [theme, size] of [
      ['light', { width: 1280, height: 800 }],
      ['dark', { width: 900, height: 600 }],
    ] as const) {
      await g.show('state', name, { theme, size });
      await g.page.screenshot({ path: `/tmp/tree-pics/${name}-${theme}.png` });
    }
  await g.close();
});
