import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '../execute.mjs';
import { inRoot } from '../paths.mjs';

/** So long the command may take whose code is kept. */
const timeoutMs = 20_000;

/**
 * Puts the loader beside the bundle and keeps the machine code of what a call needs. Without that code the
 * command line starts more slowly, and no more.
 * @param {string} folder
 */
export const finishCommandLine = async (folder) => {
  const loader = join(folder, 'index.js');
  copyFileSync(inRoot('app/tools/cli/load.mjs'), loader);
  const env = { ...process.env, DUPLEX_KEEP_CODE: '1' };
  await execute(process.execPath, [inRoot('app/tools/cli/call-sample.mjs'), loader], {
    env,
    timeoutMs,
  });
};
