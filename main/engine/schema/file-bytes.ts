import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { wireFields } from '../codec/wire-fields.ts';

/** The number of `FileDescriptorProto.source_code_info`. */
export const SOURCE_CODE_INFO = 9;
/** The tag of `FileDescriptorSet.file`. */
const FILE_OF_SET = (1 << 3) | 2;

/** It grows as it is written to, and has room for what comes next. */
let writer: protobuf.Writer | undefined;

/** A file descriptor out of its bytes, custom options kept. Throws for bytes that are none. */
export function decodeFile(bytes: Uint8Array): IFileDescriptorProto {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const file: object = descriptor.FileDescriptorProto.decode(reader);
  // What is not known here, such as a newer edition, is to be in copies of the file as well.
  if (Object.hasOwn(file, '$unknowns'))
    Object.defineProperty(file, '$unknowns', { enumerable: true });
  return file;
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
