#!/usr/bin/env node
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { finishCommandLine } from './cli/finish.mjs';
import { inRoot, root } from './paths.mjs';
import { Plain, reasonOf, run, say, step } from './progress.mjs';

/** @typedef {'main' | 'reader' | 'decoder' | 'preload' | 'renderer' | 'cli' | 'samples' | 'gallery' | 'oracles'} Part */

/**
 * Everything is bundled but Electron and Node's own modules, so a package needs no node_modules.
 * Both targets are the older of the two Electrons Duplex runs on (33: Node 20.18, Chrome 130).
 */
const nodeTarget = 'node20.18';
const windowTarget = 'chrome130';

const shared = ['app/contract', 'app/core'];
const engine = [...shared, 'main/engine', 'proto-samples'];

/**
 * @typedef {object} Plan
 * @property {string} what
 * @property {readonly string[]} reads
 * @property {() => Promise<import('vite').InlineConfig>} config
 * @property {(folder: string) => Promise<void>} [finish] what is done in the folder of the built part
 */

/** @type {Record<Part, Plan>} */
const parts = {
  main: {
    what: 'the main process',
    reads: [
      ...engine,
      'main/index.ts',
      'main/lazy-engine.ts',
      'main/workspaces.ts',
      'main/start-reader.ts',
      'main/start-decoder.ts',
      'main/ipc',
      'main/shell',
    ],
    config: async () => nodeBundle('main/index.ts', 'index.js', 'es'),
  },
  reader: {
    what: 'the reading thread',
    reads: engine,
    config: async () =>
      nodeBundle('main/engine/schema/reader-thread/main.ts', 'reader-thread.cjs', 'cjs'),
  },
  decoder: {
    what: 'the decoding thread',
    reads: engine,
    config: async () =>
      nodeBundle('main/engine/calls/decoder/main.ts', 'decoder-thread.cjs', 'cjs'),
  },
  preload: {
    what: 'the bridge',
    reads: [...shared, 'main/preload'],
    config: async () => nodeBundle('main/preload/index.ts', 'index.cjs', 'cjs'),
  },
  renderer: {
    what: 'the window',
    reads: [...shared, 'renderer'],
    config: async () => windowBundle('renderer', 'index.html'),
  },
  cli: {
    what: 'the command line',
    reads: [...engine, 'main/cli', 'app/tools/cli'],
    config: async () => quickToStart(nodeBundle('main/cli/index.ts', 'duplex.cjs', 'cjs')),
    finish: finishCommandLine,
  },
  samples: {
    what: 'the sample server',
    reads: [...shared, 'proto-samples', 'docs/schemas'],
    config: async () => nodeBundle('proto-samples/server/main.ts', 'server.js', 'es'),
    async finish(folder) {
      cpSync(inRoot('proto-samples/workspace'), join(folder, 'workspace'), { recursive: true });
      cpSync(inRoot('docs/schemas'), join(folder, 'schemas'), { recursive: true });
    },
  },
  gallery: {
    what: 'the gallery',
    reads: [...shared, 'renderer'],
    config: async () => windowBundle('renderer/gallery', 'gallery.html'),
  },
  oracles: {
    what: 'the oracles',
    reads: [...engine, 'renderer/features/explorer/filter.ts'],
    config: async () => nodeBundle(oracles, '[name].js', 'es'),
  },
};

/** What the oracles run: each is a program of its own. */
const oracles = {
  'call-rate': inRoot('main/engine/testing/call-rate/main.ts'),
  conformance: inRoot('main/engine/testing/conformance/main.ts'),
  corpus: inRoot('main/engine/testing/corpus/main.ts'),
  edit: inRoot('main/engine/testing/edit/main.ts'),
  fuzz: inRoot('main/engine/testing/fuzz/main.ts'),
  'log-rate': inRoot('main/engine/testing/log-rate/main.ts'),
  'stream-rate': inRoot('main/engine/testing/stream-rate/main.ts'),
  'json-text': inRoot('main/engine/testing/json-text/main.ts'),
  memory: inRoot('main/engine/testing/memory/main.ts'),
  'saved-requests': inRoot('main/engine/testing/saved-requests/main.ts'),
  'main-thread': inRoot('main/engine/testing/main-thread/main.ts'),
  'timeline-filter': inRoot('main/engine/testing/timeline-filter/main.ts'),
  filter: inRoot('renderer/features/explorer/filter.ts'),
};

/** @type {readonly Part[]} */
export const windowParts = ['main', 'reader', 'decoder', 'preload', 'renderer'];
/**
 * The gallery and the oracles are not among them: only their own commands need them.
 * @type {readonly Part[]}
 */
const everyPart = [...windowParts, 'cli', 'samples'];

/**
 * @param {string | Record<string, string>} entry @param {string} fileName @param {'es' | 'cjs'} format
 * @returns {import('vite').InlineConfig}
 */
const nodeBundle = (entry, fileName, format) => ({
  root,
  ssr: { noExternal: true, target: 'node', external: ['electron'] },
  build: {
    ssr: typeof entry === 'string' ? inRoot(entry) : true,
    target: nodeTarget,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      ...(typeof entry === 'string' ? {} : { input: entry }),
      external: ['electron'],
      output: {
        format,
        entryFileNames: fileName,
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: format === 'es',
      },
    },
  },
});

/**
 * A program that is read and run at each start: a text without comments and indentation, where names stay for
 * reports of faults.
 * @param {import('vite').InlineConfig} config @returns {import('vite').InlineConfig}
 */
const quickToStart = ({ build = {}, ...config }) => {
  const { rolldownOptions = {}, ...rest } = build;
  const minify = { compress: false, mangle: false, codegen: true };
  const options = {
    ...rolldownOptions,
    // The texts of bundled files belong to a function that few commands call, and are no part of its kept code.
    optimization: { inlineConst: { mode: /** @type {const} */ ('all') } },
    output: { ...rolldownOptions.output, minify },
  };
  // `long` compiles a piece of it at each start, for a division now and then, and can do without.
  const define = { WebAssembly: 'undefined' };
  return { ...config, define, build: { ...rest, rolldownOptions: options } };
};

/** @param {string} folder @param {string} page @returns {Promise<import('vite').InlineConfig>} */
const windowBundle = async (folder, page) => {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    root: inRoot(folder),
    base: '/',
    plugins: [react()],
    build: {
      target: windowTarget,
      sourcemap: true,
      // The content security policy allows fonts and scripts from the app's own origin only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: inRoot(folder, page) },
    },
  };
};

/** @param {string} path @param {import('node:crypto').Hash} hash */
const fingerprintPath = (path, hash) => {
  if (!existsSync(path)) return;
  const stat = statSync(path);
  if (stat.isDirectory()) {
    for (const name of readdirSync(path).sort()) fingerprintPath(join(path, name), hash);
    return;
  }
  if (/\.test\.tsx?$/.test(path)) return;
  hash.update(`${relative(root, path)}\0${stat.mtimeMs}\0${stat.size}\n`);
};

/** @param {Part} part */
const fingerprint = (part) => {
  const hash = createHash('sha256');
  for (const path of [
    ...parts[part].reads,
    'package.json',
    'package-lock.json',
    'app/tools/build.mjs',
  ]) {
    fingerprintPath(inRoot(path), hash);
  }
  return hash.digest('hex');
};

/** @param {Part} part */
const stampFile = (part) => inRoot('dist', part, '.built');

/** @param {Part} part */
const isFresh = (part) => {
  const file = stampFile(part);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint(part);
};

/** @param {Part} part */
const buildPart = async (part) => {
  const { build } = await import('vite');
  const stamp = fingerprint(part);
  // Built aside and swapped in: a running app or another build never sees half of it.
  const aside = inRoot('dist', `.${part}-${process.pid}`);
  const config = await parts[part].config();
  try {
    await build({
      ...config,
      configFile: false,
      logLevel: 'silent',
      mode: 'production',
      cacheDir: inRoot('dist/.cache/vite'),
      build: { ...config.build, outDir: aside, emptyOutDir: true, reportCompressedSize: false },
    });
    await parts[part].finish?.(aside);
    writeFileSync(join(aside, '.built'), stamp);
    rmSync(inRoot('dist', part), { recursive: true, force: true });
    renameSync(aside, inRoot('dist', part));
  } catch (error) {
    const reason = reasonOf(error);
    const text = process.stderr.isTTY ? reason : stripVTControlCharacters(reason);
    throw new Plain(`Building ${parts[part].what} failed.\n${text}`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
};

/**
 * Builds what is missing or older than its sources.
 * @param {readonly Part[]} wanted
 */
export const ensureBuilt = async (wanted) => {
  for (const part of wanted) {
    if (isFresh(part)) continue;
    mkdirSync(inRoot('dist'), { recursive: true });
    await step(`Building ${parts[part].what}`, () => buildPart(part));
  }
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const since = Date.now();
    for (const part of everyPart) rmSync(stampFile(part), { force: true });
    await ensureBuilt(everyPart);
    say(`Built dist/{${everyPart.join(',')}} in ${((Date.now() - since) / 1000).toFixed(1)} s.`);
  });
}
