#!/usr/bin/env node
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { passThrough } from './execute.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, run, say } from './progress.mjs';

const pictures = inRoot('app/e2e/gallery/pictures');
const sheets = inRoot('dist/gallery-sheet');

/** Pictures that nothing is compared with. */
const others = join(sheets, 'others');

/** The end of a picture's name: its theme, and its width where that is not always the same. */
const shape = /(?:light|dark)(?:-\d+)?(?=\.png$)/;

/**
 * Draws anew what has changed of the gallery, as this machine's Electron does, and lays all of it out
 * on sheets for a person to look at. What differs from before is for `git diff` to tell.
 */
await run(async () => {
  rmSync(sheets, { recursive: true, force: true });
  mkdirSync(others, { recursive: true });
  const status = await passThrough(
    inRoot('node_modules/.bin/playwright'),
    [
      'test',
      '--config=app/tools/playwright.config.ts',
      'gallery.spec',
      '--update-snapshots=changed',
    ],
    { cwd: root, env: { ...process.env, DUPLEX_GALLERY_SHEETS: others } },
  );
  for (const renderer of readdirSync(pictures)) writeSheets(renderer, join(pictures, renderer));
  writeSheets('others', others);
  if (status !== 0)
    throw new Plain('The pictures are drawn, but something is not as it should be.');
});

/**
 * One page for each shape of picture: `linux-electron33-light-1280.html`.
 * @param {string} name @param {string} folder
 */
function writeSheets(name, folder) {
  const files = readdirSync(folder);
  for (const wanted of new Set(files.map((file) => shape.exec(file)?.[0]))) {
    const shown = files.filter((file) => shape.exec(file)?.[0] === wanted);
    const sheet = join(sheets, `${name}-${wanted}.html`);
    writeFileSync(sheet, page(shown.map((file) => join(folder, file))));
    say(`Look at ${relative(root, sheet)}`);
  }
}

/** @param {readonly string[]} files */
function page(files) {
  const figures = files.map((file) => {
    const source = relative(sheets, file);
    const name = file.replace(/^.*[\\/]|\.png$/g, '');
    return `<figure><figcaption>${name}</figcaption><a href="${source}"><img src="${source}" alt="${name}"></a></figure>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Duplex gallery</title>
<style>
body { display: grid; grid-template-columns: repeat(2, 1fr); gap: 16px; margin: 16px; background: #888; font: 14px sans-serif }
figure { margin: 0 }
img { width: 100% }
</style>
${figures.join('\n')}
`;
}
