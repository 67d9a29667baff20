#!/usr/bin/env node
import { chmodSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { path7za } from '7zip-bin';
import { Arch, archFromString, build, Platform } from 'electron-builder';
import { ensureBuilt, windowParts } from './build.mjs';
import { ensureElectron } from './electron.mjs';
import { smokeTest } from './packaged-smoke.mjs';
import { isDevelopmentBuild, orderOf, refuseNamelessDeb } from './packaging.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, reasonOf, run, say } from './progress.mjs';

/** @typedef {import('electron-builder').AfterPackContext} Packed */

/** @param {string} path @returns {number} */
const bytesOf = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
};

const megabytes = (/** @type {string} */ path) => `${(bytesOf(path) / 1e6).toFixed(0)} MB`;

/** npm runs scripts in the repository; the caller's folder is told apart. @param {string} path */
const fromCaller = (path) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** electron-builder would download a 7-Zip of its own from GitHub. */
const bringSevenZip = () => {
  if (process.env['ELECTRON_BUILDER_7ZIP_PATH']) return;
  if (process.platform !== 'win32') chmodSync(path7za, 0o755);
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = path7za;
};

/**
 * With an Electron that is given to it, electron-builder leaves what only an Electron without an app
 * needs.
 * @param {Packed} packed
 */
const removeStartUpApp = ({ packager, appOutDir }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
};

/** @param {Packed} packed @returns {import('./packaged-smoke.mjs').Packaged} */
const filesOf = ({ packager, appOutDir }) => {
  const name = packager.appInfo.productFilename;
  if (process.platform === 'darwin') {
    const contents = join(appOutDir, `${name}.app`, 'Contents');
    const framework = 'Frameworks/Electron Framework.framework/Electron Framework';
    return { executable: join(contents, 'MacOS', name), fused: join(contents, framework) };
  }
  const executable = join(appOutDir, process.platform === 'win32' ? `${name}.exe` : name);
  return { executable, fused: executable };
};

/**
 * Without targets, a release has one of each processor for macOS and Windows, and electron-builder
 * fetches their Electrons; otherwise the one at hand is taken.
 * @param {import('./packaging.mjs').Order} order @param {import('./electron.mjs').Electron} electron
 */
const electronFor = ({ targets }, { dist, version }) => ({
  electronVersion: version,
  ...((targets.length > 0 || process.platform === 'linux') && { electronDist: dist }),
});

/** @param {import('electron-builder').PackagerOptions & import('electron-builder').PublishOptions} options */
const make = async (options) => {
  try {
    return await build(options);
  } catch (error) {
    const reason = reasonOf(error);
    const unreachable = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT/.test(reason);
    throw new Plain(
      `Packaging failed: ${reason}${unreachable ? '\nAll but dir, tar.gz and zip need tools that electron-builder downloads from GitHub.' : ''}`,
    );
  }
};

await run(async () => {
  const order = orderOf(process.argv.slice(2), process.platform);
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const electron = await ensureElectron();
  const development = isDevelopmentBuild(order, electron, manifest.devDependencies.electron);
  refuseNamelessDeb(order.targets, process.platform, manifest);
  await ensureBuilt([...windowParts, 'samples']);
  bringSevenZip();
  // Small archives take minutes; nobody waits for those of a development build.
  if (development) process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '3';

  const since = Date.now();
  /** @type {Packed[]} */
  const packed = [];
  const platform = Platform.current();
  const artifacts = await make({
    projectDir: root,
    publish: 'never',
    targets:
      order.targets.length > 0
        ? platform.createTarget([...order.targets], archFromString(process.arch))
        : new Map([[platform, new Map()]]),
    config: {
      extends: inRoot('electron-builder.yml'),
      ...electronFor(order, electron),
      ...(order.into !== undefined && { directories: { output: fromCaller(order.into) } }),
      // In every file's name and in the app itself, so that nobody takes it for a release.
      ...(development && { extraMetadata: { version: `${manifest.version}-development` } }),
      afterPack: (one) => {
        removeStartUpApp(one);
        packed.push(one);
      },
    },
  });
  say(
    `\nPackaged with Electron ${electron.version} in ${((Date.now() - since) / 1000).toFixed(0)} s:`,
  );
  for (const path of [...packed.map(({ appOutDir }) => appOutDir), ...artifacts])
    say(`  ${relative(root, path)}  ${megabytes(path)}`);

  for (const one of packed.filter(({ arch }) => Arch[arch] === process.arch)) {
    say(`Smoke test of ${relative(root, one.appOutDir)}`);
    await smokeTest(filesOf(one));
  }
  if (development)
    say(
      'This is a development build, not for release: its Electron is not the one package.json declares.',
    );
  process.exit(0);
});
