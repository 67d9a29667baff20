import { FIELD_TYPE } from '#engine/schema/parse/field-types.ts';
import type {
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  ParsedFile,
} from '#engine/schema/parse/parsed-file.ts';
import { featureOf } from '../features.ts';
import type { Linking } from '../linking.ts';
import { OptionProblem } from './option-value.ts';
import { standardEnum, standardMessage } from './standard-options.ts';

/** Thrown for an option that needs a file or type which is missing: that has been told of already. */
export class MissingExtension extends Error {}

/** What the names in options mean where they are written. */
export class OptionLookup {
  readonly #linking: Linking;
  readonly #file: ParsedFile;
  readonly #scope: string;
  readonly #files = new Map<object, ParsedFile>();

  constructor(linking: Linking, file: ParsedFile, scope: string) {
    this.#linking = linking;
    this.#file = file;
    this.#scope = scope;
  }

  /** The file that defines a field or enum which was looked up; undefined for the standard ones. */
  fileOf(descriptor: FieldDescriptor | EnumDescriptor): ParsedFile | undefined {
    return this.#files.get(descriptor);
  }

  /** A field of an option message, by the name in its file; in the text format a group by its type's. */
  member(type: string, name: string, isText = false): FieldDescriptor {
    const standard = standardMessage(type);
    const definition = standard === undefined ? this.#linking.table.get(type) : undefined;
    const message =
      definition?.kind === 'message' ? (definition.descriptor as MessageDescriptor) : standard;
    if (message === undefined) throw new MissingExtension();
    const field = message.field.find(
      (one) =>
        one.name === name ||
        (isText && one.type === FIELD_TYPE.group && one.typeName?.endsWith(`.${name}`) === true),
    );
    if (field === undefined) throw new OptionProblem(`there is no option "${name}" here`);
    if (definition !== undefined) this.#files.set(field, definition.file);
    return field;
  }

  /** Expects a message that is written inside an `Any`. */
  expectMessage(type: string): void {
    const isThere = standardMessage(type) ?? this.#linking.table.get(type)?.kind === 'message';
    if (isThere) return;
    if (this.#linking.hasMissingImport(this.#file)) throw new MissingExtension();
    throw new OptionProblem(`the type "${type}" inside the google.protobuf.Any is not defined`);
  }

  /** An extension of an option message, by a name in the scope of the option. */
  extension(type: string, name: string, written: string = name): FieldDescriptor {
    const linking = this.#linking;
    const seen = linking.visibleFrom(this.#file);
    const resolution = linking.table.resolve(
      name,
      this.#scope,
      seen,
      (kind) => kind === 'extension',
    );
    if (resolution.kind === 'found' && resolution.definition.kind === 'extension') {
      const field = resolution.definition.descriptor as FieldDescriptor;
      this.#files.set(field, resolution.definition.file);
      if (field.extendee === `.${type}`) return field;
      throw new OptionProblem(
        `"(${written})" extends "${field.extendee?.slice(1)}", not "${type}"`,
      );
    }
    linking.unsettle(this.#file);
    if (linking.hasMissingImport(this.#file)) throw new MissingExtension();
    throw new OptionProblem(
      resolution.kind === 'not-imported'
        ? `the option "(${written})" is defined in "${resolution.definition.file.name}", which is not imported`
        : `the option "(${written})" is not defined`,
    );
  }

  /** Whether an enum takes numbers that it has no name for; the standard ones do not. */
  isOpen(enumeration: EnumDescriptor | undefined): boolean {
    const file = enumeration && this.#files.get(enumeration);
    return file !== undefined && featureOf(file, enumeration ?? {}, 'enum_type') === 'OPEN';
  }

  enumeration(name: string): EnumDescriptor | undefined {
    const standard = standardEnum(name);
    if (standard !== undefined) return standard;
    const definition = this.#linking.table.get(name);
    if (definition?.kind !== 'enum') return undefined;
    this.#files.set(definition.descriptor, definition.file);
    return definition.descriptor as EnumDescriptor;
  }
}
