import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import {
  type EnumShape,
  type FieldShape,
  type MessageShape,
  type MethodShape,
  mostInShape,
} from '#app/contract/method-shape.ts';
import { jsonNames } from './json-names.ts';
import { FIELD_TYPE, LABEL, scalarType, typeKeyword } from './parse/field-types.ts';
import type { Method } from './registry.ts';
import type { DefinitionLookup } from './skeleton/skeleton.ts';

/**
 * What a method takes and returns; see the contract. A very large one is cut, the farthest first.
 * @param standIns types that nobody defines: what is in them is not known
 */
export function methodShape(
  lookup: DefinitionLookup,
  { kind, input, output }: Pick<Method, 'kind' | 'input' | 'output'>,
  standIns: ReadonlySet<string> = new Set(),
): MethodShape {
  const isUnknown = (type: string) =>
    !isWellKnown(type) &&
    (standIns.has(type) ||
      (lookup.message(type) === undefined && lookup.enumeration(type) === undefined));
  const messages: MessageShape[] = [];
  const enums: EnumShape[] = [];
  const names = new Set([input, output]);
  let left = mostInShape;
  // A set tells what is added to it on the way too: breadth first, each once.
  for (const name of names) {
    const isLeftOut = isWellKnown(name) || standIns.has(name);
    const message = isLeftOut ? undefined : lookup.message(name);
    const enumeration = isLeftOut ? undefined : lookup.enumeration(name);
    left -= 1 + (message?.field?.length ?? 0) + (enumeration?.value?.length ?? 0);
    if (left < 0) break;
    if (message !== undefined) {
      const shape = messageShape(lookup, name, message, isUnknown);
      messages.push(shape);
      for (const { type } of shape.fields) if (scalarType(type) === undefined) names.add(type);
    }
    if (enumeration !== undefined) enums.push(enumShape(name, enumeration));
  }
  return { kind, input, output, messages, enums };
}

function isWellKnown(name: string): boolean {
  return name.startsWith('google.protobuf.');
}

function messageShape(
  lookup: DefinitionLookup,
  name: string,
  message: IDescriptorProto,
  isUnknown: (type: string) => boolean,
): MessageShape {
  return {
    name,
    fields: [...jsonNames(message)].map(([one, jsonName]) => {
      const shape = fieldShape(lookup, one, jsonName);
      const isScalar = scalarType(shape.type) !== undefined;
      return {
        ...shape,
        ...(!isScalar && isUnknown(shape.type) && { unknown: true }),
        ...oneofOf(one, message.oneofDecl ?? []),
      };
    }),
  };
}

function fieldShape(
  lookup: DefinitionLookup,
  field: IFieldDescriptorProto,
  jsonName: string,
): FieldShape {
  const { name = '', number = 0 } = field;
  const head = { number, name, ...(jsonName !== name && { jsonName }) };
  const entry = field.type === FIELD_TYPE.message ? lookup.message(typeName(field)) : undefined;
  if (entry?.options?.mapEntry === true) {
    const [key = {}, value = {}] = entry.field ?? [];
    return { ...head, type: typeName(value), key: typeName(key) };
  }
  const label = labels.get(field.label ?? LABEL.optional);
  return { ...head, type: typeName(field), ...(label && { label }) };
}

const labels: ReadonlyMap<number, NonNullable<FieldShape['label']>> = new Map([
  [LABEL.repeated, 'repeated'],
  [LABEL.required, 'required'],
]);

function typeName({ type = 0, typeName: named }: IFieldDescriptorProto): string {
  return named ? named.replace(/^\./, '') : (typeKeyword(type) ?? 'bytes');
}

function oneofOf(
  field: IFieldDescriptorProto,
  oneofs: NonNullable<IDescriptorProto['oneofDecl']>,
): { oneof?: string } {
  // Proto3 `optional` fields are alone in theirs.
  if (!Object.hasOwn(field, 'oneofIndex') || field.proto3Optional === true) return {};
  const oneof = oneofs?.[field.oneofIndex ?? -1]?.name;
  return oneof === undefined ? {} : { oneof };
}

function enumShape(name: string, { value = [] }: IEnumDescriptorProto): EnumShape {
  return { name, values: value.map((one) => [one.number ?? 0, one.name ?? '']) };
}
