import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '../execute.mjs';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';

/** So long the command may take whose code is kept. */
const timeoutMs = 20_000;

/**
 * The same program in ASCII: a text with a byte for each letter is read in half the time.
 * @param {string} text
 */
const inAscii = (text) => {
  if (/\\[^\0-\x7f]/.test(text)) throw new Plain('The bundle has an escape beyond ASCII.');
  return text.replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
};

/**
 * Puts the loader beside the bundle and keeps the machine code of what a call needs. Without that code the
 * command line starts more slowly, and no more.
 * @param {string} folder
 */
export const finishCommandLine = async (folder) => {
  const bundle = join(folder, 'duplex.cjs');
  const text = inAscii(readFileSync(bundle, 'utf8'));
  writeFileSync(bundle, `(function (require, __filename) {${text}\n})`);
  // A module of the older kind starts sooner.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  const loader = join(folder, 'index.js');
  copyFileSync(inRoot('app/tools/cli/load.cjs'), loader);
  const env = { ...process.env, DUPLEX_KEEP_CODE: '1' };
  await execute(process.execPath, [inRoot('app/tools/cli/call-sample.mjs'), loader], {
    env,
    timeoutMs,
  });
};
