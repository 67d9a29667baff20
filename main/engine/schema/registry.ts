import protobuf from 'protobufjs';
import descriptor, {
  type IDescriptorProto,
  type IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { Failure } from '#app/contract/result.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import { anyOfUnknownType } from '../codec/unknown-any.ts';
import { bare, join, type SchemaSymbol, symbolsOf } from './symbols.ts';

/** A method that can be called. */
export interface Method {
  readonly service: string;
  readonly name: string;
  /** `pkg.Service/Method`. */
  readonly path: string;
  readonly kind: MethodKind;
  /** Full names of the message types. */
  readonly input: string;
  readonly output: string;
  readonly deprecated: boolean;
}

/**
 * All definitions of one closed set of files, by exact full name without leading dot. protobufjs
 * types are made on first need, since browsing needs none.
 */
export class Registry {
  readonly files: readonly IFileDescriptorProto[];
  readonly #symbols = new Map<string, SchemaSymbol>();
  #types: ReadonlyMap<string, protobuf.Type> | undefined;
  #descriptorSet: Uint8Array | undefined;

  constructor(files: readonly IFileDescriptorProto[]) {
    this.files = files;
    for (const file of files) {
      for (const symbol of symbolsOf(file)) this.#symbols.set(symbol.name, symbol);
    }
  }

  /** All files as a `FileDescriptorSet`, without comments and places. */
  descriptorSet(): Uint8Array {
    this.#descriptorSet ??= encodeSet(this.files);
    return this.#descriptorSet;
  }

  symbol(name: string): SchemaSymbol | undefined {
    return this.#symbols.get(name);
  }

  methods(service: string): readonly Method[] {
    const symbol = this.#symbols.get(service);
    if (symbol?.kind !== 'service') return [];
    return (symbol.descriptor.method ?? []).map((method) => ({
      service,
      name: method.name ?? '',
      path: `${service}/${method.name ?? ''}`,
      kind: methodKind(method.clientStreaming === true, method.serverStreaming === true),
      input: bare(method.inputType ?? ''),
      output: bare(method.outputType ?? ''),
      deprecated: method.options?.deprecated === true,
    }));
  }

  /** Finds `pkg.Service/Method` or `pkg.Service.Method`; throws an unknown-symbol `Failure`. */
  method(path: string): Method {
    const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('.'));
    const service = path.slice(0, Math.max(cut, 0)).replace(/^\//, '');
    const name = path.slice(cut + 1);
    const methods = this.methods(service);
    const method = methods.find((candidate) => candidate.name === name);
    if (method !== undefined) return method;
    if (this.symbol(service)?.kind === 'service') {
      const names = methods.map((candidate) => candidate.name).join(', ');
      throw new Failure(
        'unknown-symbol',
        `${service} has no method ${name}`,
        `It has: ${names || 'none'}`,
      );
    }
    if (this.symbol(path)?.kind === 'service') {
      const names = this.methods(path).map((candidate) => candidate.name);
      throw new Failure(
        'unknown-symbol',
        `${path} is a service, not a method`,
        `Its methods: ${names.map((one) => `${path}/${one}`).join(', ') || 'none'}`,
      );
    }
    const all = [...this.#symbols.values()].filter(({ kind }) => kind === 'service');
    const twin = all.find((symbol) => symbol.name.toLowerCase() === service.toLowerCase());
    throw new Failure(
      'unknown-symbol',
      service === '' ? `"${path}" is not a method` : `The schema has no service ${service}`,
      twin === undefined
        ? 'Services are written in full, as pkg.Service; a schema that was read before may be out of date'
        : `Did you mean ${twin.name}?`,
    );
  }

  /** The protobufjs type of a message; throws an unknown-symbol `Failure`. */
  type(name: string): protobuf.Type {
    this.#types ??= buildTypes(this.files, this.descriptorSet());
    const type = this.#types.get(name);
    if (type === undefined)
      throw new Failure('unknown-symbol', `The schema has no message ${name}`);
    return type;
  }
}

function methodKind(client: boolean, server: boolean): MethodKind {
  if (client) return server ? 'bidi-streaming' : 'client-streaming';
  return server ? 'server-streaming' : 'unary';
}

function buildTypes(
  files: readonly IFileDescriptorProto[],
  descriptorSet: Uint8Array,
): ReadonlyMap<string, protobuf.Type> {
  const root = buildRoot(files, descriptorSet);
  const types = new Map<string, protobuf.Type>();
  for (const file of files) {
    for (const { kind, name } of symbolsOf(file)) {
      const found = kind === 'message' ? root.lookup(name.split('.'), protobuf.Type) : null;
      if (found instanceof protobuf.Type && found.fullName === `.${name}`) types.set(name, found);
    }
  }
  // protojson asks the root for the type of each Any: answer exactly, and never fail on a stranger.
  root.lookupType = (path) =>
    types.get(bare(typeof path === 'string' ? path : join('', path.join('.')))) ??
    anyOfUnknownType(root);
  return types;
}

// Through the wire form, so that every source reaches protobufjs in one normal shape.
function buildRoot(
  files: readonly IFileDescriptorProto[],
  descriptorSet: Uint8Array,
): protobuf.Root {
  try {
    return protobuf.Root.fromDescriptor(descriptorSet);
  } catch {
    // protobufjs knows fields by their JSON names, which may be that of a oneof. A oneof's own name
    // is in no message and in no JSON, so another one does as well.
    try {
      return protobuf.Root.fromDescriptor(encodeSet(files.map(withOneofsRenamed)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure('schema-invalid', `The schema cannot be used: ${reason}`);
    }
  }
}

function encodeSet(files: readonly IFileDescriptorProto[]): Uint8Array {
  const file = files.map(({ sourceCodeInfo: _, ...rest }) => rest);
  return descriptor.FileDescriptorSet.encode({ file }).finish();
}

function withOneofsRenamed(file: IFileDescriptorProto): IFileDescriptorProto {
  const rename = (message: IDescriptorProto): IDescriptorProto => ({
    ...message,
    oneofDecl: (message.oneofDecl ?? []).map((oneof) => ({
      ...oneof,
      name: `${oneof.name}_oneof`,
    })),
    nestedType: (message.nestedType ?? []).map(rename),
  });
  return { ...file, messageType: (file.messageType ?? []).map(rename) };
}
