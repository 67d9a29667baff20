import type { Type } from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { FIELD_TYPE, LABEL } from '#engine/schema/parse/field-types.ts';
import type { FieldDescriptor } from '#engine/schema/parse/parsed-file.ts';
import { entryBytes } from './option-bytes.ts';
import { OptionTree } from './option-tree.ts';

/**
 * An option message as protobufjs's descriptor types have it: standard options as properties, and
 * all others as unknown fields in `$unknowns`, from where they are encoded as they are.
 */
export function optionObject(
  tree: OptionTree,
  packs: (field: FieldDescriptor) => boolean,
): Record<string, unknown> {
  const type = reflected(tree.type);
  const object: Record<string, unknown> = {};
  const unknowns: Uint8Array[] = [];
  for (const entry of [...tree.entries.values()].sort(byNumber)) {
    const name = entry.extension ? undefined : type?.fieldsById[entry.field.number ?? 0]?.name;
    if (entry.values.length === 0) continue;
    // Properties hold text: a string that is none goes by its bytes.
    const isRaw =
      entry.field.type === FIELD_TYPE.string &&
      entry.values.some((one) => one instanceof Uint8Array);
    if (name === undefined || isRaw) {
      const values = entry.statements.length > 0 ? entry.statements : entry.values;
      for (const value of values)
        unknowns.push(entryBytes({ ...entry, values: [value] }, packs, false));
      continue;
    }
    const values = entry.values.map((value) =>
      value instanceof OptionTree ? optionObject(value, packs) : value,
    );
    object[name] = entry.field.label === LABEL.repeated ? values : values[0];
  }
  if (unknowns.length > 0) {
    Object.defineProperty(object, '$unknowns', {
      value: unknowns,
      writable: true,
      configurable: true,
    });
  }
  return object;
}

function byNumber(a: { field: FieldDescriptor }, b: { field: FieldDescriptor }): number {
  return (a.field.number ?? 0) - (b.field.number ?? 0);
}

function reflected(fullName: string): Type | undefined {
  try {
    return descriptor.FileDescriptorSet.root.lookupType(fullName);
  } catch {
    return undefined;
  }
}
