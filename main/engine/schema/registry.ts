import type protobuf from 'protobufjs';
import { Failure } from '#app/contract/result.ts';
import type { MethodKind, ServiceSummary } from '#app/contract/schema.ts';
import { didYouMean } from './definition/did-you-mean.ts';
import type { LayeredMap } from './layered-map.ts';
import { MessageTypes } from './message-types.ts';
import type { SchemaFile } from './schema-file.ts';
import { bare, type ExtensionSymbol, extensionsOf, type SchemaSymbol } from './symbols.ts';

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

type Definers = LayeredMap<string, string>;

/**
 * All definitions of one closed set of files, by exact full name without leading dot. What is asked
 * for is decoded then: browsing needs next to nothing of most files.
 */
export class Registry {
  readonly files: readonly SchemaFile[];
  readonly #fileOf: (name: string) => SchemaFile | undefined;
  #byName: ReadonlyMap<string, SchemaFile> | undefined;
  /** Made when a service is first asked for. */
  readonly #methods = new Map<string, readonly Method[]>();
  readonly #services = new Map<string, ServiceSummary>();
  readonly #extensions = new Map<string, SchemaFile>();
  readonly #types: MessageTypes;

  /**
   * @param stranger the type of an `Any` that no file defines, where somebody knows it
   * @param definers by full name of a message, enum or service: the name of its file, where that is known
   */
  constructor(
    files: readonly SchemaFile[],
    stranger: (name: string) => protobuf.Type | undefined = () => undefined,
    definers?: Definers,
  ) {
    this.files = files;
    this.#fileOf = finder(files, definers);
    for (const file of files) {
      for (const service of file.services) this.#services.set(service.name, service);
      for (const { extendee, number } of file.index.extensions) {
        const key = extensionKey(extendee, number);
        if (!this.#extensions.has(key)) this.#extensions.set(key, file);
      }
    }
    this.#types = new MessageTypes(files, this.#fileOf, stranger);
  }

  /** A file by its own name. */
  file(name: string): SchemaFile | undefined {
    this.#byName ??= new Map(this.files.map((file) => [file.name, file]));
    return this.#byName.get(name);
  }

  /** The file that defines a message, enum or service. */
  fileOf(name: string): SchemaFile | undefined {
    return this.#fileOf(name);
  }

  symbol(name: string): SchemaSymbol | undefined {
    return this.#fileOf(name)?.symbol(name);
  }

  /** What extends a message by a number, and the file that does. */
  extension(
    extendee: string,
    number: number,
  ): (ExtensionSymbol & { readonly file: SchemaFile }) | undefined {
    const file = this.#extensions.get(extensionKey(extendee, number));
    if (file === undefined) return undefined;
    for (const { name, field } of extensionsOf(file.descriptor))
      if (bare(field.extendee ?? '') === extendee && field.number === number)
        return { name, field, file };
    return undefined;
  }

  service(name: string): ServiceSummary | undefined {
    return this.#services.get(name);
  }

  methods(service: string): readonly Method[] {
    const known = this.#methods.get(service);
    if (known !== undefined) return known;
    const methods = (this.#services.get(service)?.methods ?? []).map((method) => ({
      service,
      name: method.name,
      path: method.path,
      kind: method.kind,
      input: method.input,
      output: method.output,
      deprecated: method.deprecated === true,
    }));
    if (methods.length > 0) this.#methods.set(service, methods);
    return methods;
  }

  /** Finds `pkg.Service/Method` or `pkg.Service.Method`; throws an unknown-symbol `Failure`. */
  method(path: string): Method {
    const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('.'));
    const service = path.slice(0, Math.max(cut, 0)).replace(/^\//, '');
    const name = path.slice(cut + 1);
    const methods = this.methods(service);
    const method = methods.find((candidate) => candidate.name === name);
    if (method !== undefined) return method;
    if (this.#services.has(service)) {
      const names = methods.map((candidate) => candidate.name);
      throw new Failure(
        'unknown-symbol',
        `${service} has no method ${name}`,
        didYouMean(name, names) ?? `It has: ${names.join(', ') || 'none'}`,
      );
    }
    if (this.#services.has(path)) {
      const names = this.methods(path).map((candidate) => candidate.name);
      throw new Failure(
        'unknown-symbol',
        `${path} is a service, not a method`,
        `Its methods: ${names.map((one) => `${path}/${one}`).join(', ') || 'none'}`,
      );
    }
    throw new Failure(
      'unknown-symbol',
      service === '' ? `"${path}" is not a method` : `The schema has no service ${service}`,
      didYouMean(service, this.#services.keys()) ??
        didYouMean(path, [...this.#methodPaths(), ...this.#services.keys()]) ??
        'Services are written in full, as pkg.Service; a schema that was read before may be out of date',
    );
  }

  /** The methods of a service; throws an unknown-symbol `Failure`. */
  methodsOf(service: string): readonly Method[] {
    if (this.#services.has(service)) return this.methods(service);
    throw new Failure(
      'unknown-symbol',
      `The schema has no service ${service}`,
      didYouMean(service, this.#services.keys()) ?? 'Without a service, list shows all there are',
    );
  }

  /** The protobufjs type of a message; throws an unknown-symbol `Failure`. */
  type(name: string): protobuf.Type {
    const type = this.#types.type(name);
    if (type === undefined)
      throw new Failure(
        'unknown-symbol',
        `The schema has no message ${name}`,
        didYouMean(name, this.#names('message')) ?? 'Messages are full names, such as pkg.Message',
      );
    return type;
  }

  /** A question for what was meant by a name that nothing has; see {@link didYouMean}. */
  proposalFor(symbol: string): string | undefined {
    return didYouMean(symbol, [...this.#names(), ...this.#methodPaths()]);
  }

  /** Of all messages, enums and services, or of one kind, without those of map fields. */
  *#names(only?: SchemaSymbol['kind']): Generator<string> {
    for (const { symbols } of this.files)
      for (const { kind, name, isMapEntry } of symbols)
        if (isMapEntry !== true && (only ?? kind) === kind) yield name;
  }

  *#methodPaths(): Generator<string> {
    for (const { methods } of this.#services.values()) for (const { path } of methods) yield path;
  }
}

function finder(
  files: readonly SchemaFile[],
  definers: Definers | undefined,
): (name: string) => SchemaFile | undefined {
  if (definers === undefined) {
    const bySymbol = new Map<string, SchemaFile>();
    for (const file of files) for (const { name } of file.symbols) bySymbol.set(name, file);
    return (name) => bySymbol.get(name);
  }
  const byName = new Map(files.map((file) => [file.name, file]));
  return (name) => byName.get(definers.get(name) ?? '');
}

function extensionKey(extendee: string, number: number): string {
  return `${extendee}:${number}`;
}
