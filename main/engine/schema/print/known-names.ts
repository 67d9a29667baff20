import type {
  IDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import type { Phrase } from './phrase.ts';

/** Writes type names so that they mean the same again where they are written. */
export class KnownNames {
  /** Full names that can be the first part of another, so far as the file tells. */
  readonly #holders = new Set<string>();

  constructor(file: IFileDescriptorProto) {
    const scope = file.package ?? '';
    this.#addPrefixes(scope);
    for (const message of file.messageType ?? []) this.#addMessage(message, scope);
    for (const one of [...(file.enumType ?? []), ...(file.service ?? [])])
      this.#add(scope, one.name);
    for (const field of file.extension ?? []) this.#addReferences(field);
    for (const service of file.service ?? []) {
      for (const { inputType = '', outputType = '' } of service.method ?? []) {
        this.#addPrefixes(inputType.slice(1));
        this.#addPrefixes(outputType.slice(1));
      }
    }
  }

  /** A full name as it is written inside `scope`: without the leading dot unless it is needed. */
  written(absolute: string, scope: string): Phrase {
    if (!absolute.startsWith('.')) return absolute;
    const symbol = absolute.slice(1);
    return { text: this.#isClear(symbol, scope) ? symbol : absolute, symbol };
  }

  /** Whether a full name means itself there too without a leading dot. */
  #isClear(name: string, scope: string): boolean {
    const first = name.split('.', 1)[0] ?? '';
    for (
      let inside = scope;
      inside !== '';
      inside = inside.slice(0, Math.max(0, inside.lastIndexOf('.')))
    ) {
      if (this.#holders.has(`${inside}.${first}`)) return false;
    }
    // A type outside any package and named like a keyword would be read as the keyword.
    return !KEYWORDS.has(first);
  }

  #addMessage(message: IDescriptorProto, scope: string): void {
    const name = this.#add(scope, message.name);
    for (const field of [...(message.field ?? []), ...(message.extension ?? [])]) {
      this.#addReferences(field);
    }
    for (const nested of message.nestedType ?? []) this.#addMessage(nested, name);
    for (const nested of message.enumType ?? []) this.#add(name, nested.name);
  }

  #addReferences({ typeName, extendee }: IFieldDescriptorProto): void {
    if (typeName) this.#addPrefixes(typeName.slice(1));
    if (extendee) this.#addPrefixes(extendee.slice(1));
  }

  #addPrefixes(name: string): void {
    for (let part = name; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
      this.#holders.add(part);
    }
  }

  #add(scope: string, name = ''): string {
    const full = scope === '' ? name : `${scope}.${name}`;
    this.#holders.add(full);
    return full;
  }
}

const KEYWORDS: ReadonlySet<string> = new Set([
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
  'message',
  'enum',
  'extend',
  'extensions',
  'group',
  'map',
  'oneof',
  'option',
  'optional',
  'repeated',
  'required',
  'reserved',
  'stream',
]);
