import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import type { SourceLocation } from './parse/parsed-file.ts';
import { SchemaFile } from './schema-file.ts';
import { join } from './symbols.ts';

/** A declaration in a file and where its descriptor is. */
interface Declared {
  /** Full; values of an enum are below it. */
  readonly name: string;
  readonly path: readonly number[];
}

/**
 * A file that has no comments, with those that others have for the same names: a server's reflection
 * leaves them out, and the file that it was made from may be at hand.
 */
export function withCommentsOf(file: SchemaFile, others: Iterable<SchemaFile>): SchemaFile {
  if (file.index.isCommented === true) return file;
  const comments = new Map<string, SourceLocation>();
  for (const other of others) {
    for (const [name, location] of commentsOf(other.descriptor))
      if (!comments.has(name)) comments.set(name, location);
  }
  if (comments.size === 0) return file;
  const { descriptor } = file;
  const locations = locationsOf(descriptor);
  for (const { name, path } of declaredIn(descriptor)) {
    const found = comments.get(name);
    const key = path.join('.');
    // The place is the file's own, if that is known.
    const span = locations.get(key)?.span ?? nowhere;
    if (found !== undefined) locations.set(key, { ...found, path: [...path], span });
  }
  const location = [...locations.values()];
  return SchemaFile.of({ ...descriptor, sourceCodeInfo: { location } });
}

/** The span of what is written nowhere. */
const nowhere = [0, 0, 0];

function locationsOf(file: IFileDescriptorProto): Map<string, SourceLocation> {
  const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
  return new Map((info?.location ?? []).map((one) => [one.path.join('.'), one]));
}

function commentsOf(file: IFileDescriptorProto): Map<string, SourceLocation> {
  const byPath = locationsOf(file);
  const comments = new Map<string, SourceLocation>();
  for (const { name, path } of declaredIn(file)) {
    const location = byPath.get(path.join('.'));
    if (location?.leadingComments || location?.trailingComments) comments.set(name, location);
  }
  return comments;
}

function* declaredIn(file: IFileDescriptorProto): Generator<Declared> {
  const scope = file.package ?? '';
  const asMessage = {
    nestedType: file.messageType ?? [],
    enumType: file.enumType ?? [],
    extension: file.extension ?? [],
  };
  yield* inside(asMessage, scope, { nested: [4], enums: [5], extensions: [7] });
  for (const [index, service] of (file.service ?? []).entries()) {
    const name = join(scope, service.name);
    yield { name, path: [6, index] };
    yield* each(service.method, name, [6, index, 2]);
  }
}

interface Paths {
  readonly nested: readonly number[];
  readonly enums: readonly number[];
  readonly extensions: readonly number[];
}

/** What is in a message, or in a file as if it were one. */
function* inside(message: IDescriptorProto, scope: string, paths: Paths): Generator<Declared> {
  for (const [index, nested] of (message.nestedType ?? []).entries()) {
    const name = join(scope, nested.name);
    const path = [...paths.nested, index];
    yield { name, path };
    yield* each(nested.field, name, [...path, 2]);
    yield* each(nested.oneofDecl, name, [...path, 8]);
    const below = { nested: [...path, 3], enums: [...path, 4], extensions: [...path, 6] };
    yield* inside(nested, name, below);
  }
  for (const [index, one] of (message.enumType ?? []).entries())
    yield* inEnum(one, scope, [...paths.enums, index]);
  yield* each(message.extension, scope, paths.extensions);
}

function* inEnum(
  one: IEnumDescriptorProto,
  scope: string,
  path: readonly number[],
): Generator<Declared> {
  const name = join(scope, one.name);
  yield { name, path };
  yield* each(one.value, name, [...path, 2]);
}

function* each(
  list: readonly { readonly name?: string }[] | undefined,
  scope: string,
  path: readonly number[],
): Generator<Declared> {
  for (const [index, one] of (list ?? []).entries())
    yield { name: join(scope, one.name), path: [...path, index] };
}
