#!/usr/bin/env node
import { ensureElectron } from './electron.mjs';
import { execute, lastLines } from './execute.mjs';
import { inRoot } from './paths.mjs';
import { Plain, run, say, step } from './progress.mjs';
import { ensureDisplay, ensureSystem, launchFlags } from './system.mjs';

/**
 * Draws app/icons/*.png from icon.svg with the Electron at hand. They are committed: packaging takes
 * every size on Linux and makes .icns and .ico from the largest.
 */
const widths = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

await run(async () => {
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: true });
  const display = await ensureDisplay();
  const folder = inRoot('app', 'icons');
  try {
    const { status, stderr } = await step('Drawing the icons', () =>
      execute(
        electron.executable,
        [...launchFlags(), inRoot('app/tools/draw-icons.mjs'), folder, ...widths.map(String)],
        { env: { ...process.env, ...display.env }, timeoutMs: 60_000 },
      ),
    );
    if (status !== 0) throw new Plain(`The icons could not be drawn: ${lastLines(stderr, 3)}`);
    say(`Drew ${widths.length} sizes in app/icons.`);
  } finally {
    await display.close();
  }
});
