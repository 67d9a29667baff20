import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { standardEnum } from '../link/options/standard-options.ts';
import type { Lines } from './lines.ts';
import { quoted } from './literal.ts';

/** The kinds of option messages of `descriptor.proto`. */
export type OptionsType =
  | 'FileOptions'
  | 'MessageOptions'
  | 'FieldOptions'
  | 'OneofOptions'
  | 'ExtensionRangeOptions'
  | 'EnumOptions'
  | 'EnumValueOptions'
  | 'ServiceOptions'
  | 'MethodOptions';

/** Options that stand for something else in the text. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['map_entry', 'uninterpreted_option']);

/** The standard options that are set, each as `name = value`. */
export function optionAssignments(type: OptionsType, options: object | null | undefined): string[] {
  if (options === null || options === undefined) return [];
  return assignments(
    descriptor.FileDescriptorSet.root.lookupType(`google.protobuf.${type}`),
    options,
    '',
  );
}

/** `option name = value;` for each standard option that is set. */
export function addOptions(
  lines: Lines,
  type: OptionsType,
  options: object | null | undefined,
): void {
  for (const assignment of optionAssignments(type, options)) lines.add(`option ${assignment};`);
}

/** ` [a = 1, b = 2]`, or nothing. */
export function inlineOptions(assigned: readonly string[]): string {
  return assigned.length === 0 ? '' : ` [${assigned.join(', ')}]`;
}

function assignments(type: protobuf.Type, options: object, prefix: string): string[] {
  return setFields(type, options).flatMap(({ field, name, value }) => {
    if (field.repeated && Array.isArray(value)) {
      return value.map((one: unknown) => `${prefix}${name} = ${literal(field, one)}`);
    }
    return field.resolvedType instanceof protobuf.Type && isObject(value)
      ? assignments(field.resolvedType, value, `${prefix}${name}.`)
      : [`${prefix}${name} = ${literal(field, value)}`];
  });
}

function literal(field: protobuf.Field, value: unknown): string {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Enum) {
    // Newer values than protobufjs has are known from the bundled file.
    const names = standardEnum(resolvedType.fullName.slice(1))?.value;
    return names?.find(({ number }) => number === value)?.name ?? String(value);
  }
  if (resolvedType instanceof protobuf.Type) {
    const inner = isObject(value) ? setFields(resolvedType, value) : [];
    const parts = inner.flatMap((one) =>
      (Array.isArray(one.value) ? one.value : [one.value]).map(
        (single: unknown) => `${one.name}: ${literal(one.field, single)}`,
      ),
    );
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

function setFields(
  type: protobuf.Type,
  options: object,
): { field: protobuf.Field; name: string; value: unknown }[] {
  return type.fieldsArray.flatMap((one) => {
    const field = one.resolve();
    const value: unknown = Object.getOwnPropertyDescriptor(options, field.name)?.value;
    const name = field.protoName ?? field.name;
    const unset = value === undefined || value === null || NOT_WRITTEN.has(name);
    return unset || (Array.isArray(value) && value.length === 0) ? [] : [{ field, name, value }];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
