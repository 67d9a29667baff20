#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { inRoot } from './paths.mjs';
import { run } from './progress.mjs';

await run(async () => {
  await ensureBuilt(['samples']);
  if (process.env['npm_lifecycle_event']) {
    // npm passes no signal on: when it is gone, nobody can end this server any more.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
    }, 500).unref();
  }
  await import(pathToFileURL(inRoot('dist/samples/server.js')).href);
});
