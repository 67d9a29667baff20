import { readFileSync, statSync } from 'node:fs';
import { bundledFile } from '../bundled/bundled-text.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { ParsedFile, SourceInfo } from '../parse/parsed-file.ts';
import { shownPath } from './file-names.ts';
import type { ProtoFilesOptions } from './given-files.ts';
import { type KeptFile, keepFile } from './kept-file.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const BUNDLED = 'bundled';

/** A file was changed between two looks at it: what was made of the first may fit nothing any more. */
export class ChangedMeanwhile extends Error {}

/**
 * Reads and parses files, and those that are as they were not again. Reading is synchronous: for
 * thousands of small files that is several times as fast, and whoever calls has no window to draw.
 */
export class FileReader {
  readonly #cwd: string;
  readonly #sourceInfo: SourceInfo;
  readonly #known: ReadonlyMap<string, KeptFile>;
  /** All that was read, by path. */
  readonly kept = new Map<string, KeptFile>();
  /** How many texts were parsed. */
  parsedAnew = 0;
  /** Parsed for the first time in this reading, and not taken yet. */
  readonly #parsed = new Map<string, ParsedFile>();

  constructor(
    { cwd, wholeSourceInfo = false }: Pick<ProtoFilesOptions, 'cwd' | 'wholeSourceInfo'>,
    known: ReadonlyMap<string, KeptFile>,
  ) {
    this.#cwd = cwd;
    this.#sourceInfo = wholeSourceInfo ? 'whole' : 'declarations';
    this.#known = known;
  }

  shownAs(path: string): string {
    return shownPath(this.#cwd, path);
  }

  /** Throws for a file that cannot be read, or is no text. */
  file(path: string): KeptFile {
    const stamp = stampOf(path);
    return this.#unchanged(path, stamp) ?? this.#keep(path, stamp, textOf(path));
  }

  /** A file that comes with Duplex; undefined when there is none by this name. */
  bundled(name: string): KeptFile | undefined {
    const known = this.#unchanged(name, BUNDLED);
    if (known !== undefined) return known;
    const text = bundledFile(name);
    return text === undefined ? undefined : this.#keep(name, BUNDLED, text);
  }

  /**
   * A file parsed anew each time, since linking changes what was parsed. Throws
   * {@link ChangedMeanwhile} when it is not what was kept.
   */
  parsed(kept: KeptFile): ParsedFile {
    const { path, stamp } = kept;
    const parsed = this.#parsed.get(path);
    this.#parsed.delete(path);
    if (parsed !== undefined) return parsed;
    const text = stamp === BUNDLED ? (bundledFile(path) ?? '') : textAgain(path);
    const again = this.#keep(path, stamp, text);
    if (again.hash !== kept.hash) throw new ChangedMeanwhile(path);
    return this.parsed(kept);
  }

  #unchanged(path: string, stamp: string): KeptFile | undefined {
    const known = this.kept.get(path) ?? this.#known.get(path);
    if (known?.stamp !== stamp) return undefined;
    this.kept.set(path, known);
    return known;
  }

  #keep(path: string, stamp: string, text: string): KeptFile {
    this.parsedAnew += 1;
    const shownAs = stamp === BUNDLED ? path : this.shownAs(path);
    const parsed = parseFile(path, text, shownAs, this.#sourceInfo);
    this.#parsed.set(path, parsed);
    const kept = keepFile(path, stamp, text, parsed);
    this.kept.set(path, kept);
    return kept;
  }
}

/** Such bytes as text has none of; so many may have slipped into one, and are told where they are. */
const MOST_NULS = 4;

/** It is no text. */
export class BinaryFile extends Error {
  constructor() {
    super('it is binary: neither .proto text nor a whole descriptor set');
  }
}

/** So far its first file's name, package and first numbers come, none of which is text throughout. */
const BEGIN = 256;

/** A set that somebody cut off, or is just writing. */
function beginsAsBrokenSet(text: string): boolean {
  const isNoText = (letter: string): boolean => letter < ' ' && !/\s/.test(letter);
  return text.startsWith('\n') && [...text.slice(0, BEGIN)].some(isNoText);
}

function stampOf(path: string): string {
  const { size, mtimeMs, ctimeMs, ino } = statSync(path);
  if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

function textOf(path: string): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(path));
  if (text.split('\0', MOST_NULS + 2).length > MOST_NULS + 1 || beginsAsBrokenSet(text))
    throw new BinaryFile();
  return text;
}

function textAgain(path: string): string {
  try {
    return textOf(path);
  } catch {
    throw new ChangedMeanwhile(path);
  }
}
