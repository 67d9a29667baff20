#!/usr/bin/env node
// dist/cli/index.js: runs the bundle beside it with the machine code that V8 made of it at the build. Where
// another Node runs it, or there is none, V8 compiles it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const bundle = fileURLToPath(new URL('duplex.cjs', import.meta.url));
const kept = `${bundle}.code`;

const read = () => {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
};

const cachedData = read();
// The build leaves nothing but ASCII in it.
const source = `(function (require, __filename) {${readFileSync(bundle, 'latin1')}\n})`;
const script = new Script(source, { filename: bundle, ...(cachedData && { cachedData }) });
// The build runs a command so, after which all that it needed is compiled.
if (process.env['DUPLEX_KEEP_CODE'] === '1')
  process.once('exit', () => writeFileSync(kept, script.createCachedData()));
script.runInThisContext()(createRequire(bundle), bundle);
