import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { bundledDescriptors } from './bundled/bundled-files.ts';
import { FIELD_TYPE, LABEL } from './parse/field-types.ts';
import { bare, join, symbolsOf } from './symbols.ts';

/** An extension and its full name. */
export interface Extension {
  readonly name: string;
  readonly field: IFieldDescriptorProto;
  /** Whether its values, when it is repeated, stand one after the other behind one tag. */
  readonly isPacked: boolean;
}

interface OptionMessage {
  readonly descriptor: IDescriptorProto;
  readonly file: string;
}

/**
 * What options are made of: their messages, the extensions that are custom options, and enums. The
 * standard ones are those of the bundled `descriptor.proto`, whatever copy of it a person has: older
 * copies lack options that are used.
 */
export class OptionTypes {
  readonly #messages = new Map<string, OptionMessage>();
  readonly #enums = new Map<string, IEnumDescriptorProto>();
  /** By the extended message and number. */
  readonly #extensions = new Map<string, Extension>();

  constructor(files: Iterable<IFileDescriptorProto>) {
    for (const file of bundledDescriptors(['google/protobuf/descriptor.proto'])) this.#add(file);
    for (const file of files) this.#add(file);
  }

  /** By its full name without leading dot. */
  message(name: string): IDescriptorProto | undefined {
    return this.#messages.get(name)?.descriptor;
  }

  /** The name of the file that defines a message. */
  fileOf(message: string): string | undefined {
    return this.#messages.get(message)?.file;
  }

  enumeration(name: string): IEnumDescriptorProto | undefined {
    return this.#enums.get(name);
  }

  extension(message: string, number: number): Extension | undefined {
    return this.#extensions.get(`${message}:${number}`);
  }

  #add(file: IFileDescriptorProto): void {
    const scope = file.package ?? '';
    for (const field of file.extension ?? []) this.#addExtension(scope, field, file);
    for (const symbol of symbolsOf(file)) {
      const { name } = symbol;
      if (symbol.kind === 'message') {
        if (!this.#messages.has(name))
          this.#messages.set(name, { descriptor: symbol.descriptor, file: file.name ?? '' });
        for (const field of symbol.descriptor.extension ?? [])
          this.#addExtension(name, field, file);
      } else if (symbol.kind === 'enum' && !this.#enums.has(name)) {
        this.#enums.set(name, symbol.descriptor);
      }
    }
  }

  #addExtension(scope: string, field: IFieldDescriptorProto, file: IFileDescriptorProto): void {
    const key = `${bare(field.extendee ?? '')}:${field.number}`;
    if (!this.#extensions.has(key))
      this.#extensions.set(key, {
        name: join(scope, field.name),
        field,
        isPacked: isPacked(field, file),
      });
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
