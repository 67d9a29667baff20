import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { diskFailure, hasCode, isMissing } from '#app/core/disk-failure.ts';
import { fromHome } from '#app/core/typed-path.ts';

/**
 * A file that is written beside its place and put there whole, or not at all. Whoever opened it places or
 * discards it.
 */
export class ExportFile {
  readonly path: string;
  readonly #aside: string;
  readonly #file: FileHandle;
  readonly #overwrite: boolean;
  #bytes = 0;

  private constructor(path: string, aside: string, file: FileHandle, overwrite: boolean) {
    this.path = path;
    this.#aside = aside;
    this.#file = file;
    this.#overwrite = overwrite;
  }

  /**
   * Rejects with a `Failure` when the path cannot be written to; as `exists` when a file is there that is
   * not to be overwritten.
   */
  static async open(typed: string, overwrite: boolean): Promise<ExportFile> {
    const path = await realPath(typed);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && !found.isFile())
      throw new Failure('usage', `${path} is not a file`, 'Choose another place');
    if (found !== undefined && !overwrite) throw thereAlready(path);
    const aside = join(dirname(path), `.duplex-${randomBytes(8).toString('hex')}.tmp`);
    try {
      return new ExportFile(path, aside, await open(aside, 'wx'), overwrite);
    } catch (error) {
      throw diskFailure(`${path} cannot be written`, error);
    }
  }

  /** How long it is so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Rejects with a `Failure` when the disk refuses. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      let written = 0;
      while (written < bytes.length)
        written += (
          await this.#file.write(bytes, written, bytes.length - written, this.#bytes + written)
        ).bytesWritten;
      this.#bytes += bytes.length;
    } catch (error) {
      throw diskFailure(`${this.path} cannot be written`, error);
    }
  }

  /** What was written is gone. Rejects with a `Failure` when the disk refuses. */
  async restart(): Promise<void> {
    try {
      await this.#file.truncate();
      this.#bytes = 0;
    } catch (error) {
      throw diskFailure(`${this.path} cannot be written`, error);
    }
  }

  /** Rejects with a `Failure`; then it is to be discarded. */
  async place(): Promise<void> {
    try {
      await this.#file.sync();
      await this.#file.close();
      if (this.#overwrite) await rename(this.#aside, this.path);
      else await this.#placeFirst();
    } catch (error) {
      if (hasCode(error, 'EEXIST')) throw thereAlready(this.path);
      throw diskFailure(`${this.path} cannot be written`, error);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.#aside, { force: true }).catch(() => {});
  }

  /** What has come there meanwhile stays. */
  async #placeFirst(): Promise<void> {
    try {
      await link(this.#aside, this.path);
    } catch (error) {
      if (hasCode(error, 'EEXIST') || (await isThere(this.path))) throw error;
      // Some disks know no links.
      await rename(this.#aside, this.path);
      return;
    }
    await rm(this.#aside, { force: true }).catch(() => {});
  }
}

/** What a link at the end of a path leads to. */
async function realPath(typed: string): Promise<string> {
  const path = fromHome(typed.trim(), homedir());
  if (!isAbsolute(path))
    throw new Failure(
      'usage',
      path === '' ? 'The file has no name' : `${path} does not say in which folder`,
      `Write its whole path, such as ${join(homedir(), 'timeline.ndjson')}`,
    );
  try {
    return await realpath(path);
  } catch (error) {
    if (isMissing(error)) return path;
    throw diskFailure(`${path} cannot be written`, error);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function thereAlready(path: string): Failure {
  return new Failure('exists', `${path} is there already`, 'Overwrite it, or choose another name');
}
