import protobuf from 'protobufjs';
import { Failure } from '#app/contract/result.ts';
import { decodeIncomplete } from '../codec/required.ts';
import { anyOfUnknownType } from '../codec/unknown-any.ts';
import { wireFields } from '../codec/wire-fields.ts';
import { decodeFile, encodeFile, setOfFiles, withoutSourceInfo } from './file-bytes.ts';
import type { SchemaFile } from './schema-file.ts';
import './numeric-names.ts';
import { bare } from './symbols.ts';
import { usableName, withNamesApart, withUsableNames } from './usable-descriptor.ts';

/** The number of `FileDescriptorProto.edition`. */
const EDITION = 14;
const UNSTABLE = 9999n;
/** The newest edition that protobufjs knows, 2026, as such a field. */
const NEWEST_EDITION = protobuf.Writer.create()
  .uint32(EDITION << 3)
  .uint32(1002)
  .finish();

/**
 * The protobufjs types of messages, made when they are first wanted and only for the files that they
 * need: a large schema has thousands that no call ever sees.
 */
export class MessageTypes {
  readonly #fileOf: (name: string) => SchemaFile | undefined;
  readonly #stranger: (name: string) => protobuf.Type | undefined;
  /** By the message that they extend. */
  readonly #extending = new Map<string, Set<SchemaFile>>();
  readonly #types = new Map<string, protobuf.Type>();

  /**
   * @param fileOf the one of `files` that defines a name
   * @param stranger the type of an `Any` that none of them defines
   */
  constructor(
    files: readonly SchemaFile[],
    fileOf: (name: string) => SchemaFile | undefined,
    stranger: (name: string) => protobuf.Type | undefined,
  ) {
    this.#fileOf = fileOf;
    this.#stranger = stranger;
    for (const file of files) {
      for (const { extendee } of file.index.extensions) {
        const extending = this.#extending.get(extendee) ?? new Set();
        this.#extending.set(extendee, extending.add(file));
      }
    }
  }

  /** By its exact full name. Throws a schema-invalid `Failure` when protobufjs refuses its files. */
  type(name: string): protobuf.Type | undefined {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const file = this.#fileOf(name);
    if (!isMessage(file, name)) return undefined;
    this.#build(file);
    return this.#types.get(name);
  }

  /** A type that protobufjs does not take must not hide the message whose `Any` holds it. */
  #usable(name: string): protobuf.Type | undefined {
    try {
      return this.type(name);
    } catch {
      return undefined;
    }
  }

  #build(first: SchemaFile): void {
    const whole = this.#closure(first);
    const root = buildRoot([...whole, ...this.#extended(whole)]);
    decodeIncomplete(root);
    // protojson asks the root for the type of each Any: answer exactly, and never fail on a stranger.
    root.lookupType = (path) => {
      const name = bare(typeof path === 'string' ? path : path.join('.'));
      return this.#usable(name) ?? this.#stranger(name) ?? anyOfUnknownType(root);
    };
    for (const { symbols } of whole) {
      for (const { kind, name } of symbols) {
        if (kind !== 'message' || this.#types.has(name)) continue;
        const known = usableName(name);
        const found = root.lookup(known.split('.'), protobuf.Type);
        if (found instanceof protobuf.Type && found.fullName === `.${known}`)
          this.#types.set(name, found);
      }
    }
  }

  /** A file, those that define what its messages hold, and those that extend any of these. */
  #closure(first: SchemaFile): ReadonlySet<SchemaFile> {
    const closure = new Set([first]);
    // Grows while it is gone through.
    for (const { references, symbols } of closure) {
      for (const { name, as } of references) {
        const file = as === 'extendee' ? undefined : this.#fileOf(name);
        if (file !== undefined) closure.add(file);
      }
      for (const { name } of symbols)
        for (const file of this.#extending.get(name) ?? []) closure.add(file);
    }
    return closure;
  }

  /** What a closure extends without holding it, as options are: it must be there, and no more. */
  #extended(closure: ReadonlySet<SchemaFile>): ReadonlySet<SchemaFile> {
    const extended = new Set<SchemaFile>();
    const add = ({ references }: SchemaFile): void => {
      for (const { name } of references) {
        const file = this.#fileOf(name);
        if (file !== undefined && !closure.has(file)) extended.add(file);
      }
    };
    for (const file of closure) add(file);
    for (const file of extended) add(file);
    return extended;
  }
}

function isMessage(file: SchemaFile | undefined, name: string): file is SchemaFile {
  return file?.symbols.some((symbol) => symbol.kind === 'message' && symbol.name === name) === true;
}

function buildRoot(files: readonly SchemaFile[]): protobuf.Root {
  const plain = files.map((file) => inKnownEdition(usableBytes(file)));
  try {
    return protobuf.Root.fromDescriptor(setOfFiles(plain));
  } catch {
    try {
      const renamed = plain.map((bytes) => encodeFile(withNamesApart(decodeFile(bytes)), false));
      return protobuf.Root.fromDescriptor(setOfFiles(renamed));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure('schema-invalid', `The schema cannot be used: ${reason}`);
    }
  }
}

function usableBytes({ bytes, index, references }: SchemaFile): Uint8Array {
  const names = [index.package, ...[...index.symbols, ...references].map(({ name }) => name)];
  if (names.every((name) => usableName(name) === name)) return withoutSourceInfo(bytes);
  return encodeFile(withUsableNames(decodeFile(bytes)), false);
}

/** Files of protobuf's own may be of `UNSTABLE`, which reads messages as the newest edition does. */
function inKnownEdition(file: Uint8Array): Uint8Array {
  const written = wireFields(file).findLast(({ number }) => number === EDITION)?.value;
  const isUnstable = written?.wire === 'varint' && written.value === UNSTABLE;
  // Of a field that is there twice the last counts.
  return isUnstable ? Buffer.concat([file, NEWEST_EDITION]) : file;
}
