import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from './log.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-log-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const written = (): string => readFileSync(join(home, 'logs', 'duplex.log'), 'utf8');
const inLogs = (): string[] => readdirSync(join(home, 'logs')).sort();

/** For a log that is expected to work. */
function refuse(sentence: string): void {
  throw new Error(sentence);
}

it('writes time, level and text, a line each, before it returns', () => {
  const log = openLog(home, refuse);
  log.info('the app started');
  expect(written()).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info {2}the app started\r?\n$/,
  );
  log.error('it failed');
  expect(written()).toMatch(/\n\S+Z error it failed\r?\n$/);
  expect(log.file).toBe(join(home, 'logs', 'duplex.log'));
});

it('tells the stack of an error and of its cause, and nothing else that the error holds', () => {
  const cause = new TypeError('the cause');
  const error = Object.assign(new Error('the effect', { cause }), { metadata: 'not to be told' });
  openLog(home, refuse).error('it failed', error);
  expect(written()).toMatch(
    /error it failed: Error: the effect\\n {4}at .*\\ncaused by TypeError: the cause\\n {4}at /,
  );
  expect(written()).not.toContain('not to be told');
});

it.each([
  ['a string', 'x: y'],
  [null, 'x: null'],
  [Object.create(null), 'x: an error that cannot be told'],
])('takes for an error what was thrown: %o', (thrown, expected) => {
  openLog(home, refuse).error('x', thrown);
  expect(written()).toContain(expected.replace('y', 'a string'));
});

it('keeps secrets and the home folder out', () => {
  const log = openLog(home, refuse);
  log.info(`authorization: Bearer s3cr3t`);
  log.error('x', new Error('grpc://u:s3cr3t@h'));
  log.info(`cannot read ${join(homedir(), 'x')}`);
  expect(written()).not.toMatch(/s3cr3t/);
  expect(written()).toMatch(/cannot read ~.x\r?\n$/);
});

it.each(['\n', '\r', '\r\n', '\u2028', '\u0085', '\v', '\f'])(
  'gives a text with %j no way to pass for another line',
  (end) => {
    const log = openLog(home, refuse);
    log.info(`asked${end}2020-01-01T00:00:00.000Z error forged`);
    expect(
      written()
        .match(/^.*$/gm)
        ?.filter((line) => /^2020/.test(line)),
    ).toEqual([]);
    expect(log.recent(9)).toHaveLength(1);
  },
);

it('takes nothing in a text for a template', () => {
  const log = openLog(home, refuse);
  const text = '%s %c %d %% %O {text} {scope} {level} $& __proto__';
  log.info(text);
  expect(log.recent(1)[0]).toMatch(/Z info {2}/);
  expect(log.recent(1)[0]?.endsWith(text)).toBe(true);
});

it('keeps three old files of about 1 MB, and gives the last lines over all of them', () => {
  const log = openLog(home, refuse);
  const filler = 'x '.repeat(3_500);
  for (let number = 1; number <= 800; number += 1) log.info(`${number} ${filler}`);
  expect(inLogs()).toEqual(['duplex.1.log', 'duplex.2.log', 'duplex.3.log', 'duplex.log']);
  for (const name of inLogs()) {
    expect(statSync(join(home, 'logs', name)).size).toBeLessThan(1.1 * 1024 * 1024);
  }
  const inNewest = written().trimEnd().split('\n').length;
  const recent = log.recent(inNewest + 10).map((line) => Number(/Z info {2}(\d+)/.exec(line)?.[1]));
  expect(recent).toEqual(Array.from({ length: inNewest + 10 }, (_, i) => 791 - inNewest + i));
  expect(log.recent(2)).toHaveLength(2);
  expect(log.recent(0)).toEqual([]);
});

it('goes on in the same file after a restart', () => {
  openLog(home, refuse).info('before');
  const log = openLog(home, refuse);
  log.info('after');
  expect(log.recent(9).map((line) => line.split(' ').at(-1))).toEqual(['before', 'after']);
});

it('starts the file again when it cannot be moved aside', () => {
  mkdirSync(join(home, 'logs', 'duplex.1.log', 'x'), { recursive: true });
  mkdirSync(join(home, 'logs', 'duplex.2.log', 'x'), { recursive: true });
  const log = openLog(home, refuse);
  for (let number = 1; number <= 200; number += 1) log.info('x '.repeat(3_500));
  expect(statSync(log.file).size).toBeLessThan(1.1 * 1024 * 1024);
});

it('is for the person alone', { skip: process.platform === 'win32' }, () => {
  const log = openLog(home, refuse);
  log.info('x');
  expect(statSync(log.file).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'logs')).mode & 0o777).toBe(0o700);
});

it.each([
  ['the folder is a file', '.', () => writeFileSync(join(home, 'logs'), '')],
  ['the home folder is a file', 'a-file', () => writeFileSync(join(home, 'a-file'), '')],
  [
    'the file is a folder',
    '.',
    () => mkdirSync(join(home, 'logs/duplex.log'), { recursive: true }),
  ],
])('costs nothing but its lines when %s, and complains once', (_, opened, spoil) => {
  spoil();
  const complaints: string[] = [];
  const log = openLog(join(home, opened), (sentence) => complaints.push(sentence));
  log.info('a');
  log.error('b', new Error('c'));
  expect(log.recent(9)).toEqual([]);
  expect(complaints).toEqual([expect.stringMatching(/^The log cannot be written: \S/)]);
});

it('survives that its folder is taken away', () => {
  const complaints: string[] = [];
  const log = openLog(home, (sentence) => complaints.push(sentence));
  log.info('a');
  rmSync(join(home, 'logs'), { recursive: true });
  log.info('b');
  log.info('c');
  expect(existsSync(log.file)).toBe(false);
  expect(complaints).toHaveLength(1);
});

it('works bundled, prints nothing, and leaves faults to the app: the last line before a crash is there', async () => {
  const entry = join(home, 'crash.ts');
  const log = fileURLToPath(new URL('log.ts', import.meta.url));
  writeFileSync(
    entry,
    `import { openLog } from ${JSON.stringify(log)};
     const log = openLog(${JSON.stringify(home)});
     const faults = ['uncaughtException', 'unhandledRejection'] as const;
     log.info('handlers ' + faults.map((name) => process.listenerCount(name)));
     log.error('about to crash', new Error('x'));
     process.abort();`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir: join(home, 'out'),
      rolldownOptions: { output: { entryFileNames: 'crash.mjs', codeSplitting: false } },
    },
  });
  const { stdout, stderr } = spawnSync(process.execPath, [join(home, 'out', 'crash.mjs')], {
    encoding: 'utf8',
    cwd: home,
    env: { ...process.env, NODE_ENV: 'development' },
  });
  expect(written()).toMatch(/handlers 0,0\r?\n\S+ error about to crash: Error: x/);
  expect(`${stdout}${stderr}`).not.toMatch(/about to crash|handlers/);
});
