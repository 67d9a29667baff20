import type {
  IDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { Failure } from '#app/contract/result.ts';
import { wireFields } from '#engine/codec/wire-fields.ts';
import { encodeFile, SOURCE_CODE_INFO, setOfFiles } from '../file-bytes.ts';
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
    dependenciesFirst(files).map((file) => {
      const { bytes, descriptor } = file;
      // A descriptor holds strings that are no text in part only: what need not change stays bytes.
      const named = hasJsonNames(descriptor) ? bytes : encodeFile(withJsonNames(descriptor), true);
      const source = sourceInfo ? writtenSource(descriptor, types) : undefined;
      return withWrittenOptions(withSource(named, source), types);
    }),
  );
}

/** The part of a file's bytes that tells of the source. */
function writtenSource(file: IFileDescriptorProto, types: OptionTypes): Uint8Array | undefined {
  const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
  if (!info) return undefined;
  const location = withWrittenPlaces(info.location ?? [], types);
  return encodeFile({ sourceCodeInfo: { location } }, true);
}

/** A file with this in place of what it tells of the source, in the order of the numbers. */
function withSource(file: Uint8Array, source: Uint8Array | undefined): Uint8Array {
  const others = wireFields(file).filter(({ number }) => number !== SOURCE_CODE_INFO);
  const parts = others.map(({ start, end }) => file.subarray(start, end));
  const behind = others.findIndex(({ number }) => number > SOURCE_CODE_INFO);
  if (source !== undefined) parts.splice(behind === -1 ? parts.length : behind, 0, source);
  return Buffer.concat(parts);
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

function hasJsonNames(
  holder: Pick<IFileDescriptorProto, 'messageType'> &
    Pick<IDescriptorProto, 'nestedType' | 'field' | 'extension'>,
): boolean {
  const { messageType = [], nestedType = [], field = [], extension = [] } = holder;
  return (
    [...(field ?? []), ...(extension ?? [])].every(hasJsonName) &&
    [...(messageType ?? []), ...(nestedType ?? [])].every(hasJsonNames)
  );
}

function hasJsonName(field: IFieldDescriptorProto): boolean {
  return Object.hasOwn(field, 'jsonName') && Boolean(field.jsonName);
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
  return hasJsonName(field) ? field : { ...field, jsonName: defaultJsonName(field.name ?? '') };
}
