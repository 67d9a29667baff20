import type { IDescriptorProto, IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { defaultJsonName } from './parse/generated-names.ts';

/**
 * What JSON calls the fields of a message. It takes a name for one field only: those that would have
 * the same, as protoc lets fields of proto2 have, go by the names they are written with.
 */
export function jsonNames({
  field: fields = [],
}: IDescriptorProto): ReadonlyMap<IFieldDescriptorProto, string> {
  const names = new Map(fields?.map((field) => [field, jsonNameOf(field)]));
  for (;;) {
    const used = new Map<string, number>();
    for (const name of names.values()) used.set(name, (used.get(name) ?? 0) + 1);
    if (used.size === names.size) return names;
    const clashing = [...names].filter(
      ([{ name }, jsonName]) => jsonName !== name && (used.get(jsonName) ?? 0) > 1,
    );
    if (clashing.length === 0) return names;
    for (const [field] of clashing) names.set(field, field.name ?? '');
  }
}

function jsonNameOf(field: IFieldDescriptorProto): string {
  const own = Object.hasOwn(field, 'jsonName') ? field.jsonName : undefined;
  return own || defaultJsonName(field.name ?? '');
}
