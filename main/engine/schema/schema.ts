import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { Failure } from '#app/contract/result.ts';
import type { SchemaSummary, ServiceSummary, SourceState } from '#app/contract/schema.ts';
import { type CallCodecs, MessageCodec } from '../codec/message-codec.ts';
import { type ComposedSchema, composeSources } from './compose.ts';
import { writeDescriptorSet } from './descriptor-set/write-descriptor-set.ts';
import { OptionTypes } from './option-types.ts';
import { printFile, printSymbol } from './print/print.ts';
import { type Method, Registry } from './registry.ts';
import { serviceComments } from './service-comments.ts';
import { skeleton } from './skeleton/skeleton.ts';

/** A schema that was read: all that the window, the command line and calls derive from it. */
export class Schema {
  readonly summary: SchemaSummary;
  readonly #composed: ComposedSchema;
  readonly #registry: Registry;
  readonly #codecs = new Map<string, MessageCodec>();
  #optionTypes: OptionTypes | undefined;

  constructor(composed: ComposedSchema, sources: readonly SourceState[] = []) {
    this.#composed = composed;
    this.#registry = new Registry(composed.files);
    const { services, diagnostics, reflection } = composed;
    this.summary = {
      services: services.map((name) => this.#service(name)),
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
    const set: unknown = descriptor.FileDescriptorSet.decode(bytes);
    const { file } = set as { readonly file: readonly IFileDescriptorProto[] };
    return new Schema(composeSources([{ files: file, diagnostics: [], services: [] }]));
  }

  /** All definitions as a `FileDescriptorSet`, without comments; made once. */
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
    if (this.#registry.symbol(service)?.kind === 'service') return this.#registry.methods(service);
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

  /** `.proto` text of one symbol; a method in either form. Throws an unknown-symbol `Failure`. */
  describe(symbol: string): string {
    const name = symbol.replace(/^[./]/, '').replace('/', '.');
    const text = printSymbol(this.#registry.files, name, this.#options());
    if (text === undefined)
      throw new Failure(
        'unknown-symbol',
        `The schema has no symbol ${name}`,
        'Symbols are full names, such as pkg.Service or pkg.Message.field',
      );
    return text;
  }

  /** `.proto` text of the file that defines a symbol. Throws an unknown-symbol `Failure`. */
  describeFile(symbol: string): string {
    const name = symbol.replace(/^[./]/, '').replace('/', '.');
    for (
      let scope = name;
      scope !== '';
      scope = scope.slice(0, Math.max(scope.lastIndexOf('.'), 0))
    ) {
      const found = this.#registry.symbol(scope);
      if (found !== undefined) return printFile(found.file, this.#options());
    }
    throw new Failure('unknown-symbol', `The schema has no symbol ${name}`);
  }

  /** A first message of a type as indented JSON. */
  skeleton(type: string): string {
    return skeleton(
      {
        message: (name) => {
          const symbol = this.#registry.symbol(name);
          return symbol?.kind === 'message' ? symbol.descriptor : undefined;
        },
        enumeration: (name) => {
          const symbol = this.#registry.symbol(name);
          return symbol?.kind === 'enum' ? symbol.descriptor : undefined;
        },
      },
      type,
    );
  }

  /** Made when something is first printed. */
  #options(): OptionTypes {
    this.#optionTypes ??= new OptionTypes(this.#registry.files);
    return this.#optionTypes;
  }

  #service(name: string): ServiceSummary {
    const file = this.#registry.symbol(name)?.file;
    const comments = file === undefined ? new Map<string, string>() : serviceComments(file);
    const comment = comments.get(name);
    return {
      name,
      methods: this.#registry.methods(name).map((method) => {
        const text = comments.get(`${name}.${method.name}`);
        return {
          name: method.name,
          path: method.path,
          kind: method.kind,
          input: method.input,
          output: method.output,
          ...(text && { comment: text }),
          ...(method.deprecated && { deprecated: true }),
        };
      }),
      ...(comment && { comment }),
    };
  }
}
