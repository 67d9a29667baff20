#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { inRoot } from './paths.mjs';
import { run } from './progress.mjs';

await run(async () => {
  await ensureBuilt(['cli']);
});
// npm runs scripts in the package's folder; the person's own paths are relative to where they are.
const caller =
  process.env['npm_lifecycle_event'] === 'duplex' ? process.env['INIT_CWD'] : undefined;
if (caller) process.chdir(caller);
const commandLine = inRoot('dist/cli/index.js');
process.argv[1] = commandLine;
await import(pathToFileURL(commandLine).href);
