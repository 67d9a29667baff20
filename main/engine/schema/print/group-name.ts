import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';

/** The simple name of the type of a group, which is declared beside the field. */
export function groupName(field: IFieldDescriptorProto): string {
  const name = field.typeName ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}
