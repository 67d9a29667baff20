import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { join } from './symbols.ts';

interface Location {
  readonly path?: readonly number[];
  readonly leadingComments?: string;
  readonly trailingComments?: string;
}

/** Field numbers in descriptor.proto: FileDescriptorProto.service, ServiceDescriptorProto.method. */
const serviceField = 6;
const methodField = 2;

/** Comments of a file's services and methods by full name, where its source info has them. */
export function serviceComments(file: IFileDescriptorProto): ReadonlyMap<string, string> {
  const info = file.sourceCodeInfo as { readonly location?: readonly Location[] } | undefined;
  const comments = new Map<string, string>();
  for (const { path = [], leadingComments, trailingComments } of info?.location ?? []) {
    const text = (leadingComments || trailingComments || '').trim();
    if (path[0] !== serviceField || text === '') continue;
    const service = file.service?.[path[1] ?? -1];
    const name = join(file.package ?? '', service?.name);
    if (path.length === 2) comments.set(name, text);
    const method =
      path.length === 4 && path[2] === methodField ? service?.method?.[path[3] ?? -1] : undefined;
    if (method !== undefined) comments.set(join(name, method.name), text);
  }
  return comments;
}
