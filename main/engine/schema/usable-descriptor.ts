import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { jsonNames } from './json-names.ts';

/**
 * A full name as protobufjs knows it. Its namespaces are plain objects, which cannot hold what all
 * objects inherit; no name of a type or package comes into a message or its JSON.
 */
export function usableName(name: string): string {
  return name
    .split('.')
    .map((part) => (part in Object.prototype ? `${part}__of_schema` : part))
    .join('.');
}

/** A file whose packages and types have names that protobufjs can hold. */
export function withUsableNames(file: IFileDescriptorProto): IFileDescriptorProto {
  return {
    ...file,
    package: usableName(file.package ?? ''),
    messageType: (file.messageType ?? []).map(message),
    enumType: (file.enumType ?? []).map(enumeration),
    extension: (file.extension ?? []).map(field),
    service: [],
  };
}

function message(one: IDescriptorProto): IDescriptorProto {
  return {
    ...one,
    name: usableName(one.name ?? ''),
    field: (one.field ?? []).map(field),
    nestedType: (one.nestedType ?? []).map(message),
    enumType: (one.enumType ?? []).map(enumeration),
    extension: (one.extension ?? []).map(field),
  };
}

function enumeration(one: IEnumDescriptorProto): IEnumDescriptorProto {
  return { ...one, name: usableName(one.name ?? '') };
}

function field(one: IFieldDescriptorProto): IFieldDescriptorProto {
  const { typeName, extendee } = one;
  return {
    ...one,
    ...(typeName && { typeName: usableName(typeName) }),
    ...(extendee && { extendee: usableName(extendee) }),
  };
}

/**
 * A file whose fields and oneofs are told apart by their names: protobufjs knows fields by their JSON
 * names, which may be that of another field or of a oneof. A oneof's own name is in no message and in
 * no JSON, so another one does as well.
 */
export function withNamesApart(file: IFileDescriptorProto): IFileDescriptorProto {
  const rename = (one: IDescriptorProto): IDescriptorProto => ({
    ...one,
    field: [...jsonNames(one)].map(([field, jsonName]) => ({ ...field, jsonName })),
    oneofDecl: (one.oneofDecl ?? []).map((oneof) => ({ ...oneof, name: `${oneof.name}_oneof` })),
    nestedType: (one.nestedType ?? []).map(rename),
  });
  return { ...file, messageType: (file.messageType ?? []).map(rename) };
}
