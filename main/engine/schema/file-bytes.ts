import { isUtf8 } from 'node:buffer';
import protobuf from 'protobufjs';
import descriptor, {
  type IFieldDescriptorProto,
  type IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { makeOneByOne } from '../codec/one-by-one.ts';
import { wireFields } from '../codec/wire-fields.ts';
import { descriptorCodecs } from './descriptor-codecs.js';
import { visitFile } from './link/declaration.ts';
import type { FileDescriptor } from './parse/parsed-file.ts';
import { DEFAULT_VALUE_TAG, setRawDefault } from './raw-default.ts';

/** The number of `FileDescriptorProto.source_code_info`. */
export const SOURCE_CODE_INFO = 9;
/** The tag of `FileDescriptorSet.file`. */
const FILE_OF_SET = (1 << 3) | 2;

makeOneByOne(descriptor.FileDescriptorProto.root, descriptorCodecs);

/** It grows as it is written to, and has room for what comes next. */
let writer: protobuf.Writer | undefined;

/** A file descriptor out of its bytes, custom options kept. Throws for bytes that are none. */
export function decodeFile(bytes: Uint8Array): IFileDescriptorProto {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const raw = markRawDefaults(reader, bytes);
  const file: object = descriptor.FileDescriptorProto.decode(reader);
  if (raw.size > 0) keepRawDefaults(file, raw);
  // What is not known here, such as a newer edition, is to be in copies of the file as well.
  if (Object.hasOwn(file, '$unknowns'))
    Object.defineProperty(file, '$unknowns', { enumerable: true });
  return file;
}

/** Has defaults that are no text read as marks, and tells the bytes behind each. */
function markRawDefaults(
  reader: protobuf.Reader,
  bytes: Uint8Array,
): ReadonlyMap<string, Uint8Array> {
  const raw = new Map<string, Uint8Array>();
  const readText = reader.string;
  reader.string = () => {
    const start = reader.pos;
    const text = readText.call(reader);
    if (bytes[start - 1] !== DEFAULT_VALUE_TAG || !text.includes('\ufffd')) return text;
    reader.pos = start;
    const read = Buffer.from(reader.bytes());
    if (isUtf8(read)) return text;
    const mark = `\ufffd${read.toString('hex')}`;
    raw.set(mark, read);
    return mark;
  };
  return raw;
}

function keepRawDefaults(file: IFileDescriptorProto, raw: ReadonlyMap<string, Uint8Array>): void {
  visitFile(file as FileDescriptor, ({ descriptor }) => {
    const field: IFieldDescriptorProto = descriptor;
    const bytes = raw.get(field.defaultValue ?? '');
    if (bytes === undefined) return true;
    delete field.defaultValue;
    setRawDefault(field, bytes);
    return true;
  });
}

/** Its bytes again, custom options included, with or without comments and places. */
export function encodeFile(file: IFileDescriptorProto, sourceInfo: boolean): Uint8Array {
  const { sourceCodeInfo, ...rest } = file;
  const known = sourceInfo && sourceCodeInfo ? { ...rest, sourceCodeInfo } : rest;
  const used = writer ?? protobuf.Writer.create();
  // One that fails in the middle of it is not used again.
  writer = undefined;
  const bytes = descriptor.FileDescriptorProto.encode(known, used).finish();
  writer = used.reset();
  return bytes;
}

/** The `FileDescriptorSet` of files that are given as bytes. */
export function setOfFiles(files: Iterable<Uint8Array>): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const file of files) writer.uint32(FILE_OF_SET).bytes(file);
  return writer.finish();
}

/** The bytes of a file without its comments and places. */
export function withoutSourceInfo(file: Uint8Array): Uint8Array {
  const kept = wireFields(file).filter(({ number }) => number !== SOURCE_CODE_INFO);
  return Buffer.concat(kept.map(({ start, end }) => file.subarray(start, end)));
}
