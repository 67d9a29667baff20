import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { FIELD_TYPE } from '../parse/field-types.ts';
import { bare, join, symbolsOf } from '../symbols.ts';
import { fieldsOf } from './descriptor-parts.ts';

/** What a full name stands for, as far as it is known. */
export type KindOf = (name: string) => 'message' | 'enum' | 'service' | undefined;

/**
 * Writes all type names of a file in full, with a leading dot, and the kind of each field that has only
 * the name of its type. protoc does so; servers that make their descriptors with protobufjs write names
 * as seen from where they stand. Changes the file where it must, and tells whether it did.
 */
export function makeNamesAbsolute(file: IFileDescriptorProto, kindOf: KindOf): boolean {
  let isChanged = false;
  eachName(file, (name, scope) => {
    if (name.startsWith('.')) return name;
    isChanged = true;
    return `.${candidates(name, scope).find((one) => kindOf(one) !== undefined) ?? name}`;
  });
  for (const { field } of fieldsOf(file)) {
    if (!field.typeName || Object.hasOwn(field, 'type')) continue;
    const isEnum = kindOf(field.typeName.slice(1)) === 'enum';
    field.type = isEnum ? FIELD_TYPE.enum : FIELD_TYPE.message;
    isChanged = true;
  }
  return isChanged;
}

/** All types that files refer to and nobody defines; what is relative may stand for any of several. */
export function undefinedTypes(
  files: readonly IFileDescriptorProto[],
  kindOf: KindOf,
): readonly string[] {
  const missing = new Set<string>();
  for (const file of files) {
    eachName(file, (name, scope) => {
      const possible = name.startsWith('.') ? [name.slice(1)] : candidates(name, scope);
      if (possible.every((one) => kindOf(one) === undefined))
        for (const one of possible) missing.add(one);
      return name;
    });
  }
  return [...missing];
}

/** The full names of all types that a file refers to, when they are absolute. */
export function typeNames(file: IFileDescriptorProto): ReadonlySet<string> {
  const names = new Set<string>();
  eachName(file, (name) => {
    names.add(bare(name));
    return name;
  });
  return names;
}

/** Replaces each name of a type that a file refers to by what `change` makes of it. */
function eachName(
  file: IFileDescriptorProto,
  change: (name: string, scope: string) => string,
): void {
  for (const { scope, field } of fieldsOf(file)) {
    if (field.typeName) field.typeName = change(field.typeName, scope);
    if (field.extendee) field.extendee = change(field.extendee, scope);
  }
  for (const symbol of symbolsOf(file)) {
    if (symbol.kind !== 'service') continue;
    for (const method of symbol.descriptor.method ?? []) {
      if (method.inputType) method.inputType = change(method.inputType, symbol.name);
      if (method.outputType) method.outputType = change(method.outputType, symbol.name);
    }
  }
}

/** The names that a relative one may stand for, the innermost first. */
function candidates(name: string, scope: string): readonly string[] {
  const parts = scope.split('.').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, index) =>
    join(parts.slice(0, parts.length - index).join('.'), name),
  );
}
