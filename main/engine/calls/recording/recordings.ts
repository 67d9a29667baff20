import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JsonForm } from '#engine/codec/json-form.ts';
import { Schema } from '#engine/schema/schema.ts';
import type { EventLog } from '../timeline-log.ts';
import { readRecording } from './read-recording.ts';
import { RecordedCall } from './recorded-call.ts';
import { type RecordingHeader, recordingBytes } from './recording.ts';
import { writeRecording } from './write-recording.ts';

const schemaBytes = 64 * 1024 * 1024;
/** The names that recordings and schemas have here, half-written ones included. */
const ourNames = /\.(ndjson|binpb)(\.new)?$/;

/** What is recorded of a call at one moment. */
export interface Snapshot {
  readonly counts: Omit<RecordingHeader, 'duplex' | 'schema'>;
  readonly log: EventLog;
}

/**
 * The recordings of one set of calls, in a folder that nobody else uses: `<callId>.ndjson`, and each
 * schema once as `<sha256>.binpb`. Files are written whole or not at all, one after the other. What
 * cannot be written is dropped: a recording never disturbs its call. The files may have been damaged or
 * planted: what is not as it should be is not given back.
 */
export class Recordings {
  readonly #folder: string;
  readonly #form: () => JsonForm;
  readonly #hashes = new WeakMap<Schema['definitions'], string>();
  /** Schemas that are in the folder for sure. */
  readonly #stored = new Set<string>();
  /** The schema of each call that has a recording. */
  readonly #schemaOf = new Map<string, string>();
  /** All work on the folder, in order. */
  #work: Promise<unknown> = Promise.resolve();

  /** `form` is how the messages of what is given back are shown. */
  constructor(folder: string, form: () => JsonForm) {
    this.#folder = folder;
    this.#form = form;
  }

  /** Writes what the call is when its turn comes; `undefined` for a call that was released meanwhile. */
  save(callId: string, schema: Schema, snapshot: () => Snapshot | undefined): Promise<void> {
    return this.#inTurn(async () => {
      const taken = snapshot();
      if (taken === undefined) return;
      try {
        const sha256 = this.#hash(schema);
        const text = writeRecording({ duplex: 1, ...taken.counts, schema: sha256 }, taken.log);
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        // A recording is never there without its schema.
        if (!this.#stored.has(sha256)) {
          await this.#write(`${sha256}.binpb`, schema.descriptorSet(), schemaBytes);
          this.#stored.add(sha256);
        }
        await this.#write(`${callId}.ndjson`, text, recordingBytes);
        const before = this.#schemaOf.get(callId);
        this.#schemaOf.set(callId, sha256);
        if (before !== undefined) await this.#deleteUnused(before);
      } catch {
        // An older state of the call would pass for its last one.
        await this.#remove(callId);
      }
    });
  }

  remove(callId: string): Promise<void> {
    return this.#inTurn(() => this.#remove(callId));
  }

  /**
   * Gives back the recorded ones among `missing`, and deletes all other files but those of `held`.
   */
  recover(
    missing: readonly string[],
    held: readonly string[],
  ): Promise<ReadonlyMap<string, RecordedCall>> {
    return this.#inTurn(async () => {
      const recovered = new Map<string, RecordedCall>();
      const schemas = new Map<string, Schema>();
      for (const callId of missing) {
        const call = await this.#read(callId, schemas).catch(() => undefined);
        if (call !== undefined) recovered.set(callId, call);
      }
      await this.#keepOnly(new Set([...recovered.keys(), ...held]));
      return recovered;
    });
  }

  /** Resolves when all that was asked for is done. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #read(callId: string, schemas: Map<string, Schema>): Promise<RecordedCall> {
    const bytes = await this.#readFile(`${callId}.ndjson`, recordingBytes);
    const recording = readRecording(bytes.toString('utf8'));
    const sha256 = recording.header.schema;
    const schema = schemas.get(sha256) ?? (await this.#readSchema(sha256));
    const call = new RecordedCall(callId, recording, schema, this.#form);
    schemas.set(sha256, schema);
    this.#schemaOf.set(callId, sha256);
    return call;
  }

  async #readSchema(sha256: string): Promise<Schema> {
    const bytes = await this.#readFile(`${sha256}.binpb`, schemaBytes);
    if (hashOf(bytes) !== sha256) throw new Error('The schema is not the one it was');
    this.#stored.add(sha256);
    return Schema.fromDescriptorSet(bytes);
  }

  async #readFile(name: string, most: number): Promise<Buffer> {
    const file = this.#path(name);
    const found = await lstat(file);
    if (!found.isFile() || found.size > most) throw new Error(`${name} is not a file of ours`);
    return readFile(file);
  }

  async #keepOnly(callIds: ReadonlySet<string>): Promise<void> {
    for (const callId of this.#schemaOf.keys()) {
      if (!callIds.has(callId)) this.#schemaOf.delete(callId);
    }
    const schemas = new Set(this.#schemaOf.values());
    const kept = new Set([
      ...[...callIds].map((callId) => `${callId}.ndjson`),
      ...[...schemas].map((sha256) => `${sha256}.binpb`),
    ]);
    for (const sha256 of this.#stored) {
      if (!schemas.has(sha256)) this.#stored.delete(sha256);
    }
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (ourNames.test(name) && !kept.has(name)) await this.#delete(name);
    }
  }

  async #write(name: string, content: string | Uint8Array, most: number): Promise<void> {
    if (content.length > most) throw new Error(`${name} would be too large`);
    const aside = `${name}.new`;
    try {
      await writeFile(this.#path(aside), content, { mode: 0o600 });
      await rename(this.#path(aside), this.#path(name));
    } catch (error) {
      await this.#delete(aside);
      throw error;
    }
  }

  async #remove(callId: string): Promise<void> {
    this.#schemaOf.delete(callId);
    await this.#delete(`${callId}.ndjson`);
  }

  /** What cannot be deleted stays; it is looked at again when calls are asked for. */
  async #delete(name: string): Promise<void> {
    try {
      await rm(this.#path(name), { force: true });
    } catch {
      // A folder in its place, or a disk that is read-only.
    }
  }

  /** Throws for the name of a file elsewhere. */
  #path(name: string): string {
    if (basename(name) !== name) throw new Error(`${name} is not in the folder`);
    return join(this.#folder, name);
  }

  /** A schema that has learned types is another one, and takes the place of what it was. */
  async #deleteUnused(sha256: string): Promise<void> {
    if ([...this.#schemaOf.values()].includes(sha256)) return;
    this.#stored.delete(sha256);
    await this.#delete(`${sha256}.binpb`);
  }

  #hash(schema: Schema): string {
    const { definitions } = schema;
    const known = this.#hashes.get(definitions) ?? hashOf(schema.descriptorSet());
    this.#hashes.set(definitions, known);
    return known;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
