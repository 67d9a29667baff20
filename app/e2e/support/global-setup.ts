import { ensureBuilt, windowParts } from '#app/tools/build.mjs';
import { ensureElectron } from '#app/tools/electron.mjs';
import { ensureSystem } from '#app/tools/system.mjs';

/** Everything a test in the real window needs, so that `npm run test:e2e` alone works anywhere. */
export default async function globalSetup(): Promise<void> {
  const electron = await ensureElectron();
  await ensureSystem(electron.executable, { display: true });
  await ensureBuilt([...windowParts, 'cli', 'samples', 'gallery']);
  // The workers that run the tests start after this and inherit it.
  process.env['DUPLEX_E2E_ELECTRON'] = electron.executable;
}
