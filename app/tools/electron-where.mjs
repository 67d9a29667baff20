#!/usr/bin/env node
import { ensureBuilt, windowParts } from './build.mjs';
import { ensureElectron } from './electron.mjs';
import { root } from './paths.mjs';
import { run } from './progress.mjs';
import { ensureSystem, launchFlags } from './system.mjs';

/** What a window needs of its surroundings, for a caller who starts it with this environment alone. */
const displayNames = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR'];

await run(async () => {
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: false });
  await ensureBuilt([...windowParts, 'samples']);
  const env = Object.fromEntries(
    displayNames.flatMap((name) => {
      const value = process.env[name];
      return value ? [[name, value]] : [];
    }),
  );
  const where = { executable: electron.executable, args: [...launchFlags(), root], env };
  process.stdout.write(`${JSON.stringify(where)}\n`);
});
