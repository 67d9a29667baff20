#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { inRoot } from './paths.mjs';
import { run } from './progress.mjs';

await run(async () => {
  await ensureBuilt(['samples']);
  await import(pathToFileURL(inRoot('dist/samples/server.js')).href);
});
