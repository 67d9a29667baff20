#!/usr/bin/env node
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { inRoot } from './paths.mjs';
import { run } from './progress.mjs';

/** Serves the page with every piece of the interface to a browser, with changes shown as they are made. */
await run(async () => {
  const server = await createServer({
    root: inRoot('renderer'),
    configFile: false,
    cacheDir: inRoot('dist/.cache/gallery'),
    plugins: [react()],
    logLevel: 'warn',
    server: { host: '127.0.0.1' },
  });
  await server.listen();
  const base = server.resolvedUrls?.local[0];
  process.stdout.write(`${base}gallery/gallery.html\n`);
});
