import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** Runs within Electron, see icons.mjs: after this file come the folder of the icons and the widths. */
const own = process.argv.findIndex((argument) => argument.endsWith('draw-icons.mjs'));
const [folder = '', ...widths] = process.argv.slice(own + 1);

/** Runs within the page. */
const draw = (/** @type {string} */ svg, /** @type {number} */ width) => `(async () => {
  const image = new Image();
  image.src = 'data:image/svg+xml,' + encodeURIComponent(${JSON.stringify(svg)});
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = ${width};
  canvas.getContext('2d').drawImage(image, 0, 0, ${width}, ${width});
  return canvas.toDataURL('image/png').split(',')[1];
})()`;

const drawAll = async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,');
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
  for (const width of widths) {
    /** @type {string} */
    const png = await window.webContents.executeJavaScript(draw(svg, Number(width)));
    writeFileSync(join(folder, `${width}x${width}.png`), Buffer.from(png, 'base64'));
  }
};

app
  .whenReady()
  .then(drawAll)
  .then(
    () => app.exit(0),
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      app.exit(1);
    },
  );
