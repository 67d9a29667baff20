import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';

/** A file descriptor out of its bytes, custom options kept. Throws for bytes that are none. */
export function decodeFile(bytes: Uint8Array): IFileDescriptorProto {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const file: unknown = descriptor.FileDescriptorProto.decode(reader);
  return file as IFileDescriptorProto;
}

/** Its bytes again, custom options included, with or without comments and places. */
export function encodeFile(file: IFileDescriptorProto, sourceInfo: boolean): Uint8Array {
  const { sourceCodeInfo, ...rest } = file;
  const known = sourceInfo && sourceCodeInfo ? { ...rest, sourceCodeInfo } : rest;
  return descriptor.FileDescriptorProto.encode(known).finish();
}
