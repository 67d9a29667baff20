import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '#app/tools/paths.mjs';
import { barriers } from './page/barriers.ts';
import { GalleryWindow, type Size, type Theme } from './page/gallery-window.ts';
import { expect, test } from './page/launch.ts';

/** Each theme at one size and each size in one theme: all four would cost twice the time and space. */
const shapes: readonly { readonly theme: Theme; readonly size: Size }[] = [
  { theme: 'light', size: { width: 1280, height: 800 } },
  { theme: 'dark', size: { width: 900, height: 600 } },
];
/** The other two, for sheets that somebody looks at: see app/tools/gallery-pictures.mjs. */
const onSheetsOnly: typeof shapes = [
  { theme: 'dark', size: { width: 1280, height: 800 } },
  { theme: 'light', size: { width: 900, height: 600 } },
];
const sheetFolder = process.env['DUPLEX_GALLERY_SHEETS'];
const pieceSize: Size = { width: 672, height: 420 };

let gallery: GalleryWindow;

test.beforeAll(async () => {
  gallery = await GalleryWindow.open();
});

test.afterAll(() => gallery.close());

/** The states are dealt out to so many tests, one after the other: they leave a processor to tests that wait much. */
const shares = 8;

test.describe('window states look as they did, and keep nobody out', () => {
  for (let share = 0; share < shares; share++) {
    test(`share ${share + 1} of ${shares}`, async () => {
      test.setTimeout(300_000);
      const names = (await gallery.names('Window states')).filter((_, at) => at % shares === share);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) await checkState(name);
    });
  }
});

test('every piece looks as it did, and keeps nobody out', async () => {
  test.setTimeout(120_000);
  const names = await gallery.names('Pieces');
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    for (const { theme } of shapes) {
      await test.step(`${name}, ${theme}`, async () => {
        await gallery.show('sample', name, { theme, size: pieceSize });
        await check(`piece-${name}-${theme}`, theme);
      });
    }
  }
});

test('the words of what is waited for lie over nothing', async () => {
  await gallery.show('sample', 'QuietBar, StatusBar', { theme: 'light', size: pieceSize });
  const words = gallery.page.locator('.quiet-bar-words').first();
  // As high as its line and what is around it; before it comes it has no height.
  await expect.poll(async () => (await words.boundingBox())?.height).toBe(24);
});

test('there is no picture of what is gone', async () => {
  if (!hasPictures()) return;
  const states = await gallery.names('Window states');
  const pieces = await gallery.names('Pieces');
  const wanted = shapes.flatMap(({ theme, size }) => [
    ...states.map((name) => `${name}-${theme}-${size.width}.png`),
    ...pieces.map((name) => `piece-${name}-${theme}.png`),
  ]);
  const gone = readdirSync(pictures()).filter((file) => !wanted.includes(file));
  if (!isRenewing()) expect(gone).toEqual([]);
  else for (const file of gone) rmSync(join(pictures(), file));
});

async function checkState(name: string): Promise<void> {
  for (const { theme, size } of shapes) {
    await test.step(`${name}, ${theme}`, async () => {
      await gallery.show('state', name, { theme, size });
      await check(`${name}-${theme}-${size.width}`, theme);
    });
  }
  for (const { theme, size } of sheetFolder === undefined ? [] : onSheetsOnly) {
    await gallery.show('state', name, { theme, size });
    await gallery.page.screenshot({ path: `${sheetFolder}/${name}-${theme}-${size.width}.png` });
  }
}

/** Soft, so that one run names all that has changed. */
async function check(picture: string, theme: Theme): Promise<void> {
  const { page, renderer } = gallery;
  if (hasPictures()) await expect.soft(page).toHaveScreenshot([renderer, `${picture}.png`]);
  // Between the themes only colours differ.
  const rules = theme === 'light' ? undefined : ['color-contrast'];
  expect.soft(await barriers(page, rules), picture).toEqual([]);
}

/** Pixels can only be compared with those of the same renderer. */
function hasPictures(): boolean {
  if (isRenewing() || existsSync(pictures())) return true;
  const { annotations } = test.info();
  const description = `There are no pictures of ${gallery.renderer}, so none were compared: npm run gallery:pictures makes them`;
  if (annotations.every((one) => one.description !== description)) {
    annotations.push({ type: 'not compared', description });
    process.stderr.write(`${description}\n`);
  }
  return false;
}

/** By npm run gallery:pictures. */
function isRenewing(): boolean {
  return test.info().config.updateSnapshots === 'changed';
}

function pictures(): string {
  return inRoot('app/e2e/gallery/pictures', gallery.renderer);
}
