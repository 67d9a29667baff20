import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { bundledSchema } from './bundled/bundled-files.ts';
import { FIELD_TYPE, LABEL } from './parse/field-types.ts';
import { Registry } from './registry.ts';
import type { ExtensionSymbol, SchemaSymbol } from './symbols.ts';

export interface Extension extends ExtensionSymbol {
  /** Whether its values, when it is repeated, stand one after the other behind one tag. */
  readonly isPacked: boolean;
}

/**
 * What options are made of: their messages, the extensions that are custom options, and enums. The
 * standard ones are those of the bundled `descriptor.proto`, whatever copy of it a person has: older
 * copies lack options that are used.
 */
export class OptionTypes {
  readonly #registries: readonly Registry[];
  /** By the extended message and number: options of the same kind are read one after the other. */
  readonly #extensions = new Map<string, Extension | undefined>();
  readonly #symbols = new Map<string, SchemaSymbol | undefined>();

  constructor(registry: Registry) {
    const standard = new Registry(bundledSchema(['google/protobuf/descriptor.proto']));
    this.#registries = [standard, registry];
  }

  /** By its full name without leading dot. */
  message(name: string): IDescriptorProto | undefined {
    const symbol = this.#symbol(name);
    return symbol?.kind === 'message' ? symbol.descriptor : undefined;
  }

  /** The name of the file that defines a message. */
  fileOf(message: string): string | undefined {
    if (this.message(message) === undefined) return undefined;
    return this.#first((registry) => registry.fileOf(message))?.name;
  }

  enumeration(name: string): IEnumDescriptorProto | undefined {
    const symbol = this.#symbol(name);
    return symbol?.kind === 'enum' ? symbol.descriptor : undefined;
  }

  extension(message: string, number: number): Extension | undefined {
    const key = `${message}:${number}`;
    if (this.#extensions.has(key)) return this.#extensions.get(key);
    const found = this.#first((registry) => registry.extension(message, number));
    const extension = found && {
      name: found.name,
      field: found.field,
      isPacked: isPacked(found.field, found.file.descriptor),
    };
    this.#extensions.set(key, extension);
    return extension;
  }

  #symbol(name: string): SchemaSymbol | undefined {
    if (this.#symbols.has(name)) return this.#symbols.get(name);
    const symbol = this.#first((registry) => registry.symbol(name));
    this.#symbols.set(name, symbol);
    return symbol;
  }

  #first<T>(find: (registry: Registry) => T | undefined): T | undefined {
    for (const registry of this.#registries) {
      const found = find(registry);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const NEVER_PACKED: ReadonlySet<number> = new Set([
  FIELD_TYPE.string,
  FIELD_TYPE.bytes,
  FIELD_TYPE.message,
  FIELD_TYPE.group,
]);
const EXPANDED = 2;

function isPacked(
  { label, type = 0, options }: IFieldDescriptorProto,
  { syntax, options: fileOptions }: IFileDescriptorProto,
): boolean {
  if (label !== LABEL.repeated || NEVER_PACKED.has(type)) return false;
  const said = own(options, 'packed');
  if (said !== undefined) return said === true;
  if (syntax !== 'editions') return syntax === 'proto3';
  const encoding = [options, fileOptions].map((one) =>
    own(own(one, 'features'), 'repeatedFieldEncoding'),
  );
  return encoding.find((one) => one !== undefined) !== EXPANDED;
}

/** Decoded messages answer for fields that are not set with their defaults. */
function own(message: unknown, name: string): unknown {
  if (typeof message !== 'object' || message === null) return undefined;
  return Object.getOwnPropertyDescriptor(message, name)?.value;
}
