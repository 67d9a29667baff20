import { createHash } from 'node:crypto';
import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { decodeFile, encodeFile } from '../file-bytes.ts';
import type { KnownNames } from '../source.ts';
import { type SchemaSymbol, symbolsOf } from '../symbols.ts';
import type { KindOf } from './type-names.ts';

/** Bounds what a hostile or broken server can make Duplex hold. */
const mostFiles = 20_000;
/** As grpc-go writes in the place of a file that it has not. */
const placeholderSyntax = '<unknown';

/** The files that a server gave so far, by name; the first of a name counts. */
export class KnownFiles {
  readonly diagnostics: Diagnostic[] = [];
  readonly #had: KnownNames | undefined;
  readonly #files = new Map<
    string,
    { readonly file: IFileDescriptorProto; readonly bytes: Uint8Array }
  >();
  readonly #symbols = new Map<string, SchemaSymbol>();
  readonly #unusable = new Set<string>();
  #isFull = false;

  constructor(had?: KnownNames) {
    this.#had = had;
  }

  /** In the order in which they came. */
  all(): readonly IFileDescriptorProto[] {
    return [...this.#files.values()].map(({ file }) => file);
  }

  /** The bytes of a file as it came; nothing for one that has been made out of others. */
  bytesOf(file: IFileDescriptorProto): Uint8Array | undefined {
    const known = this.#files.get(file.name ?? '');
    return known?.file === file ? known.bytes : undefined;
  }

  has(name: string): boolean {
    return this.#files.has(name) || this.#had?.hasFile(name) === true;
  }

  readonly kindOf: KindOf = (symbol) =>
    this.#symbols.get(symbol)?.kind ?? this.#had?.kindOf(symbol);

  /** Takes a file when it is new and can be used; `asked` is what it was asked for by. */
  take(bytes: Uint8Array, asked: string): void {
    const same = this.#files.get(nameIn(bytes) ?? '');
    if (same !== undefined && Buffer.compare(same.bytes, bytes) === 0) return;
    const file = this.#decoded(bytes, asked);
    if (file === undefined || isPlaceholder(file)) return;
    const name = file.name ?? '';
    if (this.#had?.hasFile(name) === true) return;
    const known = this.#files.get(name)?.file;
    if (known !== undefined) this.#compare(known, file);
    if (known !== undefined || this.#isOverfull()) return;
    this.#files.set(name, { file, bytes });
    for (const symbol of symbolsOf(file))
      if (!this.#symbols.has(symbol.name)) this.#symbols.set(symbol.name, symbol);
  }

  #decoded(bytes: Uint8Array, asked: string): IFileDescriptorProto | undefined {
    // Servers send the same file again and again.
    if (this.#unusable.size > 0 && this.#unusable.has(digestOf(bytes))) return undefined;
    try {
      const file = decodeFile(bytes);
      if (file.name) return file;
      this.#warn(`gives a file for ${asked} that has no name`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#warn(`gives a file for ${asked} that cannot be decoded: ${reason}`);
    }
    this.#unusable.add(digestOf(bytes));
    return undefined;
  }

  #compare(known: IFileDescriptorProto, other: IFileDescriptorProto): void {
    const isSame = Buffer.compare(encodeFile(known, false), encodeFile(other, false)) === 0;
    if (!isSame) this.#warn(`gives different files as ${known.name}; the first is used`);
  }

  #isOverfull(): boolean {
    if (this.#files.size < mostFiles) return false;
    if (!this.#isFull) this.#warn(`gives more than ${mostFiles} files; the rest is left out`, []);
    this.#isFull = true;
    return true;
  }

  #warn(what: string, lacks?: readonly string[]): void {
    const message = `The server's reflection ${what}`;
    if (!this.diagnostics.some((one) => one.message === message))
      this.diagnostics.push({ severity: 'warning', message, ...(lacks && { lacks }) });
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** The name that the bytes of a file begin with, as all known writers put it. */
function nameIn(bytes: Uint8Array): string | undefined {
  const length = bytes[1];
  if (bytes[0] !== 0x0a || length === undefined || length >= 0x80) return undefined;
  return Buffer.from(
    bytes.buffer,
    bytes.byteOffset + 2,
    Math.min(length, bytes.length - 2),
  ).toString();
}

function isPlaceholder(file: IFileDescriptorProto): boolean {
  return (file.syntax ?? '').startsWith(placeholderSyntax) && [...symbolsOf(file)].length === 0;
}
