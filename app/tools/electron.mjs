import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execute, lastLines } from './execute.mjs';
import {
  cachedFallback,
  fallbackFits,
  fallbackVersion,
  installFallback,
} from './fallback-electron.mjs';
import { inRoot } from './paths.mjs';
import { Plain, reasonOf, say, step } from './progress.mjs';

/** @typedef {{ executable: string, dist: string, version: string, official: boolean }} Electron */

const electronPackage = () => {
  try {
    return dirname(createRequire(inRoot('package.json')).resolve('electron/package.json'));
  } catch {
    throw new Plain('Duplex is not installed yet. Run: npm ci');
  }
};

/** The executable's place in an unpacked Electron. */
const executableIn = (/** @type {string} */ dist) =>
  join(
    dist,
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron',
  );

const versionIn = (/** @type {string} */ dist) =>
  readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');

/** @param {string} dist @param {string} declared @returns {Electron | undefined} */
const officialIn = (dist, declared) => {
  if (!existsSync(executableIn(dist)) || !existsSync(join(dist, 'version'))) return undefined;
  const version = versionIn(dist);
  return version === declared
    ? { executable: executableIn(dist), dist, version, official: true }
    : undefined;
};

/** @param {string} dist @returns {Electron} */
const fallback = (dist) => {
  say(
    `Using Electron ${fallbackVersion} from the npm registry: a development fallback, out of support, not for release. ` +
      'The official one could not be downloaded; DUPLEX_ELECTRON=official tries again.',
  );
  return { executable: executableIn(dist), dist, version: fallbackVersion, official: false };
};

/** @returns {Electron | undefined} */
const overridden = () => {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!dist) return undefined;
  const executable = executableIn(dist);
  if (!existsSync(executable)) {
    throw new Plain(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}.`);
  }
  const version = existsSync(join(dist, 'version')) ? versionIn(dist) : 'unknown';
  return { executable, dist, version, official: true };
};

/**
 * Finds or fetches an Electron to run: the one named by ELECTRON_OVERRIDE_DIST_PATH, the official
 * one of the version that package.json declares, else the fallback.
 * @returns {Promise<Electron>}
 */
export const ensureElectron = async () => {
  const named = overridden();
  if (named) return named;
  const folder = electronPackage();
  const dist = join(folder, 'dist');
  /** @type {string} */
  const declared = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const installed = officialIn(dist, declared);
  if (installed) return installed;
  const cached = cachedFallback();
  if (cached && process.env['DUPLEX_ELECTRON'] !== 'official') return fallback(cached);

  const { status, stderr } = await step(`Downloading Electron ${declared}`, () =>
    execute(process.execPath, [join(folder, 'install.js')], { timeoutMs: 300_000 }),
  );
  const downloaded = status === 0 ? officialIn(dist, declared) : undefined;
  if (downloaded) return downloaded;
  const cause = causeOf(stderr);
  if (!fallbackFits()) {
    throw new Plain(
      `Electron ${declared} could not be downloaded (${cause}), and there is no other for ${process.platform} ${process.arch}. ` +
        'Set ELECTRON_MIRROR to a mirror that can be reached, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  say(`Electron ${declared} could not be downloaded (${cause}).`);
  try {
    return fallback(cached ?? (await installFallback()));
  } catch (error) {
    throw new Plain(
      `No Electron can be had here. ${reasonOf(error)} ` +
        'Check the network, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
};

/** The innermost cause of a failed download, out of a stack trace. @param {string} stderr */
const causeOf = (stderr) => {
  const causes = [
    ...stderr.matchAll(/(?:^|\n)\s*(?:\[?cause\]?:\s*)?(?:\w*Error)(?: \[\w+\])?: (.+)/g),
  ];
  return causes.at(-1)?.[1] ?? (lastLines(stderr, 1) || 'no answer in 300 s');
};
