import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { ServiceSummary } from '#app/contract/schema.ts';
import { decodeFile, encodeFile } from './file-bytes.ts';
import { type FileIndex, indexOf, type TypeReference } from './file-index.ts';
import { type SchemaSymbol, symbolsOf } from './symbols.ts';

interface Opened {
  readonly descriptor: IFileDescriptorProto;
  readonly symbols: ReadonlyMap<string, SchemaSymbol>;
}

/**
 * A file of a schema: its descriptor as bytes, and what must be known of all files without decoding
 * them. Thousands of files are held so in little more than what they take on the wire.
 */
export class SchemaFile {
  /** A `FileDescriptorProto` with all that its source gave: comments, places, unknown options. */
  readonly bytes: Uint8Array;
  readonly index: FileIndex;
  /** Decoding is quick and what it makes is large: it goes when memory is wanted. */
  #opened: WeakRef<Opened> | undefined;

  private constructor(bytes: Uint8Array, index: FileIndex) {
    this.bytes = bytes;
    this.index = index;
  }

  /**
   * The file of a descriptor with absolute type names (`.pkg.Type`).
   *
   * @param bytes what it was decoded from, where nothing has been changed since; they are copied, since
   *   they may be a small part of what is kept with them
   */
  static of(descriptor: IFileDescriptorProto, bytes?: Uint8Array): SchemaFile {
    const own = bytes === undefined ? encodeFile(descriptor, true) : Buffer.from(bytes);
    return new SchemaFile(own, indexOf(descriptor));
  }

  /** The file of bytes from outside, which are kept. Throws when they are no file descriptor. */
  static decode(bytes: Uint8Array): SchemaFile {
    return new SchemaFile(bytes, indexOf(decodeFile(bytes)));
  }

  /** A file that was one before, in another thread or process: nothing is decoded. */
  static fromIndex(bytes: Uint8Array, index: FileIndex): SchemaFile {
    return new SchemaFile(bytes, index);
  }

  get name(): string {
    return this.index.name;
  }

  get dependencies(): readonly string[] {
    return this.index.dependencies;
  }

  get symbols(): FileIndex['symbols'] {
    return this.index.symbols;
  }

  get references(): readonly TypeReference[] {
    return this.index.references;
  }

  get services(): readonly ServiceSummary[] {
    return this.index.services;
  }

  /** Decoded when it is needed, and let go again. It must not be changed. */
  get descriptor(): IFileDescriptorProto {
    return this.#open().descriptor;
  }

  /** A message, enum or service of this file, by its full name. */
  symbol(name: string): SchemaSymbol | undefined {
    return this.#open().symbols.get(name);
  }

  #open(): Opened {
    const open = this.#opened?.deref();
    if (open !== undefined) return open;
    const descriptor = decodeFile(this.bytes);
    const symbols = new Map([...symbolsOf(descriptor)].map((symbol) => [symbol.name, symbol]));
    const opened = { descriptor, symbols };
    this.#opened = new WeakRef(opened);
    return opened;
  }
}
