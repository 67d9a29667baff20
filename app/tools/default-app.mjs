import { asarOf } from './archives.mjs';

/**
 * Electron's own start-up app, which opens the folder named on its command line. The fallback comes
 * without one. It must be an ES module that awaits at top level: only then does `ready` wait for the
 * app's main module.
 */
const loader = `
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const preloads = [];
let target;
for (let index = 0; index < args.length && target === undefined; index += 1) {
  const arg = args[index];
  if (arg === '-r' || arg === '--require') preloads.push(args[(index += 1)]);
  else if (!arg.startsWith('-')) target = resolve(arg);
}
if (target === undefined) {
  console.error('No application was named: electron FOLDER');
  process.exit(1);
}
if (preloads.length > 0) Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const manifestFile = join(target, 'package.json');
const folder = existsSync(manifestFile) ? target : dirname(target);
if (folder === target) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  app.setDesktopName(manifest.desktopName ?? app.name + '.desktop');
  if (manifest.v8Flags) (await import('node:v8')).setFlagsFromString(manifest.v8Flags);
}
app.setAppPath(folder);
await import(pathToFileURL(createRequire(manifestFile).resolve(target)).href);
`;

export const defaultApp = () =>
  asarOf({
    'package.json': JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }),
    'main.js': loader,
  });
