import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
  IServiceDescriptorProto,
} from 'protobufjs/ext/descriptor.js';

/** What a full name stands for. Names carry no leading dot. */
export type SchemaSymbol = { readonly name: string } & (
  | { readonly kind: 'message'; readonly descriptor: IDescriptorProto }
  | { readonly kind: 'enum'; readonly descriptor: IEnumDescriptorProto }
  | { readonly kind: 'service'; readonly descriptor: IServiceDescriptorProto }
);

/** Every message, enum and service that a file defines, nested ones included. */
export function* symbolsOf(file: IFileDescriptorProto): Generator<SchemaSymbol> {
  const scope = file.package ?? '';
  for (const message of file.messageType ?? []) yield* messageSymbols(scope, message);
  for (const descriptor of file.enumType ?? []) {
    yield { kind: 'enum', name: join(scope, descriptor.name), descriptor };
  }
  for (const descriptor of file.service ?? []) {
    yield { kind: 'service', name: join(scope, descriptor.name), descriptor };
  }
}

/** An extension and its full name. */
export interface ExtensionSymbol {
  readonly name: string;
  readonly field: IFieldDescriptorProto;
}

/** Every extension that a file defines, those inside of messages included. */
export function* extensionsOf(file: IFileDescriptorProto): Generator<ExtensionSymbol> {
  for (const field of file.extension ?? [])
    yield { name: join(file.package ?? '', field.name), field };
  for (const { kind, name, descriptor } of symbolsOf(file)) {
    if (kind !== 'message') continue;
    for (const field of descriptor.extension ?? []) yield { name: join(name, field.name), field };
  }
}

export function join(scope: string, name: string | null | undefined): string {
  return scope === '' ? (name ?? '') : `${scope}.${name ?? ''}`;
}

export function bare(typeName: string): string {
  return typeName.startsWith('.') ? typeName.slice(1) : typeName;
}

function* messageSymbols(scope: string, descriptor: IDescriptorProto): Generator<SchemaSymbol> {
  const name = join(scope, descriptor.name);
  yield { kind: 'message', name, descriptor };
  for (const nested of descriptor.nestedType ?? []) yield* messageSymbols(name, nested);
  for (const nested of descriptor.enumType ?? []) {
    yield { kind: 'enum', name: join(name, nested.name), descriptor: nested };
  }
}
