import type { IDescriptorProto, IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { EnumValueDoc, FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { Failure } from '#app/contract/result.ts';
import { jsonNames } from '../json-names.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import { phraseText } from '../print/phrase.ts';
import { generatedType, typeText } from '../print/print-field.ts';
import { setOptions } from '../print/print-options.ts';
import { Printing } from '../print/printing.ts';
import { SourceNotes } from '../print/source-notes.ts';
import type { Registry } from '../registry.ts';
import { bare } from '../symbols.ts';
import { isRequiredOneof, rulesOf } from './field-rules.ts';
import { findDefinition } from './find-definition.ts';

/** The fields of a message for whoever fills it in. Throws an unknown-symbol `Failure`. */
export function messageDocOf(registry: Registry, type: string, types: OptionTypes): MessageDoc {
  const symbol = registry.symbol(type);
  if (symbol?.kind !== 'message')
    throw new Failure('unknown-symbol', `The schema has no message ${type}`);
  const { file, path } = findDefinition(registry, type);
  const printing = new Printing(file, types);
  const comment = printing.notes.text(path);
  const writer = new DocWriter(registry, printing, symbol);
  return {
    name: type,
    ...(comment !== '' && { comment }),
    fields: (symbol.descriptor.field ?? []).map((field, index) =>
      writer.field(field, [...path, 2, index]),
    ),
  };
}

class DocWriter {
  readonly #registry: Registry;
  readonly #printing: Printing;
  readonly #message: IDescriptorProto;
  readonly #scope: string;
  readonly #jsonNames: ReadonlyMap<IFieldDescriptorProto, string>;
  /** Many fields may be of one large enum. */
  readonly #enums = new Map<string, readonly EnumValueDoc[]>();

  constructor(
    registry: Registry,
    printing: Printing,
    message: { readonly name: string; readonly descriptor: IDescriptorProto },
  ) {
    this.#registry = registry;
    this.#printing = printing;
    this.#message = message.descriptor;
    this.#jsonNames = jsonNames(message.descriptor);
    this.#scope = message.name;
  }

  field(field: IFieldDescriptorProto, path: readonly number[]): FieldDoc {
    const siblings = this.#message.nestedType ?? [];
    const entry = generatedType(field, siblings);
    const isMap = entry?.options?.mapEntry === true;
    const held = isMap ? (entry.field?.[1] ?? field) : field;
    const typeName = bare(held.typeName ?? '');
    const comment = this.#printing.notes.text(path);
    const oneof = this.#oneofOf(field);
    const { name = '', options } = field;
    return {
      name,
      jsonName: this.#jsonNames.get(field) ?? name,
      number: field.number ?? 0,
      type: phraseText(typeText(this.#printing, field, this.#scope, siblings)),
      ...(typeName !== '' && { typeName }),
      kind: isMap ? 'map' : kindOf(field),
      repeated: field.label === LABEL.repeated && !isMap,
      ...(oneof !== undefined && { oneof }),
      ...(comment !== '' && { comment }),
      ...(isDeprecated(options) && { deprecated: true }),
      rules: this.#rules(field),
      ...(held.type === FIELD_TYPE.enum && { values: this.#values(typeName) }),
    };
  }

  /** Proto3's `optional` is no oneof that anybody wrote. */
  #oneofOf(field: IFieldDescriptorProto): string | undefined {
    if (field.proto3Optional === true || !Object.hasOwn(field, 'oneofIndex')) return undefined;
    return this.#message.oneofDecl?.[field.oneofIndex ?? -1]?.name;
  }

  #rules(field: IFieldDescriptorProto): string[] {
    const rules = rulesOf(setOptions(this.#printing, 'FieldOptions', field.options));
    const oneof = (this.#message.oneofDecl ?? []).find(({ name }) => name === this.#oneofOf(field));
    const isOneRequired =
      oneof !== undefined &&
      isRequiredOneof(setOptions(this.#printing, 'OneofOptions', oneof.options));
    if (field.label === LABEL.required) rules.unshift('required');
    return [...new Set([...rules, ...(isOneRequired ? [`one of ${oneof.name} is required`] : [])])];
  }

  #values(name: string): readonly EnumValueDoc[] {
    const known = this.#enums.get(name);
    if (known !== undefined) return known;
    const symbol = this.#registry.symbol(name);
    if (symbol?.kind !== 'enum') return [];
    const { file, path } = findDefinition(this.#registry, name);
    const notes = new SourceNotes(file);
    const values = (symbol.descriptor.value ?? []).map((value, index): EnumValueDoc => {
      const comment = notes.text([...path, 2, index]);
      return {
        name: value.name ?? '',
        number: value.number ?? 0,
        ...(comment !== '' && { comment }),
        ...(isDeprecated(value.options) && { deprecated: true }),
      };
    });
    this.#enums.set(name, values);
    return values;
  }
}

function kindOf({ type }: IFieldDescriptorProto): FieldDoc['kind'] {
  if (type === FIELD_TYPE.enum) return 'enum';
  return type === FIELD_TYPE.message || type === FIELD_TYPE.group ? 'message' : 'scalar';
}

/** An option that protobufjs's declarations leave out. */
function isDeprecated(options: object | null | undefined): boolean {
  return Object.getOwnPropertyDescriptor(options ?? {}, 'deprecated')?.value === true;
}
