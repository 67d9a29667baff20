import { basename } from 'node:path';
import type {
  Definition,
  MessageDoc,
  SourceText,
  SymbolMatches,
} from '#app/contract/definition.ts';
import type { MethodShape } from '#app/contract/method-shape.ts';
import { Failure } from '#app/contract/result.ts';
import {
  type Diagnostic,
  diagnosticText,
  type SchemaSummary,
  type SourceState,
} from '#app/contract/schema.ts';
import { counted } from '#app/core/counted.ts';
import { type CallCodecs, MessageCodec } from '../codec/message-codec.ts';
import { bundledFile } from './bundled/bundled-files.ts';
import { type ComposedSchema, composeSources } from './compose.ts';
import { definitionOf, type Origin } from './definition/definition.ts';
import { fileOfSymbol, findDefinition, findFile, fullName } from './definition/find-definition.ts';
import { messageDocOf } from './definition/message-doc.ts';
import { readSourceText, writtenSourceText } from './definition/source-text.ts';
import { SymbolSearch } from './definition/symbol-search.ts';
import { UsedBy } from './definition/used-by.ts';
import { readDescriptorSet } from './descriptor-set/read-descriptor-set.ts';
import { writeDescriptorSet } from './descriptor-set/write-descriptor-set.ts';
import { setOfFiles, withoutSourceInfo } from './file-bytes.ts';
import { methodShape } from './method-shape.ts';
import { neededErrors } from './needed-errors.ts';
import { Needs } from './needs.ts';
import { OptionTypes } from './option-types.ts';
import { printFile, printSymbol } from './print/print.ts';
import { holderOf } from './proto-files/file-names.ts';
import { type Method, Registry } from './registry.ts';
import type { SchemaFile } from './schema-file.ts';
import { type DefinitionLookup, skeleton } from './skeleton/skeleton.ts';
import type { LookUp } from './source.ts';
import { Strangers } from './strangers.ts';
import { Turns } from './turns.ts';

/** A schema that was read: all that the window, the command line and calls derive from it. */
export class Schema {
  readonly summary: SchemaSummary;
  readonly #composed: ComposedSchema;
  readonly #registry: Registry;
  readonly #codecs = new Map<string, MessageCodec>();
  /** By the paths that they were asked for with. */
  readonly #callable = new Map<string, Method>();
  readonly #strangers: Strangers;
  #optionTypes: OptionTypes | undefined;
  #search: SymbolSearch | undefined;
  #usedBy: UsedBy | undefined;
  #needs: Needs | undefined;

  constructor(composed: ComposedSchema, sources: readonly SourceState[] = []) {
    this.#composed = composed;
    this.#strangers = new Strangers(composed.files, composed.lookUp);
    this.#registry = new Registry(composed.files, this.#strangers.type, composed.definers);
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
   * no services; `lookUp` is asked for what it lacks. Throws for bytes that are no `FileDescriptorSet`.
   */
  static fromDescriptorSet(bytes: Uint8Array, lookUp?: LookUp): Schema {
    const files = readDescriptorSet(bytes);
    const source = { files, diagnostics: [], services: [], ...(lookUp && { lookUp }) };
    return new Schema(composeSources([source]));
  }

  /** All definitions, those that were learned since too; the same list until more are learned. */
  get definitions(): readonly SchemaFile[] {
    return this.#strangers.files;
  }

  /** All {@link definitions} as a `FileDescriptorSet`, without comments. */
  descriptorSet(): Uint8Array {
    return setOfFiles(this.definitions.map(({ bytes }) => withoutSourceInfo(bytes)));
  }

  /** The same, made in turns with this thread's other work: of thousands of files it takes long. */
  async descriptorSetInTurns(): Promise<Uint8Array> {
    const turns = new Turns();
    const files: Uint8Array[] = [];
    for (const { bytes } of this.definitions) {
      files.push(withoutSourceInfo(bytes));
      if (turns.areDue) await turns.others();
    }
    return setOfFiles(files);
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
        `No source defines ${missing.map(({ name }) => name).join(', ')}`,
        'Add the files that do',
      );
    return writeDescriptorSet(given, this.#options(), options.sourceInfo);
  }

  /** Whether a message, enum or service is defined: not all that a server lists is. */
  defines(name: string): boolean {
    return this.#registry.fileOf(name) !== undefined;
  }

  /** Finds `pkg.Service/Method` or `pkg.Service.Method`; throws an unknown-symbol `Failure`. */
  method(path: string): Method {
    return this.#registry.method(path);
  }

  /**
   * As {@link method}; throws a schema-invalid `Failure` too, where what the method needs has errors, or
   * no source defines what it takes.
   */
  methodToCall(wanted: string): Method {
    const known = this.#callable.get(wanted);
    if (known !== undefined) return known;
    const method = this.#checked(wanted);
    this.#callable.set(wanted, method);
    return method;
  }

  #checked(wanted: string): Method {
    const method = this.method(wanted);
    const { path, input } = method;
    const [error, ...more] = this.errorsFor(path);
    if (error !== undefined) {
      const others = more.length === 0 ? '' : `, and ${counted(more.length, 'more error')}`;
      throw new Failure('schema-invalid', `${diagnosticText(error)}${others}`, error.hint);
    }
    if (this.#composed.missing.some(({ name }) => name === input))
      throw new Failure(
        'schema-invalid',
        `${path} takes ${input}, which no source defines`,
        'Add the .proto file that defines it',
      );
    return method;
  }

  /** The methods of a service; throws an unknown-symbol `Failure`. */
  methods(service: string): readonly Method[] {
    return this.#registry.methodsOf(service);
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

  /** Asks for types that were met elsewhere, as {@link learn} does; whether some are known now. */
  async learnTypes(names: readonly string[]): Promise<boolean> {
    const areNew = names.filter((name) => this.#strangers.type(name) === undefined);
    const isNew = areNew.length > 0 && (await this.learn()) === true;
    return isNew || areNew.length < names.length;
  }

  /** Tells whenever {@link learn} has brought something, until the answer is called. */
  onLearned(tell: () => void): () => void {
    return this.#strangers.onLearned(tell);
  }

  /**
   * What `work` gives or throws: at once, or, while types that were met are asked for, when that is over;
   * with new ones, `work` is done again.
   */
  knowing<T>(work: () => T): T | Promise<T> {
    const first = attempt(work);
    const learning = this.learn();
    return learning === undefined ? first() : learning.then((isNew) => (isNew ? work() : first()));
  }

  /** `.proto` text of one symbol; a method in either form. Throws an unknown-symbol `Failure`. */
  describe(symbol: string): string {
    return printSymbol(findDefinition(this.#registry, symbol), this.#options()).text;
  }

  /**
   * The errors in the file of a symbol, a method in either form, and in all files that this needs;
   * none for a symbol that is unknown. What is missing counts where the symbol needs it, or, with
   * `wholeFile`, where anything in these files does.
   */
  errorsFor(symbol: string, wholeFile = false): readonly Diagnostic[] {
    if (!this.summary.diagnostics.some(({ severity }) => severity === 'error')) return [];
    const file = fileOfSymbol(this.#registry, symbol);
    if (file === undefined) return [];
    const errors = neededErrors(this.#composed, this.#registry, file);
    this.#needs ??= new Needs(this.#registry, this.#composed.missing);
    const isConcerned = wholeFile || this.#needs.lacksSomething(fullName(symbol));
    return isConcerned ? errors : errors.filter(({ lacks }) => lacks === undefined);
  }

  /** `.proto` text of the file that defines a symbol. Throws an unknown-symbol `Failure`. */
  describeFile(symbol: string): string {
    return printFile(findFile(this.#registry, symbol).descriptor, this.#options());
  }

  /** A first message of a type as indented JSON. */
  skeleton(type: string): string {
    return skeleton(this.#lookup(), type);
  }

  /** What a method takes and returns, to be compared; `undefined` when there is no such method. */
  shape(path: string): MethodShape | undefined {
    const service = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const method = this.#registry.methods(service).find((one) => one.path === path);
    const isMissing = new Set(this.#composed.missing.map(({ name }) => name));
    return method && methodShape(this.#lookup(), method, isMissing);
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

  /** Symbols by parts of their names, best first; an empty query finds all, methods first. */
  symbols(query: string, limit: number): Promise<SymbolMatches> {
    this.#search ??= new SymbolSearch(this.#registry.files);
    return this.#search.find(query, limit);
  }

  /** All that is known of a symbol; a method in either form. Throws an unknown-symbol `Failure`. */
  definition(symbol: string): Definition {
    this.#usedBy ??= new UsedBy(this.#registry.files);
    return definitionOf(
      {
        registry: this.#registry,
        types: this.#options(),
        usedBy: this.#usedBy,
        originOf: (file) => this.#originOf(file),
      },
      symbol,
    );
  }

  /** A message's fields and what their values must be. Throws an unknown-symbol `Failure`. */
  messageDoc(type: string): MessageDoc {
    return messageDocOf(this.#registry, type, this.#options());
  }

  /**
   * The text of a file of this schema or of one of its diagnostics, by import name or absolute path:
   * as it is on disk, or else written from its descriptor. Rejects with a usage `Failure` for any
   * other file, and for what is too long to be shown.
   */
  async sourceText(file: string): Promise<SourceText> {
    const { origins } = this.#composed;
    const path = origins.get(file)?.path;
    if (path !== undefined) return readSourceText(file, path);
    const bundled = origins.has(file) ? undefined : bundledFile(file);
    const found = this.#registry.files.find(({ name }) => name === file);
    if (found !== undefined)
      return writtenSourceText(file, bundled ?? printFile(found.descriptor, this.#options()));
    const own = [...origins].find(([, origin]) => origin.path === file)?.[0];
    const isTold = this.summary.diagnostics.some((diagnostic) => diagnostic.path === file);
    if (own !== undefined || isTold) return readSourceText(own ?? file, file);
    throw new Failure('usage', `${file} is no file of this schema`);
  }

  #originOf(file: string): Origin {
    const origin = this.#composed.origins.get(file);
    if (origin === undefined) return { source: 'Comes with Duplex' };
    const source = this.summary.sources[origin.source];
    if (origin.path === undefined) return { source: source?.title ?? '' };
    return { source: basename(holderOf(origin.path, source?.paths ?? [])), path: origin.path };
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
