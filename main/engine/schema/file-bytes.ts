import protobuf from 'protobufjs';
import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { wireFields } from '../codec/wire-fields.ts';

/** `import option` of edition 2024, which protobufjs's descriptors do not have. */
const optionDependency = 15;

/** A file descriptor out of its bytes, custom options kept. Throws for bytes that are none. */
export function decodeFile(bytes: Uint8Array): IFileDescriptorProto {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const file: IFileDescriptorProto = descriptor.FileDescriptorProto.decode(
    reader,
  ) as IFileDescriptorProto;
  const names = unknownFields(file).flatMap(({ number, value }) =>
    number === optionDependency && value.wire === 'delimited'
      ? [Buffer.from(value.bytes).toString()]
      : [],
  );
  return names.length === 0 ? file : Object.assign(file, { optionDependency: names });
}

function unknownFields(message: object): ReturnType<typeof wireFields> {
  const unknowns: unknown = Object.getOwnPropertyDescriptor(message, '$unknowns')?.value;
  return Array.isArray(unknowns) ? wireFields(Buffer.concat(unknowns)) : [];
}
