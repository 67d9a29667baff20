#!/usr/bin/env node
// dist/cli/index.js: runs the bundle beside it with the machine code that V8 made of it at the build. Where
// another Node runs it, or there is none, V8 compiles it anew. All here is about a start without waiting.
const { readFileSync, writeFileSync } = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');
const { Script } = require('node:vm');

const bundle = join(__dirname, 'duplex.cjs');
const kept = `${bundle}.code`;

const read = () => {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
};

// Node compiles a large expression for the first address that it is asked about. None of IPv6 is without a colon.
const { isIPv6 } = net;
net.isIPv6 = (address) => address.includes(':') && isIPv6(address);

/** Those that a call over plaintext does without are read when something of them is used. */
const usedLate = new Set(['child_process', 'dns', 'dns/promises', 'v8', 'worker_threads', 'zlib']);
/** @param {string} name */
const requireForBundle = (name) => {
  if (!usedLate.has(name.replace('node:', ''))) return require(name);
  return new Proxy({}, { get: (_target, key) => require(name)[key] });
};

const cachedData = read();
// The build leaves nothing but ASCII in it, and makes a function of it.
const source = readFileSync(bundle, 'latin1');
const script = new Script(source, { filename: bundle, ...(cachedData && { cachedData }) });
// The build runs a command so, after which all that it needed is compiled.
if (process.env['DUPLEX_KEEP_CODE'] === '1')
  process.once('exit', () => writeFileSync(kept, script.createCachedData()));
script.runInThisContext()(requireForBundle, bundle);
