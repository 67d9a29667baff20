import { FIELD_TYPE, LABEL } from '#engine/schema/parse/field-types.ts';
import type {
  AggregateField,
  EnumDescriptor,
  FieldDescriptor,
  MessageDescriptor,
  OptionNamePart,
  OptionValue,
  ParsedFile,
  ParsedOption,
} from '#engine/schema/parse/parsed-file.ts';
import type { Place } from '#engine/schema/parse/token.ts';
import type { DeclarationKind } from '../declaration.ts';
import { visitFile } from '../declaration.ts';
import type { Linking } from '../linking.ts';
import { optionWord } from '../option-word.ts';
import { treeBytes } from './option-bytes.ts';
import { MissingExtension, OptionLookup } from './option-lookup.ts';
import { optionObject } from './option-object.ts';
import { ruleAgainst } from './option-rules.ts';
import { type OptionScalar, OptionTree } from './option-tree.ts';
import { emptyValue, OptionProblem, plainValue, scalarValue } from './option-value.ts';

const OPTION_TYPES: Readonly<Record<DeclarationKind, string>> = {
  message: 'google.protobuf.MessageOptions',
  field: 'google.protobuf.FieldOptions',
  extension: 'google.protobuf.FieldOptions',
  oneof: 'google.protobuf.OneofOptions',
  enum: 'google.protobuf.EnumOptions',
  value: 'google.protobuf.EnumValueOptions',
  service: 'google.protobuf.ServiceOptions',
  method: 'google.protobuf.MethodOptions',
};

/** Puts the options of a file and of all in it into their descriptors. */
export function interpretOptions(linking: Linking, file: ParsedFile): void {
  const interpret = (descriptor: object, type: string, scope: string): void => {
    const options = file.options.get(descriptor);
    if (options === undefined) return;
    // What the fields of map entries have was written, and is told, at the map.
    const isGenerated = type === OPTION_TYPES.field && linking.isMapEntry(scope);
    const interpreter = new Interpreter(linking, file, scope, isGenerated ? undefined : type);
    const tree = new OptionTree(type);
    for (const option of options) interpreter.set(tree, option);
    if (tree.entries.size === 0) return;
    const holder = descriptor as { options?: object };
    holder.options = Object.assign(
      optionObject(tree, (field) => interpreter.packs(field)),
      holder.options,
    );
  };
  interpret(file.file, 'google.protobuf.FileOptions', file.file.package ?? '');
  visitFile(file.file, ({ kind, descriptor, scope }) => {
    interpret(descriptor, OPTION_TYPES[kind], scope);
    if (kind === 'message') {
      for (const range of (descriptor as MessageDescriptor).extensionRange ?? []) {
        interpret(range, 'google.protobuf.ExtensionRangeOptions', scope);
      }
    }
    return true;
  });
}

class Interpreter {
  readonly #linking: Linking;
  readonly #file: ParsedFile;
  readonly #type: string | undefined;
  readonly #lookup: OptionLookup;
  /** The rules that the option which is being set breaks. */
  readonly #broken = new Set<string>();

  /** @param type full name of the options message, where what is set is to be allowed there */
  constructor(linking: Linking, file: ParsedFile, scope: string, type: string | undefined) {
    this.#linking = linking;
    this.#file = file;
    this.#type = type;
    this.#lookup = new OptionLookup(linking, file, scope);
  }

  /** Adds one option to the message; one that does not fit is told and left out. */
  set(tree: OptionTree, option: ParsedOption): void {
    this.#broken.clear();
    try {
      this.#setPath(tree, option.name, option.value);
      this.#noteStatement(tree, option.name, option.value);
      this.#placeSource(tree, option);
    } catch (error) {
      if (error instanceof MissingExtension) return;
      if (!(error instanceof OptionProblem)) throw error;
      this.#report(option.place, error.message);
      return;
    }
    const [first] = option.name;
    const isFeature = first?.text === 'features' && !first.extension;
    // Without an edition, features as such are what is wrong.
    if (isFeature && this.#file.file.syntax !== 'editions') return;
    for (const rule of this.#broken) this.#report(option.place, rule);
  }

  /** Notes what forbids to use this, if anything does: it can be used all the same. */
  #heed(used: { name?: string }, definition: FieldDescriptor | EnumDescriptor): void {
    if (this.#type === undefined) return;
    const file = this.#lookup.fileOf(definition);
    const rule = ruleAgainst({ descriptor: used, file }, this.#type, this.#file);
    if (rule !== undefined) this.#broken.add(rule);
  }

  /** As the file that defines the field says, whose own options may not be interpreted yet. */
  packs(field: FieldDescriptor): boolean {
    const file = this.#lookup.fileOf(field);
    if (file === undefined) return false;
    const packed = optionWord(file, field, 'packed');
    if (packed !== undefined) return packed === 'true';
    return file.file.syntax === 'proto3' || file.file.syntax === 'editions';
  }

  #report(place: Place, message: string): void {
    this.#linking.report(this.#file, place, message);
  }

  #setPath(tree: OptionTree, [part, ...rest]: readonly OptionNamePart[], value: OptionValue): void {
    if (part === undefined) return;
    if (!part.extension && part.text === 'uninterpreted_option')
      throw new OptionProblem('the name "uninterpreted_option" is for compilers only');
    const field = part.extension
      ? this.#lookup.extension(tree.type, part.text)
      : this.#lookup.member(tree.type, part.text);
    this.#heed(field, field);
    const entry = tree.entry(field, part.extension);
    if (rest.length === 0) {
      this.#setValue(tree, field, part.extension, value);
      return;
    }
    if (field.type !== FIELD_TYPE.message && field.type !== FIELD_TYPE.group) {
      throw new OptionProblem(`the option "${part.text}" is no message`);
    }
    if (field.label === LABEL.repeated) {
      throw new OptionProblem(
        `the option "${part.text}" is repeated: each of its messages is written whole, in braces`,
      );
    }
    const [inner = new OptionTree((field.typeName ?? '').slice(1))] = entry.values;
    if (!(inner instanceof OptionTree)) return;
    if (entry.values.length === 0) entry.values.push(inner);
    this.#setPath(inner, rest, value);
  }

  #noteStatement(
    tree: OptionTree,
    [part, ...rest]: readonly OptionNamePart[],
    value: OptionValue,
  ): void {
    if (part?.extension !== true) return;
    const field = this.#lookup.extension(tree.type, part.text);
    const type = (field.typeName ?? '').slice(1);
    const { statements } = tree.entry(field, true);
    if (rest.length > 0) {
      const alone = new OptionTree(type);
      this.#setPath(alone, rest, value);
      statements.push(alone);
    } else if (field.label !== LABEL.repeated && value.kind === 'aggregate') {
      statements.push(this.#aggregate(type, value.fields));
    }
  }

  /** What is told of the source of an option is told of the field that it sets, which is known only now. */
  #placeSource(tree: OptionTree, { name, source }: ParsedOption): void {
    if (source === undefined) return;
    const path = [...source.path];
    let inside = tree;
    for (const part of name) {
      const field = part.extension
        ? this.#lookup.extension(inside.type, part.text)
        : this.#lookup.member(inside.type, part.text);
      const { values } = inside.entry(field, part.extension);
      path.push(field.number ?? 0);
      if (field.label === LABEL.repeated) path.push(values.length - 1);
      const [value] = values;
      if (value instanceof OptionTree) inside = value;
    }
    source.location.path = path;
  }

  #setValue(
    tree: OptionTree,
    field: FieldDescriptor,
    extension: boolean,
    value: OptionValue,
  ): void {
    const entry = tree.entry(field, extension);
    if (entry.values.length > 0 && field.label !== LABEL.repeated) {
      throw new OptionProblem(`the option "${field.name}" is set twice`);
    }
    if (value.kind === 'aggregate') {
      if (field.type !== FIELD_TYPE.message && field.type !== FIELD_TYPE.group) {
        throw new OptionProblem(`the option "${field.name}" is no message`);
      }
      entry.values.push(this.#aggregate((field.typeName ?? '').slice(1), value.fields));
      return;
    }
    try {
      entry.values.push(this.#scalar(field, value));
    } catch (error) {
      if (!(error instanceof OptionProblem)) throw error;
      tree.entries.delete(field.number ?? 0);
      throw new OptionProblem(`the option "${field.name}" wants ${error.message}`);
    }
  }

  #scalar(field: FieldDescriptor, value: OptionValue): OptionScalar {
    const scalar = scalarValue(field, value, (name) => this.#lookup.enumeration(name));
    if (field.type !== FIELD_TYPE.enum) return scalar;
    const enumeration = this.#lookup.enumeration((field.typeName ?? '').slice(1));
    const used = enumeration?.value?.find(({ number }) => number === scalar);
    if (enumeration !== undefined && used !== undefined) this.#heed(used, enumeration);
    return scalar;
  }

  #aggregate(type: string, fields: readonly AggregateField[]): OptionTree {
    const tree = new OptionTree(type);
    for (const field of fields) {
      if (field.extension && field.name.includes('/')) {
        this.#setAny(tree, field);
        continue;
      }
      const target = field.extension
        ? this.#lookup.extension(type, `.${field.name}`, field.name)
        : this.#lookup.member(type, field.name, true);
      this.#heed(target, target);
      this.#expectAlone(tree, target);
      for (const value of field.values) this.#setTextValue(tree, target, field.extension, value);
    }
    this.#completeEntry(tree);
    return tree;
  }

  /** Of the members of a oneof the text format takes one; statements may set one after the other. */
  #expectAlone(tree: OptionTree, { name, oneofIndex }: FieldDescriptor): void {
    if (oneofIndex === undefined) return;
    for (const { field } of tree.entries.values())
      if (field.oneofIndex === oneofIndex && field.name !== name && field.extendee === undefined)
        throw new OptionProblem(`"${name}" and "${field.name}" are of one oneof`);
  }

  /** An entry of a map has a key and a value, whichever of them is written. */
  #completeEntry(tree: OptionTree): void {
    const message = this.#linking.table.get(tree.type)?.descriptor as MessageDescriptor | undefined;
    if (message?.options?.mapEntry !== true) return;
    for (const field of message.field) {
      const { values } = tree.entry(field, false);
      if (values.length > 0) continue;
      const isMessage = field.type === FIELD_TYPE.message;
      values.push(
        isMessage
          ? new OptionTree((field.typeName ?? '').slice(1))
          : emptyValue(field, (name) => this.#lookup.enumeration(name)),
      );
    }
  }

  /** The text format has more words for values than statements have, and numbers for those of enums. */
  #setTextValue(
    tree: OptionTree,
    field: FieldDescriptor,
    extension: boolean,
    value: OptionValue,
  ): void {
    if (field.type !== FIELD_TYPE.enum || value.kind !== 'integer') {
      this.#setValue(tree, field, extension, plainValue(field, value));
      return;
    }
    const enumeration = this.#lookup.enumeration((field.typeName ?? '').slice(1));
    const number = Number(value.value);
    const found = enumeration?.value?.find((one) => one.number === number);
    if (found?.name !== undefined) {
      this.#setValue(tree, field, extension, { kind: 'identifier', text: found.name });
    } else if (number === (number | 0) && this.#lookup.isOpen(enumeration)) {
      // On the wire it is as any number.
      tree.entry(field, extension);
      this.#setValue(tree, { ...field, type: FIELD_TYPE.int32 }, extension, value);
    } else this.#setValue(tree, field, extension, value);
  }

  /** `[type.googleapis.com/pkg.Type] { … }` inside an `Any`. */
  #setAny(tree: OptionTree, { name, values: [value] }: AggregateField): void {
    if (tree.type !== 'google.protobuf.Any' || value?.kind !== 'aggregate') {
      throw new OptionProblem(`"[${name}]" stands only inside a google.protobuf.Any`);
    }
    // Its type need not be imported.
    this.#linking.unsettle(this.#file);
    const type = name.slice(name.lastIndexOf('/') + 1);
    this.#lookup.expectMessage(type);
    const inner = this.#aggregate(type, value.fields);
    tree.entry(this.#lookup.member(tree.type, 'type_url'), false).values.push(name);
    const bytes = treeBytes(inner, (field) => this.packs(field));
    tree.entry(this.#lookup.member(tree.type, 'value'), false).values.push(bytes);
  }
}
