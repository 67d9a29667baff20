import type { IFieldDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { MethodKind, MethodSummary, ServiceSummary } from '#app/contract/schema.ts';
import { FIELD_TYPE } from './parse/field-types.ts';
import type { SourceLocation } from './parse/parsed-file.ts';
import { serviceComments } from './service-comments.ts';
import { bare, extensionsOf, join, symbolsOf } from './symbols.ts';

/**
 * What a whole schema is asked for, told of one file: so none has to be decoded to find the one that
 * is wanted. Plain data, which may cross to another thread or to a disk. Names are full, without
 * leading dot.
 */
export interface FileIndex {
  readonly name: string;
  readonly package: string;
  /** Names of the files that it imports, those for the sake of options included. */
  readonly dependencies: readonly string[];
  readonly symbols: readonly IndexedSymbol[];
  readonly extensions: readonly IndexedExtension[];
  readonly references: readonly TypeReference[];
  readonly services: readonly ServiceSummary[];
  /** Some definition has a comment. */
  readonly isCommented?: true;
}

interface IndexedSymbol {
  readonly kind: 'message' | 'enum' | 'service';
  readonly name: string;
  /** It is no message of its own: a map field has it. */
  readonly isMapEntry?: true;
}

interface IndexedExtension {
  readonly name: string;
  /** The message that it extends. */
  readonly extendee: string;
  readonly number: number;
}

/** One use of a type. */
export interface TypeReference {
  readonly name: string;
  readonly isEnum: boolean;
  /** The message, service or extension that uses it. */
  readonly from: string;
  /** The field or method of that. */
  readonly member?: string;
  readonly as: 'field' | 'input' | 'output' | 'extension' | 'extendee';
}

export function indexOf(file: IFileDescriptorProto): FileIndex {
  const symbols = [...symbolsOf(file)];
  return {
    name: file.name ?? '',
    package: file.package ?? '',
    dependencies: [...(file.dependency ?? []), ...optionDependencies(file)],
    symbols: symbols.map(({ kind, name, descriptor }) =>
      kind === 'message' && descriptor.options?.mapEntry === true
        ? { kind, name, isMapEntry: true }
        : { kind, name },
    ),
    extensions: [...extensionsOf(file)].map(({ name, field }) => ({
      name,
      extendee: bare(field.extendee ?? ''),
      number: field.number ?? 0,
    })),
    references: [...referencesOf(file)],
    services: servicesOf(file),
    ...(isCommented(file) && { isCommented: true }),
  };
}

function isCommented({ sourceCodeInfo }: IFileDescriptorProto): boolean {
  const info: { location?: readonly SourceLocation[] } | null | undefined = sourceCodeInfo;
  return (info?.location ?? []).some(
    // What is written above a file's syntax is no more than its licence.
    ({ path, leadingComments, trailingComments }) =>
      path.length > 1 && (leadingComments || trailingComments),
  );
}

function optionDependencies(
  file: IFileDescriptorProto & { readonly optionDependency?: readonly string[] },
): readonly string[] {
  return file.optionDependency ?? [];
}

function* referencesOf(file: IFileDescriptorProto): Generator<TypeReference> {
  for (const { kind, name: from, descriptor } of symbolsOf(file)) {
    if (kind === 'message') {
      for (const field of descriptor.field ?? [])
        yield* ofType(field, { from, member: field.name ?? '', as: 'field' });
    }
    if (kind === 'service') {
      for (const { name: member = '', inputType, outputType } of descriptor.method ?? []) {
        yield { name: bare(inputType ?? ''), isEnum: false, from, member, as: 'input' };
        yield { name: bare(outputType ?? ''), isEnum: false, from, member, as: 'output' };
      }
    }
  }
  for (const { name: from, field } of extensionsOf(file)) {
    yield* ofType(field, { from, as: 'extension' });
    if (field.extendee) yield { name: bare(field.extendee), isEnum: false, from, as: 'extendee' };
  }
}

function* ofType(
  { type, typeName }: IFieldDescriptorProto,
  use: Pick<TypeReference, 'from' | 'member' | 'as'>,
): Generator<TypeReference> {
  if (typeName) yield { name: bare(typeName), isEnum: type === FIELD_TYPE.enum, ...use };
}

function servicesOf(file: IFileDescriptorProto): ServiceSummary[] {
  const comments = serviceComments(file);
  return (file.service ?? []).map((service) => {
    const name = join(file.package ?? '', service.name);
    const comment = comments.get(name);
    const methods = (service.method ?? []).map((method): MethodSummary => {
      const text = comments.get(join(name, method.name));
      return {
        name: method.name ?? '',
        path: `${name}/${method.name ?? ''}`,
        kind: methodKind(method.clientStreaming === true, method.serverStreaming === true),
        input: bare(method.inputType ?? ''),
        output: bare(method.outputType ?? ''),
        ...(text && { comment: text }),
        ...(method.options?.deprecated === true && { deprecated: true }),
      };
    });
    return { name, methods, ...(comment && { comment }) };
  });
}

function methodKind(client: boolean, server: boolean): MethodKind {
  if (client) return server ? 'bidi-streaming' : 'client-streaming';
  return server ? 'server-streaming' : 'unary';
}
