#!/usr/bin/env node
// One JSON line for the tests: where the interop server is, or what this system lacks to build it. It is
// built where its tools are; nothing is installed.
import { builtServer, missingPackages } from './interop/server-program.mjs';
import { run } from './progress.mjs';

await run(async () => {
  const missing = await missingPackages();
  const lacking = `no C++ gRPC server can be built here; npm run interop installs ${missing.join(', ')}`;
  const found = missing.length > 0 ? { lacking } : { program: await builtServer() };
  process.stdout.write(`${JSON.stringify(found)}\n`);
});
