import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute, lastLines } from './execute.mjs';
import { Plain, say, step } from './progress.mjs';

/** Debian's package of each library that Electron needs and a bare system lacks; others come along with these. */
const packageOfLibrary = [
  {
    library:
      /^lib(gtk-3|gdk-3|atk|atspi|cairo|pango|X|xcb|xkbcommon|dbus|cups|gio|glib|gobject|gmodule|expat|udev)/,
    name: 'libgtk-3-0',
  },
  { library: /^lib(nss|nssutil|smime|nspr|plc|plds|ssl3)/, name: 'libnss3' },
  { library: /^libasound/, name: 'libasound2' },
  { library: /^lib(gbm|drm)/, name: 'libgbm1' },
];

const isRoot = () => process.getuid?.() === 0;

/** @param {string} program */
const onPath = (program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const hasDisplay = () => Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** @param {string} executable @returns {Promise<string[]>} */
const missingLibraries = async (executable) => {
  const { stdout } = await execute('ldd', [executable]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].flatMap((match) => match[1] ?? []);
};

const hasFonts = () =>
  ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) => existsSync(folder) && readdirSync(folder).length > 0,
  );

/**
 * The packages to install, by the names this release uses (Debian 13 and Ubuntu 24.04 renamed some
 * to …t64).
 * @param {readonly string[]} names
 */
const namesHere = async (names) => {
  /** @type {string[]} */
  const known = [];
  for (const name of names) {
    const renamed = `${name}t64`;
    const { stdout } = await execute('apt-cache', ['policy', renamed]);
    const exists = /Candidate: (?!\(none\))/.test(stdout);
    known.push(exists ? renamed : name);
  }
  return known;
};

/** @param {readonly string[]} args */
const aptGet = async (args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = await execute(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=300', ...args],
    { env },
  );
  if (status !== 0) {
    throw new Plain(`apt-get ${args[0]} failed: ${lastLines(stderr || stdout, 3)}`);
  }
};

/**
 * Installs packages by their Debian names, or says how that is done.
 * @param {readonly string[]} names @param {string} why a sentence without its stop
 */
export const install = async (names, why) => {
  if (!onPath('apt-get')) {
    throw new Plain(
      `${why}, and this system has no apt-get. Install with your package manager what Debian calls: ${names.join(' ')}`,
    );
  }
  const options = ['install', '-y', '--no-install-recommends'];
  if (!isRoot() || process.env['DUPLEX_NO_APT']) {
    const sudo = isRoot() ? '' : 'sudo ';
    const known = await namesHere(names);
    throw new Plain(
      `${why}. Run this, then try again:\n  ${sudo}apt-get update && ${sudo}apt-get ${options.join(' ')} ${known.join(' ')}`,
    );
  }
  say(`${why}: installing ${names.join(', ')}.`);
  await step('Reading the package lists', () => aptGet(['update']));
  const known = await namesHere(names);
  await step(`Installing ${known.join(', ')}`, () => aptGet([...options, ...known]));
};

/**
 * Makes sure that Electron can run on this Linux: its libraries, a font and, unless there is a
 * display or the caller brings one, Xvfb.
 * @param {string} executable
 * @param {{ display: boolean }} needs
 */
export const ensureSystem = async (executable, { display }) => {
  if (process.platform !== 'linux') return;
  const libraries = await missingLibraries(executable);
  const names = new Set(
    libraries.map(
      (library) =>
        packageOfLibrary.find((known) => known.library.test(library))?.name ?? 'libgtk-3-0',
    ),
  );
  if (!hasFonts()) names.add('fonts-dejavu-core');
  if (display && !hasDisplay() && !onPath('Xvfb')) names.add('xvfb');
  if (names.size === 0) return;
  await install(
    [...names],
    libraries.length > 0
      ? `Electron needs ${libraries.length} libraries that this system lacks`
      : `Duplex needs ${[...names].join(' and ')}`,
  );
  const stillMissing = await missingLibraries(executable);
  if (stillMissing.length > 0) {
    throw new Plain(`Electron cannot start: this system has no ${stillMissing.join(', ')}.`);
  }
};

/** @typedef {{ env: Record<string, string>, close: () => Promise<void> }} Display */

/** Whether windows open where a person may be at work, so that there is one display for all of them. */
export const isOnDesktop = () => process.platform !== 'linux' || hasDisplay();

/** How long Xvfb may take to name its display. */
const displayTimeoutMs = 20_000;

/**
 * The display of this session, or an invisible one of our own: Xvfb on a free number of its choice.
 * @returns {Promise<Display>} what to add to the environment; `close` ends an own one
 */
export const ensureDisplay = async () => {
  if (isOnDesktop()) return { env: {}, close: async () => {} };
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true, // Ctrl+C is for us: the display goes last
    },
  );
  process.once('exit', () => xvfb.kill('SIGTERM'));
  const close = async () => {
    if (xvfb.exitCode !== null || xvfb.signalCode !== null) return;
    const ended = once(xvfb, 'exit');
    xvfb.ref();
    xvfb.kill('SIGTERM');
    await ended;
  };
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Plain('Xvfb did not start within 20 s.')),
      displayTimeoutMs,
    );
    let text = '';
    xvfb.stdio[3]?.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    xvfb.once('error', (error) => reject(new Plain(`Xvfb could not be started: ${error.message}`)));
    xvfb.once('exit', () => reject(new Plain('Xvfb ended at once: no display could be opened.')));
  });
  xvfb.unref();
  return { env: { DISPLAY: `:${number}` }, close };
};

/** @param {string} file */
const settingOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);

/** Whether the kernel refuses user namespaces, by a setting or in what we run in (a container). */
const namespacesOff = () => {
  if (settingOf('/proc/sys/kernel/unprivileged_userns_clone') === '0') return true;
  if (settingOf('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') return true;
  const tried = spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' });
  // Without the program nothing is known, and Chromium says by itself what it lacks.
  return tried.error === undefined && tried.status !== 0;
};

/**
 * Chromium's flags for this system: no sandbox where there cannot be one (root, no user
 * namespaces), no GPU where there is none.
 * @returns {string[]}
 */
export const launchFlags = () => {
  if (process.platform !== 'linux') return [];
  return [
    ...(isRoot() || namespacesOff() ? ['--no-sandbox'] : []),
    ...(hasDisplay() && existsSync('/dev/dri') ? [] : ['--disable-gpu']),
  ];
};
