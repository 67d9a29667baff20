import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { MethodShape } from '#app/contract/method-shape.ts';
import { Failure } from '#app/contract/result.ts';
import type { SchemaSummary, SourceState } from '#app/contract/schema.ts';
import { type CallCodecs, MessageCodec } from '../codec/message-codec.ts';
import { type ComposedSchema, composeSources } from './compose.ts';
import { readDescriptorSet } from './descriptor-set/read-descriptor-set.ts';
import { writeDescriptorSet } from './descriptor-set/write-descriptor-set.ts';
import { methodShape } from './method-shape.ts';
import { OptionTypes } from './option-types.ts';
import { printFile, printSymbol } from './print/print.ts';
import { type Method, Registry } from './registry.ts';
import type { SchemaFile } from './schema-file.ts';
import { type DefinitionLookup, skeleton } from './skeleton/skeleton.ts';
import { Strangers } from './strangers.ts';

/** A schema that was read: all that the window, the command line and calls derive from it. */
export class Schema {
  readonly summary: SchemaSummary;
  readonly #composed: ComposedSchema;
  readonly #registry: Registry;
  readonly #codecs = new Map<string, MessageCodec>();
  readonly #strangers: Strangers;
  #optionTypes: OptionTypes | undefined;

  constructor(composed: ComposedSchema, sources: readonly SourceState[] = []) {
    this.#composed = composed;
    this.#strangers = new Strangers(composed.files, composed.lookUp);
    this.#registry = new Registry(composed.files, this.#strangers.type);
    const { services, diagnostics, reflection } = composed;
    this.summary = {
      services: services.map((name) => this.#registry.service(name) ?? { name, methods: [] }),
      diagnostics,
      sources,
      ...(reflection && { reflection }),
    };
  }

  /**
   * The schema of bytes that {@link descriptorSet} gave: it decodes as the first one does, and offers
   * no services. Throws for bytes that are no `FileDescriptorSet`.
   */
  static fromDescriptorSet(bytes: Uint8Array): Schema {
    const files = readDescriptorSet(bytes);
    return new Schema(composeSources([{ files, diagnostics: [], services: [] }]));
  }

  /** All definitions as a `FileDescriptorSet`, without comments. */
  descriptorSet(): Uint8Array {
    return this.#registry.descriptorSet();
  }

  /**
   * The schema as the `FileDescriptorSet` that protoc writes with `--include_imports`. Throws a
   * schema-invalid `Failure` when something in it is not defined.
   */
  compile(options: { readonly sourceInfo: boolean }): Uint8Array {
    const { given, missing } = this.#composed;
    if (missing.length > 0)
      throw new Failure(
        'schema-invalid',
        `No source defines ${missing.join(', ')}`,
        'Add the files that do',
      );
    return writeDescriptorSet(given, this.#options(), options.sourceInfo);
  }

  /** Finds `pkg.Service/Method` or `pkg.Service.Method`; throws an unknown-symbol `Failure`. */
  method(path: string): Method {
    return this.#registry.method(path);
  }

  /** The methods of a service; throws an unknown-symbol `Failure`. */
  methods(service: string): readonly Method[] {
    if (this.#registry.service(service) !== undefined) return this.#registry.methods(service);
    throw new Failure(
      'unknown-symbol',
      `The schema has no service ${service}`,
      'Without a service, list shows all there are',
    );
  }

  /** JSON to the wire and back for one message type; throws an unknown-symbol `Failure`. */
  codec(type: string): MessageCodec {
    const known = this.#codecs.get(type);
    if (known !== undefined) return known;
    const codec = new MessageCodec(this.#registry.type(type));
    this.#codecs.set(type, codec);
    return codec;
  }

  codecs({ input, output }: Method): CallCodecs {
    return { sent: this.codec(input), received: this.codec(output) };
  }

  /**
   * Asks the server for the types that were met in an `Any` since and that no source defines. Resolves,
   * in seconds at most, with whether some are known now; `undefined` when there is nothing to wait for.
   */
  learn(): Promise<boolean> | undefined {
    return this.#strangers.learn();
  }

  /** What `work` gives, done again when it met types that the server then told. */
  async knowing<T>(work: () => T): Promise<T> {
    const first = attempt(work);
    return (await this.learn()) === true ? work() : first();
  }

  /** `.proto` text of one symbol; a method in either form. Throws an unknown-symbol `Failure`. */
  describe(symbol: string): string {
    const name = fullName(symbol);
    const printed = printSymbol(this.#mayDefine(name), name, this.#options());
    if (printed === undefined)
      throw new Failure(
        'unknown-symbol',
        `The schema has no symbol ${name}`,
        'Symbols are full names, such as pkg.Service or pkg.Message.field',
      );
    return printed.text;
  }

  /** `.proto` text of the file that defines a symbol. Throws an unknown-symbol `Failure`. */
  describeFile(symbol: string): string {
    const name = fullName(symbol);
    const file = this.#holder(name);
    if (file === undefined) throw new Failure('unknown-symbol', `The schema has no symbol ${name}`);
    return printFile(file.descriptor, this.#options());
  }

  /** A first message of a type as indented JSON. */
  skeleton(type: string): string {
    return skeleton(this.#lookup(), type);
  }

  /** What a method takes and returns, to be compared; `undefined` when there is no such method. */
  shape(path: string): MethodShape | undefined {
    const service = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const method = this.#registry.methods(service).find((one) => one.path === path);
    return method && methodShape(this.#lookup(), method);
  }

  #lookup(): DefinitionLookup {
    return {
      message: (name) => {
        const symbol = this.#registry.symbol(name);
        return symbol?.kind === 'message' ? symbol.descriptor : undefined;
      },
      enumeration: (name) => {
        const symbol = this.#registry.symbol(name);
        return symbol?.kind === 'enum' ? symbol.descriptor : undefined;
      },
    };
  }

  /** The file of the message, enum or service that a name, or the longest first part of it, has. */
  #holder(name: string): SchemaFile | undefined {
    for (
      let scope = name;
      scope !== '';
      scope = scope.slice(0, Math.max(scope.lastIndexOf('.'), 0))
    ) {
      const found = this.#registry.fileOf(scope);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Files that may define any kind of symbol, the likeliest first, each decoded in its turn. */
  *#mayDefine(name: string): Generator<IFileDescriptorProto> {
    const holder = this.#holder(name);
    if (holder !== undefined) yield holder.descriptor;
    for (const file of this.#registry.files) {
      const scope = file.index.package;
      if (file !== holder && (scope === '' || name.startsWith(`${scope}.`))) yield file.descriptor;
    }
  }

  /** Made when something is first printed. */
  #options(): OptionTypes {
    this.#optionTypes ??= new OptionTypes(this.#registry);
    return this.#optionTypes;
  }
}

/** Does it, and gives or throws what came of it when it is asked for. */
function attempt<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function fullName(symbol: string): string {
  return symbol.replace(/^[./]/, '').replace('/', '.');
}
