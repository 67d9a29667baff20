import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import library from 'electron-log/node';
import { oneLine } from './one-line.ts';
import { redact } from './redact.ts';

const largestFile = 1024 * 1024;
const oldFiles = 3;
/** A stack fits; a whole message that somebody put into an error does not. */
const longestLine = 8 * 1024;

/**
 * What Duplex did and what went wrong, for the person who reports it. No line holds a secret, see
 * `redact`. A log that cannot be written costs its lines and nothing else: no method throws.
 */
export interface Log {
  /** The newest file. */
  readonly file: string;
  /** Written when it returns: a crash right after it loses nothing. */
  info(text: string): void;
  /** With the stack of the error and of what caused it. */
  error(text: string, error?: unknown): void;
  /** The last lines, the oldest of them first; those of older files too. */
  recent(count: number): readonly string[];
}

/**
 * Opens `logs/duplex.log` in `home`; at 1 MB it becomes `duplex.1.log`, and so on to `duplex.3.log`.
 * @param complain told once, when the log cannot be written
 */
export function openLog(home: string, complain: (sentence: string) => void = toStderr): Log {
  const folder = join(home, 'logs');
  const files = ['duplex.log', ...oldNames()].map((name) => join(folder, name));
  const [file = ''] = files;
  makeFolder(folder);
  complainOnce(complain);
  const logger = library.create({ logId: file });
  prepare(logger.transports.file, files);
  const write = (level: 'info' | 'error', text: string): void => {
    try {
      const line = oneLine(redact(text, homedir()), longestLine);
      // To the file alone: the library would print as well, and send to the window.
      logger.processMessage({ level, data: [line], date: new Date() }, { transports: ['file'] });
    } catch {
      // What cannot be made safe is not written; a home that nobody knows is such a case.
    }
  };
  return {
    file,
    info: (text) => write('info', text),
    error: (text, error) =>
      write('error', error === undefined ? text : `${text}: ${described(error)}`),
    recent: (count) => lastLines(files, count),
  };
}

function oldNames(): string[] {
  return Array.from({ length: oldFiles }, (_, index) => `duplex.${index + 1}.log`);
}

/** The library would make it too, but for everybody to read. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // The library finds out too, and complains.
  }
}

function prepare(transport: typeof library.transports.file, files: readonly string[]): void {
  const [file = ''] = files;
  // It looks for the nearest package.json otherwise, and throws when there is none.
  transport.setAppName('duplex');
  transport.resolvePathFn = () => file;
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  transport.sync = true;
  transport.maxSize = largestFile;
  transport.format = ({ data, level, message }) => [
    `${message.date.toISOString()} ${level.padEnd(5)} ${data.join(' ')}`,
  ];
  transport.archiveLogFn = (full) => {
    if (!rotate(files)) full.clear();
  };
}

/** Each file takes the place of the one that is older; false when the newest is still where it was. */
function rotate(files: readonly string[]): boolean {
  let moved = false;
  for (let age = files.length - 1; age > 0; age -= 1) {
    try {
      renameSync(files[age - 1] ?? '', files[age] ?? '');
      moved = true;
    } catch {
      moved = false; // it is not there yet, or stays
    }
  }
  return moved;
}

/** The library tells its own trouble on the console of its first logger only, for all of them. */
function complainOnce(complain: (sentence: string) => void): void {
  let told = false;
  library.transports.console.writeFn = ({ message }) => {
    if (told) return;
    told = true;
    const error = message.data.find((part) => part instanceof Error);
    complain(`The log cannot be written: ${error?.message ?? String(message.data[0])}`);
  };
}

function toStderr(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** The stack, which begins with the message, and those of its causes; no other property. */
function described(error: unknown, depth = 0): string {
  try {
    if (!(error instanceof Error)) return String(error);
    const own = error.stack ?? error.message;
    const hasCause = error.cause !== undefined && depth < 5;
    return hasCause ? `${own}\ncaused by ${described(error.cause, depth + 1)}` : own;
  } catch {
    return 'an error that cannot be told';
  }
}

function lastLines(files: readonly string[], count: number): readonly string[] {
  let lines: string[] = [];
  for (const file of files) {
    if (lines.length >= count) break;
    lines = [...linesOf(file), ...lines];
  }
  return count > 0 ? lines.slice(-count) : [];
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  } catch {
    return [];
  }
}
