#!/usr/bin/env node
import { passThrough } from './execute.mjs';
import { builtServer, missingPackages } from './interop/server-program.mjs';
import { inRoot, root } from './paths.mjs';
import { run } from './progress.mjs';
import { install } from './system.mjs';

await run(async () => {
  const missing = await missingPackages();
  if (missing.length > 0) await install(missing, 'The interop tests need a C++ gRPC server');
  await builtServer();
  const tests = ['run', '--config=app/tools/vitest.config.ts', '--reporter=verbose', 'interop'];
  process.exitCode = await passThrough(inRoot('node_modules/.bin/vitest'), tests, { cwd: root });
});
