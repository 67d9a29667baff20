import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CallHead, headBytes, readHead } from '../log/call-head.ts';
import type { LogFiles } from '../log/call-log.ts';
import { SegmentFiles } from '../log/segment-files.ts';
import type { LogSources } from '../log/stored-log.ts';
import { WholeBytes } from '../log/whole-bytes.ts';
import { CutOffCounts } from './cut-off-counts.ts';
import { KnownHeads, type ListedHead } from './known-heads.ts';
import { SharedHeads } from './shared-heads.ts';
import { createWhole, readWhole, writeWhole } from './whole-files.ts';

/** A call as its files are, whatever is in them. */
export interface FoundCall {
  readonly callId: string;
  /** Of all its files. */
  readonly bytes: number;
  /** When the newest of them was written, in milliseconds since 1970. */
  readonly writtenAt: number;
  /** Its head where that stands in a file with others; else in one of its own. */
  readonly shared?: string;
  /** Nobody is to see it any more, though somebody may have had it open when it was deleted. */
  readonly isDeleted: boolean;
}

interface LookedAt {
  readonly callId: string;
  /** That it is deleted. */
  readonly mark: string | undefined;
  readonly stats: Stats | undefined;
}

type FoundInFiles = { -readonly [Key in keyof FoundCall]: FoundCall[Key] };

/** How much a call may take on the disk, and how it lets go of its oldest: a part of it, few at a time, not at all. */
interface CallSpace {
  readonly most: number;
  readonly letsGo: 'part' | 'few' | 'none';
}

interface BoundFiles extends LogFiles {
  /** The whole may take so much from now on, and lets go of its oldest beyond that. */
  readonly bound: (most: number) => void;
}

const ourNames = /^([\w-]{1,64})\.(?:json|json\.new|(deleted)|\d{1,15}\.(?:records|contents))$/;
/** Of each part of a log, as a share of what the whole may take on the disk. */
const shares = { records: 0.25, contents: 0.75 };
/** A part is in at least so many files once it is full, so that letting go of one is no great loss. */
const segments = 8;
/** Of one file of a call of which only the newest is kept. */
const fineBytes = 4 * 1024 * 1024;
/** So few short calls have a file each, all others one together. */
const fewCalls = 16;
const lookedAtOnce = 100;

/** The files of the calls in one folder, which nobody else uses. */
export class CallFiles {
  readonly folder: string;
  readonly #shared: SharedHeads;
  readonly #known = new KnownHeads();
  readonly #cutOff = new CutOffCounts();

  constructor(folder: string) {
    this.folder = folder;
    this.#shared = new SharedHeads(folder);
  }

  /** What stands where the folder should be, so that nothing can be kept; nothing usually. */
  async obstacle(): Promise<string | undefined> {
    const isOther = await stat(this.folder).then(
      (found) => !found.isDirectory(),
      () => false,
    );
    return isOther ? `${this.folder} is not a folder` : undefined;
  }

  /** For a call that begins. */
  make(callId: string, { most, letsGo }: CallSpace): BoundFiles {
    const part = (kind: keyof typeof shares) => {
      const segment = Math.floor((most * shares[kind]) / segments);
      return new SegmentFiles(this.folder, callId, kind, {
        most: letsGo === 'none' ? Number.POSITIVE_INFINITY : most * shares[kind],
        segment: letsGo === 'few' ? Math.min(segment, fineBytes) : segment,
      });
    };
    const [records, contents] = [part('records'), part('contents')];
    const bound = (now: number) => {
      records.bound(now * shares.records);
      contents.bound(now * shares.contents);
    };
    return { records, contents, bound };
  }

  /** Of a call with this head. Rejects when the files are not what an earlier process would have left. */
  async open(callId: string, { inline }: CallHead): Promise<LogSources> {
    const { records, contents } = inline ?? {};
    if (records !== undefined && contents !== undefined)
      return { records: new WholeBytes(records), contents: new WholeBytes(contents) };
    const found = (kind: string) => SegmentFiles.found(this.folder, callId, kind);
    return { records: await found('records'), contents: await found('contents') };
  }

  /** Rejects when there is none, or not one of ours. */
  async readHead(callId: string): Promise<CallHead> {
    const path = this.#head(callId);
    const text = await readWhole(path, headBytes).catch(async (error: unknown) => {
      const heads = await this.#shared.read(await this.#names());
      const found = heads.find((one) => one.callId === callId);
      if (found === undefined) throw error;
      return found.text;
    });
    return readHead(basename(path), text.toString('utf8'));
  }

  /** The same of one that was found, without its events. What was read before and is as it was is not read again. */
  async headOf(found: FoundCall): Promise<ListedHead> {
    const { callId, shared } = found;
    const known = this.#known.get(found);
    if (known !== undefined) return known;
    const whole = shared === undefined ? await this.readHead(callId) : readHead(callId, shared);
    const { inline: _inline, ...head } = whole;
    this.#known.note(found, head);
    return head;
  }

  /** Rejects when it cannot be made; it may have been deleted since the last time. */
  async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  /** The same of one that nobody makes any more, with what was written after its head where that says no end. */
  async lastHeadOf(found: FoundCall): Promise<ListedHead> {
    const head = await this.headOf(found);
    if (head.end !== undefined) return head;
    const counts = await this.#cutOff.of(found, head, () => this.open(found.callId, head));
    return { ...head, ...counts };
  }

  /** Puts it in place, the first only where there is none. Rejects when the disk refuses. */
  async writeHead(callId: string, head: CallHead, isFirst: boolean): Promise<void> {
    const write = isFirst ? createWhole : writeWhole;
    await write(this.#head(callId), JSON.stringify(head), headBytes);
    this.#known.forget(callId);
  }

  /** Those of short calls where there are none: one promise for each. They reject when the disk refuses. */
  writeShort(heads: readonly (readonly [callId: string, head: CallHead])[]): Promise<void>[] {
    if (heads.length < fewCalls)
      return heads.map(([callId, head]) => this.writeHead(callId, head, true));
    const texts = heads.map(([callId, head]) => [callId, JSON.stringify(head)] as const);
    const written = this.#shared.write(texts);
    return heads.map(() => written);
  }

  /** All calls of which there is something. */
  async all(): Promise<readonly FoundCall[]> {
    const found = new Map<string, FoundInFiles>();
    const names = await this.#names();
    for (const { callId, mark, stats } of await this.#looked(names)) {
      if (!stats?.isFile()) continue;
      const call = found.get(callId) ?? { callId, bytes: 0, writtenAt: 0, isDeleted: false };
      call.isDeleted ||= mark !== undefined;
      call.bytes += stats.size;
      call.writtenAt = Math.max(call.writtenAt, stats.mtimeMs);
      found.set(callId, call);
    }
    for (const { callId, text, ...file } of await this.#shared.read(names))
      if (!found.has(callId))
        found.set(callId, { callId, ...file, shared: text, isDeleted: false });
    this.#known.forgetOthers(found);
    this.#cutOff.forgetOthers(found);
    return [...found.values()];
  }

  /** What cannot be deleted stays. */
  async delete(callIds: ReadonlySet<string>): Promise<void> {
    if (callIds.size === 0) return;
    const marks: string[] = [];
    const names = await this.#names();
    for (const name of names) {
      const [, callId, mark] = ourNames.exec(name) ?? [];
      if (callId === undefined || !callIds.has(callId)) continue;
      if (mark === undefined) await this.#remove(name);
      else marks.push(name);
    }
    await this.#shared.delete(names, callIds);
    // Last, so that what is left of it when this is broken off is known to be.
    for (const name of marks) await this.#remove(name);
  }

  /** Says on the disk that a call is deleted, of which the files are still needed. Never rejects. */
  async markDeleted(callId: string): Promise<void> {
    await writeFile(this.#deleted(callId), '', { mode: 0o600 }).catch(() => {});
  }

  async isDeleted(callId: string): Promise<boolean> {
    return lstat(this.#deleted(callId)).then(
      () => true,
      () => false,
    );
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true }).catch(() => {});
  }

  /** At our files, many at once: to wait for each takes longer than to look. */
  async #looked(names: readonly string[]): Promise<readonly LookedAt[]> {
    const looked: LookedAt[] = [];
    for (let from = 0; from < names.length; from += lookedAtOnce) {
      const some = names.slice(from, from + lookedAtOnce).map(async (name) => {
        const [, callId, mark] = ourNames.exec(name) ?? [];
        if (callId === undefined) return [];
        const stats = await lstat(join(this.folder, name)).catch(() => undefined);
        return [{ callId, mark, stats }];
      });
      looked.push(...(await Promise.all(some)).flat());
    }
    return looked;
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.folder).catch(() => []);
  }

  #head(callId: string): string {
    return this.#path(`${callId}.json`);
  }

  #deleted(callId: string): string {
    return this.#path(`${callId}.deleted`);
  }

  /** Throws for the name of a file elsewhere. */
  #path(name: string): string {
    if (basename(name) !== name) throw new Error(`${name} is not in the folder`);
    return join(this.folder, name);
  }
}
