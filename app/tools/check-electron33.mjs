import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileInTar } from './archives.mjs';
import { execute, lastLines } from './execute.mjs';
import { fallbackVersion } from './fallback-electron.mjs';
import { inRoot } from './paths.mjs';
import { Plain, reasonOf, step } from './progress.mjs';

/**
 * package.json declares the current Electron, and the fallback runs an older one. Its types cannot
 * be a dependency: installing that package downloads a binary. So they are packed once and kept.
 */
const typesSha512 =
  'SG/nmSsK9Qg1p6wAW+ZfqU+AV8cmXMTIklUL18NnOKfZLlum4ZsDoVdmmmlL39ZmeCaq27dr7CgslRPahfoVJg==';
const folder = inRoot('dist', '.cache', `electron-${fallbackVersion}`);
const typesFile = join(folder, 'electron.d.ts');

const fetchTypes = async () => {
  mkdirSync(folder, { recursive: true });
  const aside = mkdtempSync(join(folder, 'packing-'));
  try {
    const { status, stderr } = await execute(
      'npm',
      ['pack', `electron@${fallbackVersion}`, '--ignore-scripts', '--silent'],
      { cwd: aside, timeoutMs: 60_000 },
    );
    const name = readdirSync(aside).find((file) => file.endsWith('.tgz'));
    if (status !== 0 || name === undefined) throw new Plain(lastLines(stderr, 1));
    const bytes = readFileSync(join(aside, name));
    if (createHash('sha512').update(bytes).digest('base64') !== typesSha512) {
      throw new Plain('its sha512 is not the expected one');
    }
    writeFileSync(typesFile, fileInTar(gunzipSync(bytes), 'package/electron.d.ts'));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
};

/** The same sources and strictness as main/tsconfig.json, but for where `electron` comes from. */
const project = {
  extends: '../../../main/tsconfig.json',
  compilerOptions: {
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    noEmit: true,
    incremental: false,
    paths: { electron: ['./electron.d.ts'] },
  },
  include: ['../../../main/index.ts', '../../../main/preload/index.ts', '../../../app/tools/types'],
  references: [],
};

/**
 * Type-checks the code that touches Electron against the fallback's types as well.
 * @returns {Promise<{ ok: boolean, output: string, skipped?: boolean }>} skipped when the types
 *   cannot be had, with the reason
 */
export const checkElectron33 = async () => {
  if (!existsSync(typesFile)) {
    try {
      await step(`Fetching the types of Electron ${fallbackVersion}`, fetchTypes);
    } catch (error) {
      return {
        ok: true,
        skipped: true,
        output: `The types of Electron ${fallbackVersion} could not be fetched: ${reasonOf(error)}`,
      };
    }
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project, null, 2));
  const { status, stdout } = await execute(inRoot('node_modules', '.bin', 'tsc'), [
    '-p',
    join(folder, 'tsconfig.json'),
    '--pretty',
    'false',
  ]);
  return { ok: status === 0, output: stdout };
};
