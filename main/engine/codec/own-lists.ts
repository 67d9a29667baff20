import protobuf from 'protobufjs';
import { reaches } from './json-tree.ts';

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Gives every message inside its own empty list for each repeated field that is named like something
 * all objects inherit, such as `constructor`: protobufjs would take that for the list.
 */
export function addOwnLists(type: protobuf.Type, message: object): void {
  if (!reachesInherited(type)) return;
  for (const field of type.fieldsArray) {
    if (!Object.hasOwn(message, field.name)) {
      if (isInherited(field)) Object.defineProperty(message, field.name, { value: [] });
      continue;
    }
    const { resolvedType } = field.resolve();
    if (!(resolvedType instanceof protobuf.Type)) continue;
    const value: unknown = Object.getOwnPropertyDescriptor(message, field.name)?.value;
    const isMany = field.repeated || field instanceof protobuf.MapField;
    for (const one of isMany ? Object.values(value ?? []) : [value])
      if (typeof one === 'object' && one !== null) addOwnLists(resolvedType, one);
  }
}

function isInherited(field: protobuf.Field): boolean {
  return field.repeated && inherited.has(field.name);
}

const reachesInherited = reaches(isInherited);
