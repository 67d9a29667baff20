import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute, lastLines } from '../execute.mjs';
import { inRoot, oracleFolder } from '../paths.mjs';
import { Plain, step } from '../progress.mjs';

const sources = inRoot('app/tools/interop');
const proto = 'test.proto';
const server = 'server.cc';

/** What builds the server, by Debian's names. */
const packages = [
  'g++',
  'libgrpc++-dev',
  'libprotobuf-dev',
  'pkg-config',
  'protobuf-compiler-grpc',
];
const programs = ['g++', 'pkg-config', 'protoc', 'grpc_cpp_plugin'];

/** Without what npm packages bring: their protoc is not the one that the system's library fits. */
const systemPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const env = { ...process.env, PATH: systemPath };

/** @returns {Promise<readonly string[]>} the packages that have to be installed first, if any */
export const missingPackages = async () => {
  for (const program of programs) {
    const { status } = await execute('which', [program], { env });
    if (status !== 0) return packages;
  }
  const { status } = await execute('pkg-config', ['--exists', 'grpc++', 'protobuf'], { env });
  return status === 0 ? [] : packages;
};

/**
 * The interop server, built once of its sources as they are now.
 * @returns {Promise<string>} the program
 */
export const builtServer = async () => {
  const hash = createHash('sha256');
  for (const name of [proto, server]) hash.update(readFileSync(join(sources, name)));
  const folder = join(oracleFolder, `interop-server-${hash.digest('hex').slice(0, 16)}`);
  const program = join(folder, 'server');
  if (existsSync(program)) return program;
  mkdirSync(oracleFolder, { recursive: true });
  const aside = mkdtempSync(join(oracleFolder, 'building-'));
  try {
    await step('Building the interop server', () => build(aside));
    // Another run may have been quicker.
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return program;
};

/** @param {string} folder */
const build = async (folder) => {
  const { stdout: plugin } = await execute('which', ['grpc_cpp_plugin'], { env });
  await succeed('protoc', [
    `-I${sources}`,
    `--cpp_out=${folder}`,
    `--grpc_out=${folder}`,
    `--plugin=protoc-gen-grpc=${plugin.trim()}`,
    proto,
  ]);
  const flags = await succeed('pkg-config', ['--cflags', '--libs', 'grpc++', 'protobuf']);
  await succeed('g++', [
    '-std=c++17',
    '-O1',
    `-I${folder}`,
    join(sources, server),
    join(folder, 'test.pb.cc'),
    join(folder, 'test.grpc.pb.cc'),
    ...['-o', join(folder, 'server')],
    // It is never called by name: the library puts itself into each server.
    ...['-Wl,--no-as-needed', '-lgrpc++_reflection', '-Wl,--as-needed'],
    ...flags.trim().split(/\s+/),
  ]);
};

/** @param {string} program @param {readonly string[]} args @returns {Promise<string>} */
const succeed = async (program, args) => {
  const { status, stdout, stderr } = await execute(program, args, { env, timeoutMs: 600_000 });
  if (status !== 0)
    throw new Plain(`The interop server cannot be built: ${program}: ${lastLines(stderr, 5)}`);
  return stdout;
};
