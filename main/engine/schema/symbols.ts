import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFileDescriptorProto,
  IMethodDescriptorProto,
  IServiceDescriptorProto,
} from 'protobufjs/ext/descriptor.js';

/** What a full name stands for. Names carry no leading dot. */
export type SchemaSymbol = { readonly name: string; readonly file: IFileDescriptorProto } & (
  | { readonly kind: 'message'; readonly descriptor: IDescriptorProto }
  | { readonly kind: 'enum'; readonly descriptor: IEnumDescriptorProto }
  | { readonly kind: 'service'; readonly descriptor: IServiceDescriptorProto }
);

/** Every message, enum and service that a file defines, nested ones included. */
export function* symbolsOf(file: IFileDescriptorProto): Generator<SchemaSymbol> {
  const scope = file.package ?? '';
  for (const message of file.messageType ?? []) yield* messageSymbols(file, scope, message);
  for (const descriptor of file.enumType ?? []) {
    yield { kind: 'enum', name: join(scope, descriptor.name), file, descriptor };
  }
  for (const descriptor of file.service ?? []) {
    yield { kind: 'service', name: join(scope, descriptor.name), file, descriptor };
  }
}

/** Full names, without leading dot, of every type that a file's fields and methods refer to. */
export function* referencesOf(file: IFileDescriptorProto): Generator<TypeReference> {
  for (const symbol of symbolsOf(file)) {
    if (symbol.kind === 'message') {
      for (const field of [
        ...(symbol.descriptor.field ?? []),
        ...(symbol.descriptor.extension ?? []),
      ]) {
        if (field.typeName)
          yield { name: bare(field.typeName), isEnum: isEnumField(field), from: symbol.name };
      }
    }
    if (symbol.kind === 'service') {
      for (const method of symbol.descriptor.method ?? [])
        yield* methodReferences(symbol.name, method);
    }
  }
  for (const field of file.extension ?? []) {
    const from = join(file.package ?? '', field.name);
    if (field.typeName) yield { name: bare(field.typeName), isEnum: isEnumField(field), from };
    if (field.extendee) yield { name: bare(field.extendee), isEnum: false, from };
  }
}

export interface TypeReference {
  readonly name: string;
  readonly isEnum: boolean;
  /** Full name of the definition that refers to it. */
  readonly from: string;
}

export function join(scope: string, name: string | null | undefined): string {
  return scope === '' ? (name ?? '') : `${scope}.${name ?? ''}`;
}

export function bare(typeName: string): string {
  return typeName.startsWith('.') ? typeName.slice(1) : typeName;
}

function isEnumField(field: { readonly type?: unknown }): boolean {
  return field.type === 14 || field.type === 'TYPE_ENUM';
}

function* methodReferences(
  service: string,
  method: IMethodDescriptorProto,
): Generator<TypeReference> {
  const from = join(service, method.name);
  yield { name: bare(method.inputType ?? ''), isEnum: false, from };
  yield { name: bare(method.outputType ?? ''), isEnum: false, from };
}

function* messageSymbols(
  file: IFileDescriptorProto,
  scope: string,
  descriptor: IDescriptorProto,
): Generator<SchemaSymbol> {
  const name = join(scope, descriptor.name);
  yield { kind: 'message', name, file, descriptor };
  for (const nested of descriptor.nestedType ?? []) yield* messageSymbols(file, name, nested);
  for (const nested of descriptor.enumType ?? []) {
    yield { kind: 'enum', name: join(name, nested.name), file, descriptor: nested };
  }
}
