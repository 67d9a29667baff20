/**
 * What `npm run dist` is asked for and whether it may be made, apart from making it.
 */
import { parseArgs } from 'node:util';
import { Plain, reasonOf } from './progress.mjs';

/** What can be made on each platform; electron-builder.yml says which of them a release has. */
const targetsOf = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  linux: ['dir', 'AppImage', 'deb', 'tar.gz', 'zip'],
  darwin: ['dir', 'dmg', 'zip'],
  win32: ['dir', 'nsis', 'zip'],
});

/**
 * @typedef {object} Order
 * @property {readonly string[]} targets none: those of a release
 * @property {boolean} allowFallback
 * @property {string | undefined} into another folder than release/
 */

/**
 * @param {readonly string[]} args @param {string} platform as Node names it
 * @returns {Order}
 */
export const orderOf = (args, platform) => {
  const known = targetsOf[platform] ?? [];
  const usage =
    'Usage: npm run dist -- [TARGET …] [--allow-fallback] [--into FOLDER]\n' +
    `Targets here: ${known.join(', ')}; without one, those of a release.`;
  const { values, positionals } = parse(args, usage);
  const targets = positionals.map((wanted) => {
    const target = known.find((name) => name.toLowerCase() === wanted.toLowerCase());
    if (target === undefined) throw new Plain(`${wanted} cannot be packaged here.\n${usage}`);
    return target;
  });
  return { targets, allowFallback: values['allow-fallback'] === true, into: values.into };
};

/** @param {readonly string[]} args @param {string} usage */
const parse = (args, usage) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'allow-fallback': { type: 'boolean' }, into: { type: 'string' } },
    });
  } catch (error) {
    throw new Plain(`${reasonOf(error)}\n${usage}`);
  }
};

/**
 * A release is made with the very Electron that package.json declares; with another, only a folder
 * to try, unless somebody insists.
 * @param {Order} order
 * @param {{ version: string, official: boolean }} electron @param {string} declared
 * @returns {boolean} whether this is for development only
 */
export const isDevelopmentBuild = ({ targets, allowFallback }, electron, declared) => {
  if (electron.official && electron.version === declared) return false;
  const onlyFolder = targets.length > 0 && targets.every((target) => target === 'dir');
  if (onlyFolder || allowFallback) return true;
  throw new Plain(
    `A release is made with Electron ${declared}, and here is only ${electron.version}${electron.official ? '' : ', the development fallback'}. ` +
      'Nothing was packaged. Run this where the official Electron can be downloaded, make a folder to try with ' +
      '`npm run dist -- dir`, or insist with --allow-fallback.',
  );
};

/**
 * A Debian package names who looks after it and where it comes from.
 * @param {readonly string[]} targets none: those of a release, and on Linux it is among them
 * @param {string} platform
 * @param {{ homepage?: string, author?: unknown }} manifest
 */
export const refuseNamelessDeb = (targets, platform, { homepage, author }) => {
  const wanted = targets.length === 0 ? platform === 'linux' : targets.includes('deb');
  if (!wanted || (homepage && JSON.stringify(author ?? '').includes('@'))) return;
  throw new Plain(
    'A .deb names its homepage and its maintainer: set "homepage" and "author" (with an e-mail address) in package.json, ' +
      'or name other targets, such as: npm run dist -- AppImage tar.gz',
  );
};
