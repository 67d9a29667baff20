import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import descriptor from 'protobufjs/ext/descriptor.js';

/** A file of a schema: its name, its imports and its serialised FileDescriptorProto. */
export interface IndexedFile {
  readonly name: string;
  readonly imports: readonly string[];
  readonly bytes: Uint8Array;
}

/** Finds files by what they declare, as server reflection is asked to. */
export class DescriptorIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #symbols = new Map<string, IndexedFile>();
  readonly #messages = new Set<string>();
  /** Extended message → number → file. */
  readonly #extensions = new Map<string, Map<number, IndexedFile>>();

  /** @param files each a serialised FileDescriptorProto */
  constructor(files: readonly Uint8Array[]) {
    for (const bytes of files) this.#addFile(bytes);
  }

  fileByName(name: string): IndexedFile | undefined {
    return this.#files.get(name);
  }

  /** @param symbol the full name of anything: also a method, field, enum value or extension */
  fileOfSymbol(symbol: string): IndexedFile | undefined {
    return this.#symbols.get(symbol);
  }

  fileOfExtension(extendee: string, number: number): IndexedFile | undefined {
    return this.#extensions.get(extendee)?.get(number);
  }

  /** @returns the numbers in ascending order; undefined when there is no such message */
  extensionNumbers(extendee: string): number[] | undefined {
    if (!this.#messages.has(extendee)) return undefined;
    return [...(this.#extensions.get(extendee)?.keys() ?? [])].sort((a, b) => a - b);
  }

  /** A file and all that it imports, directly or not; the file itself first. */
  withImports(file: IndexedFile): IndexedFile[] {
    const found = new Set([file]);
    for (const each of found) {
      for (const name of each.imports) {
        const imported = this.#files.get(name);
        if (imported) found.add(imported);
      }
    }
    return [...found];
  }

  #addFile(bytes: Uint8Array): void {
    const proto = descriptor.FileDescriptorProto.decode(bytes) as IFileDescriptorProto;
    const imports = (proto.dependency ?? []) as string[];
    const file = { name: proto.name ?? '', imports, bytes };
    const scope = proto.package ? `${proto.package}.` : '';
    this.#files.set(file.name, file);
    for (const message of proto.messageType ?? []) this.#addMessage(file, scope, message);
    for (const type of proto.enumType ?? []) this.#addEnum(file, scope, type);
    for (const field of proto.extension ?? []) this.#addExtension(file, scope, field);
    for (const service of proto.service ?? []) {
      const name = `${scope}${service.name}`;
      this.#symbols.set(name, file);
      for (const method of service.method ?? []) this.#symbols.set(`${name}.${method.name}`, file);
    }
  }

  #addMessage(file: IndexedFile, scope: string, message: IDescriptorProto): void {
    const name = `${scope}${message.name}`;
    this.#messages.add(name);
    this.#symbols.set(name, file);
    const inner = `${name}.`;
    for (const field of message.field ?? []) this.#symbols.set(`${inner}${field.name}`, file);
    for (const oneof of message.oneofDecl ?? []) this.#symbols.set(`${inner}${oneof.name}`, file);
    for (const field of message.extension ?? []) this.#addExtension(file, inner, field);
    for (const nested of message.nestedType ?? []) this.#addMessage(file, inner, nested);
    for (const type of message.enumType ?? []) this.#addEnum(file, inner, type);
  }

  /** The values of an enum are its siblings: their names belong to the scope around it. */
  #addEnum(file: IndexedFile, scope: string, type: IEnumDescriptorProto): void {
    this.#symbols.set(`${scope}${type.name}`, file);
    for (const value of type.value ?? []) this.#symbols.set(`${scope}${value.name}`, file);
  }

  #addExtension(file: IndexedFile, scope: string, field: IFieldDescriptorProto): void {
    this.#symbols.set(`${scope}${field.name}`, file);
    const extendee = (field.extendee ?? '').replace(/^\./, '');
    const numbers = this.#extensions.get(extendee) ?? new Map<number, IndexedFile>();
    this.#extensions.set(extendee, numbers.set(field.number ?? 0, file));
  }
}
