import type {
  IDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { Failure } from '#app/contract/result.ts';
import { encodeFile, setOfFiles } from '../file-bytes.ts';
import type { OptionTypes } from '../option-types.ts';
import { defaultJsonName } from '../parse/generated-names.ts';
import type { SourceLocation } from '../parse/parsed-file.ts';
import type { SchemaFile } from '../schema-file.ts';
import { withWrittenOptions, withWrittenPlaces } from './written-options.ts';

/**
 * Files as the `FileDescriptorSet` that protoc writes with `--include_imports`: each after those it
 * imports, with `json_name`, its options as they are to be written. Throws a schema-invalid `Failure`
 * when an imported file is not among them.
 */
export function writeDescriptorSet(
  files: readonly SchemaFile[],
  types: OptionTypes,
  sourceInfo: boolean,
): Uint8Array {
  return setOfFiles(
    dependenciesFirst(files).map(({ descriptor }) => {
      const file = sourceInfo ? withWrittenSource(descriptor, types) : descriptor;
      return withWrittenOptions(encodeFile(withJsonNames(file), sourceInfo), types);
    }),
  );
}

function withWrittenSource(file: IFileDescriptorProto, types: OptionTypes): IFileDescriptorProto {
  const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
  if (!info) return file;
  const location = withWrittenPlaces(info.location ?? [], types);
  return { ...file, sourceCodeInfo: { location } };
}

function dependenciesFirst(files: readonly SchemaFile[]): SchemaFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const ordered = new Set<SchemaFile>();
  const visited = new Set<string>();
  // Not by recursion: imports may be a chain of thousands.
  const waiting: { readonly file: SchemaFile; readonly imports: string[] }[] = [];
  const visit = (name: string, from: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    const file = byName.get(name);
    if (file === undefined) throw missingImport(name, from);
    waiting.push({ file, imports: [...file.dependencies].reverse() });
  };
  for (const { name } of files) {
    visit(name, name);
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      const next = last.imports.pop();
      if (next !== undefined) visit(next, last.file.name);
      else {
        ordered.add(last.file);
        waiting.pop();
      }
    }
  }
  return [...ordered];
}

function missingImport(name: string, from: string): Failure {
  return new Failure(
    'schema-invalid',
    `${from} imports ${name}, which no source gives`,
    'Add it, or make the set with its imports: protoc --include_imports',
  );
}

function withJsonNames(file: IFileDescriptorProto): IFileDescriptorProto {
  return {
    ...file,
    messageType: (file.messageType ?? []).map(messageWithJsonNames),
    extension: (file.extension ?? []).map(fieldWithJsonName),
  };
}

function messageWithJsonNames(message: IDescriptorProto): IDescriptorProto {
  return {
    ...message,
    field: (message.field ?? []).map(fieldWithJsonName),
    nestedType: (message.nestedType ?? []).map(messageWithJsonNames),
    extension: (message.extension ?? []).map(fieldWithJsonName),
  };
}

function fieldWithJsonName(field: IFieldDescriptorProto): IFieldDescriptorProto {
  return Object.hasOwn(field, 'jsonName') && field.jsonName
    ? field
    : { ...field, jsonName: defaultJsonName(field.name ?? '') };
}
