import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execute, lastLines } from '../execute.mjs';
import { oracleFolder } from '../paths.mjs';
import { Plain, step } from '../progress.mjs';

const release = 'trixie';
const packages = ['libc6', 'libstdc++6', 'libgcc-s1'];
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * How to start a program that needs newer C and C++ libraries than this Debian has: through the
 * loader of a newer release, whose libraries are unpacked aside. The system stays as it is.
 * @returns {Promise<readonly [string, ...string[]]>} what to put before the program
 */
export const withNewerLibraries = async () => {
  const folder = join(oracleFolder, `${release}-libraries`);
  if (!existsSync(folder)) {
    mkdirSync(oracleFolder, { recursive: true });
    const aside = mkdtempSync(join(oracleFolder, 'unpacking-'));
    try {
      await step(`Fetching the libraries of Debian ${release}`, () => fetchInto(aside));
      if (!existsSync(folder)) renameSync(join(aside, 'unpacked'), folder);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  const libraries = join(folder, 'usr/lib/x86_64-linux-gnu');
  return [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries];
};

/** @param {string} folder */
const fetchInto = async (folder) => {
  const archive = await debianArchive();
  for (const inner of ['state/lists/partial', 'cache/archives/partial', 'unpacked'])
    mkdirSync(join(folder, inner), { recursive: true });
  const list = join(folder, 'sources.list');
  writeFileSync(list, `deb [signed-by=${keyring}] ${archive} ${release} main\n`);
  const own = [
    `Dir::Etc::sourcelist=${list}`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State=${join(folder, 'state')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    'Dir::State::status=/var/lib/dpkg/status',
  ].flatMap((option) => ['-o', option]);
  await ask(folder, 'apt-get', [...own, 'update']);
  await ask(folder, 'apt-get', [...own, '-t', release, 'download', ...packages]);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
    await ask(folder, 'dpkg-deb', ['-x', file, 'unpacked']);
};

/** Where this system's own packages come from. */
const debianArchive = async () => {
  const format = '$(REPO_URI)';
  const { stdout } = await execute('apt-get', [
    'indextargets',
    '--format',
    format,
    'Identifier: Packages',
    'Label: Debian',
  ]);
  const archive = stdout.split('\n')[0];
  if (archive) return archive;
  throw new Plain(
    'The conformance runner needs glibc 2.38, which this system lacks; newer libraries are taken only from a Debian archive, and apt-get names none here.',
  );
};

/** @param {string} cwd @param {string} program @param {readonly string[]} args */
const ask = async (cwd, program, args) => {
  const { status, stdout, stderr } = await execute(program, args, { cwd, timeoutMs: 600_000 });
  if (status === 0) return;
  const reason = lastLines(stderr || stdout, 3);
  throw new Plain(`The libraries of Debian ${release} could not be had: ${program}: ${reason}`);
};
