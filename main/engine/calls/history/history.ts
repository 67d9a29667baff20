import type { HistoryItem, HistoryPage, HistoryPlace } from '#app/contract/history.ts';
import { Failure } from '#app/contract/result.ts';
import type { JsonForm } from '#engine/codec/json-form.ts';
import type { Schema } from '#engine/schema/schema.ts';
import type { CallHead } from '../log/call-head.ts';
import { CallLog } from '../log/call-log.ts';
import { type HeadNow, Spool } from '../log/spool.ts';
import { StoredLog } from '../log/stored-log.ts';
import { goesOn } from '../outbox.ts';
import { CallFiles, type FoundCall } from './call-files.ts';
import { SchemaFiles } from './schema-files.ts';
import { type ShortCall, ShortCalls } from './short-calls.ts';
import { StoredCall } from './stored-call.ts';

/** How much of the past is kept; what is beyond is deleted, the oldest calls first, not those that are held. */
export interface HistoryBounds {
  readonly calls: number;
  readonly bytes: number;
  readonly ageMs: number;
}

const defaultBounds: HistoryBounds = {
  calls: 200,
  bytes: 4 * 1024 * 1024 * 1024,
  ageMs: 30 * 24 * 60 * 60 * 1000,
};
/** Of one call on the disk. */
export const defaultDiskBytes = 2 * 1024 * 1024 * 1024;

/** Of a call that is kept in memory and on the disk. */
interface KeepOptions {
  /** Of each part of the log in memory. */
  readonly memory: number;
  /** Of the whole log on the disk; beyond it the oldest events are let go. 2 GB without it. */
  readonly disk?: number | undefined;
  /** Nothing is let go for its size until that is asked for. */
  readonly keepsAll?: boolean | undefined;
  /** So many of the newest events, and few more; all without it. */
  readonly newest?: number | undefined;
  readonly head: () => HeadNow;
  /** Hears when no more should be received until the disk has caught up, and when it has. */
  readonly onLag: (lags: boolean) => void;
  /** Hears once that the disk refuses, and why. */
  readonly onRefused: (error: unknown) => void;
}

/** A call that is being held: its log, and the way of that to the disk. */
export interface KeptCall {
  readonly log: CallLog;
  readonly spool: Spool;
  /** From now on the oldest events are let go beyond so many bytes on the disk. */
  readonly bound: (disk: number) => void;
}

interface Held {
  /** How many have it open. */
  holders: number;
  readonly spool?: Spool;
  /** What the call comes to now; of one that was opened again the file says it. */
  readonly head?: () => HeadNow;
  isRunning: boolean;
  /** Settles when all of it is written, once it has ended. */
  finished?: Promise<void>;
  /** Deleted, as far as anybody sees: its files go when nobody has it open any more. */
  isDeleted?: boolean;
}

/** Deleting waits for more to be deleted, for it looks at all that there is. */
const tidyMs = 30_000;

/**
 * The calls of the past, and those that go on, in a folder that nobody else uses. What is in the files
 * may have been damaged or planted: what is not as it should be is told, and hinders nothing else.
 */
export class History {
  readonly #files: CallFiles;
  readonly #schemas: SchemaFiles;
  readonly #short: ShortCalls;
  readonly #bounds: () => HistoryBounds | undefined;
  readonly #form: () => JsonForm;
  /** Calls that somebody has open. */
  readonly #held = new Map<string, Held>();
  readonly #finishing = new Set<Promise<void>>();
  #tidying: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** Without bounds there are 200 calls, 4 GB and 30 days. `form` is how the messages of what is opened are shown. */
  constructor(folder: string, bounds: () => HistoryBounds | undefined, form: () => JsonForm) {
    this.#files = new CallFiles(folder);
    this.#schemas = new SchemaFiles(folder);
    this.#short = new ShortCalls({
      write: (calls) => this.#writeShort(calls),
      most: () => this.#most,
    });
    this.#bounds = bounds;
    this.#form = form;
  }

  get folder(): string {
    return this.#files.folder;
  }

  /** How many calls there may be: one at least. */
  get #most(): number {
    return Math.max(1, (this.#bounds() ?? defaultBounds).calls);
  }

  /** Begins to keep a call, which is held until {@link release}. */
  keep(callId: string, schema: Schema, options: KeepOptions): KeptCall {
    const files = this.#files.make(callId, {
      most: options.disk ?? defaultDiskBytes,
      letsGo: options.newest !== undefined ? 'few' : options.keepsAll === true ? 'none' : 'part',
    });
    const log = new CallLog(options.memory, files, options.newest);
    const spool = new Spool({
      ...options,
      log,
      writeHead: async (head, isFirst) => {
        if (isFirst && head.inline !== undefined) {
          await this.#short.add({ callId, schema, head, isHeld: () => held.holders > 0 });
          held.isRunning = false;
          return;
        }
        if (isFirst) await this.#files.makeFolder();
        const sha256 = await this.#schemas.keep(callId, schema);
        await this.#files.writeHead(callId, { duplex: 1, ...head, schema: sha256 }, isFirst);
      },
    });
    const held: Held = { holders: 1, spool, head: options.head, isRunning: true };
    this.#held.set(callId, held);
    return { log, spool, bound: files.bound };
  }

  /** A call of which nothing may be written: it is listed, as its head says, until {@link release}. */
  mention(callId: string, head: () => HeadNow): void {
    this.#held.set(callId, { holders: 1, head, isRunning: true });
  }

  /** The call has ended: resolves when all of it is written, which is soon. */
  async finish(callId: string): Promise<void> {
    const held = this.#held.get(callId);
    if (held === undefined) return;
    if (held.spool === undefined) {
      held.isRunning = false;
      return;
    }
    held.finished = this.#finish(this.#finishNow(held, held.spool));
    await held.finished;
  }

  /** One of those who kept or opened the call has it open no more; what that ends is done soon. */
  release(callId: string): void {
    const held = this.#held.get(callId);
    if (held === undefined) return;
    held.holders -= 1;
    if (held.holders === 0) void this.#finish(this.#forget(callId, held));
  }

  /** Resolves when all that ended is written, and what was deleted is gone. */
  async settle(): Promise<void> {
    void this.#short.flush();
    await Promise.all(this.#finishing);
  }

  /**
   * A call that is over, which is then held until {@link release}. Rejects with a usage `Failure` when it
   * is not there, goes on, or cannot be read.
   */
  async open(callId: string): Promise<StoredCall> {
    await this.#short.flush();
    if (this.#held.get(callId)?.isRunning === true) throw goesOn();
    try {
      if (!this.#held.has(callId) && (await this.#files.isDeleted(callId)))
        throw new Error('It was deleted');
      const head = await this.#files.readHead(callId);
      const log = await StoredLog.read(head, await this.#files.open(callId, head));
      const schema = await this.#schemas.read(head.schema);
      const call = new StoredCall(callId, head, log, schema, this.#form);
      const held = this.#held.get(callId) ?? { holders: 0, isRunning: false };
      held.holders += 1;
      this.#held.set(callId, held);
      return call;
    } catch (error) {
      const text = `The call ${callId} cannot be read back from ${this.folder}: ${reason(error)}`;
      throw new Failure('usage', text, 'Delete it from the history');
    }
  }

  /** What there is, after what is beyond the bounds was deleted. Never rejects. */
  async list({ from, count, method }: HistoryPlace): Promise<HistoryPage> {
    const all = await this.tidy();
    const there = all.filter(
      ({ callId, isDeleted }) => !isDeleted && this.#held.get(callId)?.isDeleted !== true,
    );
    // Those beyond are there as long as somebody has them open.
    const calls = there
      .slice(0, this.#most)
      .filter(({ head }) => method === undefined || head?.method === method);
    const page = calls.slice(from, from + count);
    const obstacle = await this.#files.obstacle();
    return {
      items: page.map((call) => this.#item(call)),
      total: calls.length,
      ...(obstacle !== undefined && { obstacle }),
    };
  }

  /**
   * Deletes calls for good; of those that go on, none. One that somebody has open is in no list any more, and
   * goes with the last who has. What cannot be deleted stays.
   */
  async delete(callIds: readonly string[]): Promise<void> {
    await this.settle();
    const over = callIds.filter((callId) => !goesOnFor(this.#held.get(callId)));
    for (const callId of over) {
      const held = this.#held.get(callId);
      if (held === undefined) continue;
      held.isDeleted = true;
      // Whatever becomes of this process, it comes back in no list.
      await this.#files.markDeleted(callId);
    }
    await this.#files.delete(new Set(over.filter((callId) => !this.#held.has(callId))));
    await this.tidy();
  }

  /** Deletes all that is over. */
  async clear(): Promise<void> {
    await this.settle();
    const all = await this.#files.all();
    await this.delete([...all, ...this.#notThere(all)].map(({ callId }) => callId));
  }

  /** Deletes what is beyond the bounds, and schemas that no call needs; gives what stays, newest first. */
  async tidy(): Promise<readonly ReadCall[]> {
    await this.#short.flush();
    const newestFirst = (await this.#read()).sort((one, other) => beganAt(other) - beganAt(one));
    const beyond = new Set(this.#beyond(newestFirst));
    if (this.#isClosed) return newestFirst;
    await this.#files.delete(new Set([...beyond].map(({ callId }) => callId)));
    const left = newestFirst.filter((call) => !beyond.has(call));
    await this.#schemas.keepOnly(new Set(left.flatMap(({ head }) => head?.schema ?? [])));
    return left;
  }

  /** Resolves when all that ended is written; nothing is deleted any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#tidying);
    await this.settle();
  }

  /** Each can be refused by itself. */
  #writeShort(calls: readonly ShortCall[]): readonly Promise<void>[] {
    const writing = this.#withSchemas(calls).then((heads) => this.#files.writeShort(heads));
    return calls.map(async (_, at) => (await writing)[at]);
  }

  async #withSchemas(calls: readonly ShortCall[]): Promise<readonly [string, CallHead][]> {
    await this.#files.makeFolder();
    return Promise.all(
      calls.map(async ({ callId, schema, head }): Promise<[string, CallHead]> => {
        const sha256 = await this.#schemas.keep(callId, schema);
        return [callId, { duplex: 1, ...head, schema: sha256 }];
      }),
    );
  }

  async #read(): Promise<ReadCall[]> {
    const read: ReadCall[] = [];
    const all = await this.#files.all();
    for (const found of [...all, ...this.#notThere(all)]) {
      const head = this.#held.get(found.callId)?.head;
      try {
        const file = await (head ? this.#files.headOf(found) : this.#files.lastHeadOf(found));
        read.push({ ...found, head: { ...file, ...head?.() } });
      } catch (error) {
        read.push({ ...found, ...(head ? { head: head() } : { fault: reason(error) }) });
      }
    }
    return read;
  }

  /** Calls that somebody has open and of which nothing is in the folder: so far, or because the disk refused. */
  #notThere(found: readonly FoundCall[]): readonly FoundCall[] {
    const known = new Set(found.map(({ callId }) => callId));
    return [...this.#held].flatMap(([callId, { head, isRunning }]) => {
      const now = known.has(callId) ? undefined : head?.();
      if (now === undefined || !(isRunning || now.cutOff !== undefined)) return [];
      return [{ callId, bytes: 0, writtenAt: now.startedAt, isDeleted: false }];
    });
  }

  #beyond(newestFirst: readonly ReadCall[]): readonly ReadCall[] {
    const { calls, bytes, ageMs } = this.#bounds() ?? defaultBounds;
    let sum = 0;
    return newestFirst.filter((call, place) => {
      // The newest may take all that a call may: it costs no other its place.
      if (place > 0) sum += call.bytes;
      if (this.#held.has(call.callId)) return false;
      if (call.isDeleted) return true;
      if (place === 0) return false;
      return place >= calls || sum > bytes || beganAt(call) < Date.now() - ageMs;
    });
  }

  #item({ callId, bytes, head, fault, ...found }: ReadCall): HistoryItem {
    const startedAt = beganAt({ callId, bytes, head, ...found });
    const item = { callId, bytes, startedAt };
    if (head === undefined) return { ...item, fault: fault ?? '' };
    const { method, title, target, kind, cutOff, end } = head;
    const { sent, received, bytesSent, bytesReceived, events, elapsed } = head;
    const isRunning = end === undefined && this.#held.get(callId)?.isRunning === true;
    const [status, code] = end
      ? [end.status, end.code]
      : [isRunning ? 'running' : 'INTERRUPTED', null];
    const counts = { sent, received, bytesSent, bytesReceived, events, elapsed };
    const what = {
      method,
      target,
      ...(title !== undefined && { title }),
      ...(kind && { kind }),
      ...(cutOff !== undefined && { cutOff }),
    };
    return { ...item, call: { ...what, ...counts, status, code, isRunning } };
  }

  /** Whoever closes the history waits for it. */
  async #finish(work: Promise<void>): Promise<void> {
    this.#finishing.add(work);
    await work;
    this.#finishing.delete(work);
  }

  async #finishNow(held: Held, spool: Spool): Promise<void> {
    await spool.finish();
    held.isRunning = false;
    this.#tidySoon();
  }

  /** Once it is written, unless somebody has opened it again by then. */
  async #forget(callId: string, held: Held): Promise<void> {
    await held.finished;
    if (held.holders > 0 || this.#held.get(callId) !== held) return;
    this.#held.delete(callId);
    this.#schemas.release(callId);
    if (held.isDeleted !== true) return;
    await held.spool?.stop();
    await this.#files.delete(new Set([callId]));
  }

  #tidySoon(): void {
    if (this.#isClosed) return;
    this.#tidying ??= setTimeout(() => {
      this.#tidying = undefined;
      void this.tidy();
    }, tidyMs).unref();
  }
}

interface ReadCall extends FoundCall {
  readonly head?: (HeadNow & Partial<Pick<CallHead, 'schema'>>) | undefined;
  readonly fault?: string;
}

/** Not of one that has ended and is being written. */
function goesOnFor(held: Held | undefined): boolean {
  return held?.isRunning === true && held.head?.().end === undefined;
}

function beganAt({ head, writtenAt }: ReadCall): number {
  return head?.startedAt ?? Math.floor(writtenAt);
}

function reason(error: unknown): string {
  return error instanceof Failure
    ? error.error.message
    : error instanceof Error
      ? error.message
      : String(error);
}
