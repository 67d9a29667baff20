import protobuf from 'protobufjs';
import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';

/** The tag of `FieldDescriptorProto.default_value`. */
export const DEFAULT_VALUE_TAG = (7 << 3) | 2;

/**
 * As protoc has it, the default of a string may be no text, and properties hold text: such a default is
 * kept as the bytes that it has in the descriptor, and is encoded as they are.
 */
export function setRawDefault(field: IFieldDescriptorProto, bytes: Uint8Array): void {
  const written = protobuf.Writer.create().uint32(DEFAULT_VALUE_TAG).bytes(bytes).finish();
  Object.defineProperty(field, '$unknowns', {
    value: [...unknownsOf(field), written],
    writable: true,
    configurable: true,
  });
}

/** The default of a string that is no text; undefined where there is none, or it is text. */
export function rawDefault(field: IFieldDescriptorProto): Uint8Array | undefined {
  for (const bytes of unknownsOf(field)) {
    if (bytes[0] === DEFAULT_VALUE_TAG) return protobuf.Reader.create(bytes.subarray(1)).bytes();
  }
  return undefined;
}

function unknownsOf(field: object): readonly Uint8Array[] {
  const unknowns: unknown = Object.getOwnPropertyDescriptor(field, '$unknowns')?.value;
  return Array.isArray(unknowns) ? unknowns.filter((one) => one instanceof Uint8Array) : [];
}
