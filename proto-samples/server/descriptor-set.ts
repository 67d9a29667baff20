import type { Root, Service, Type } from 'protobufjs';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import { DESCRIPTOR_SET_BASE64 } from './descriptors.generated.ts';

/** The schema of the sample server: its files as bytes, and its types to encode by. */
export interface SampleSchema {
  /** Each file as its serialised FileDescriptorProto, exactly as protoc wrote it, imports first. */
  readonly files: readonly Uint8Array[];
  /** Message types by full name without leading dot. */
  readonly types: ReadonlyMap<string, Type>;
  /** Services by full name without leading dot. */
  readonly services: ReadonlyMap<string, Service>;
}

/** Reads the compiled sample protos. */
export function loadSampleSchema(): SampleSchema {
  const bytes = Buffer.from(DESCRIPTOR_SET_BASE64, 'base64');
  const types = new Map<string, Type>();
  const services = new Map<string, Service>();
  collect(protobuf.Root.fromDescriptor(bytes), types, services);
  return { files: splitFiles(bytes), types, services };
}

/** FileDescriptorSet is `repeated FileDescriptorProto file = 1`: cut it at the field borders. */
function splitFiles(set: Uint8Array): Uint8Array[] {
  const reader = protobuf.Reader.create(set);
  const files: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag !== FILE_TAG) throw new Error(`Not a FileDescriptorSet: tag ${tag}`);
    files.push(reader.bytes());
  }
  return files;
}

const FILE_TAG = (1 << 3) | 2;

/** An exact map: protobufjs's own lookups also find near misses. */
function collect(
  scope: protobuf.NamespaceBase | Root,
  types: Map<string, Type>,
  services: Map<string, Service>,
): void {
  for (const child of scope.nestedArray) {
    const name = child.fullName.slice(1);
    if (child instanceof protobuf.Type) types.set(name, child);
    if (child instanceof protobuf.Service) services.set(name, child);
    if (child instanceof protobuf.Namespace) collect(child, types, services);
  }
}
