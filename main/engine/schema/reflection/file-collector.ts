import { status } from '@grpc/grpc-js';
import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { bundledFile, bundledSchema } from '../bundled/bundled-files.ts';
import { SchemaFile } from '../schema-file.ts';
import type { KnownNames } from '../source.ts';
import type { Conversation } from './conversation.ts';
import {
  definedExtensions,
  type ExtensionNumber,
  extendable,
  extensionKey,
  usedOptions,
} from './extension-questions.ts';
import { fileFaults } from './file-faults.ts';
import { KnownFiles } from './known-files.ts';
import { Missing } from './missing.ts';
import {
  nameOf,
  type ReflectionAnswer,
  type ReflectionFault,
  type ReflectionQuestion,
} from './protocol.ts';
import { settleFiles } from './settle-files.ts';
import { makeNamesAbsolute, undefinedTypes } from './type-names.ts';

/** Bounds the questions that a hostile server can provoke. */
const mostQuestions = 50_000;
const mostExtensions = 2000;
/** No import leads to another so often; a server that makes up its files would never come to an end. */
const mostLevels = 500;

/** Services that servers list and often cannot describe; their definitions are the same everywhere. */
const standardServices: ReadonlyMap<string, string> = new Map([
  ['grpc.health.v1.Health', 'grpc/health/v1/health.proto'],
  ['grpc.reflection.v1.ServerReflection', 'grpc/reflection/v1/reflection.proto'],
  ['grpc.reflection.v1alpha.ServerReflection', 'grpc/reflection/v1alpha/reflection.proto'],
]);

interface Reply {
  readonly question: ReflectionQuestion;
  readonly answer: ReflectionAnswer;
}

/**
 * Asks a server for files until all that they refer to is there, or nowhere to be had: by symbol, what
 * these import by name, what is still not defined by symbol, then extensions. What counts is what came,
 * not which question it answered.
 */
export class FileCollector {
  readonly #known: KnownFiles;
  readonly #missing = new Missing();
  readonly #asked = new Set<string>();
  readonly #onFound: (answers: number) => void;
  #found = 0;
  #extensions = 0;
  #wantsExtensions = true;
  #levels = 0;
  #cut: string | undefined;

  /**
   * @param had what need not be asked for
   * @param onFound hears at each answer that holds files how many there were
   */
  constructor(had?: KnownNames, onFound: (answers: number) => void = () => {}) {
    this.#known = new KnownFiles(had);
    this.#onFound = onFound;
  }

  /** Gets all that defines these symbols, and what that needs. Never rejects. */
  async collect(conversation: Conversation, symbols: readonly string[]): Promise<void> {
    await this.#askFor(
      conversation,
      symbols.map((symbol) => ({ fileContainingSymbol: symbol })),
      true,
    );
    do await this.#complete(conversation);
    while (await this.#extend(conversation));
  }

  /**
   * Gets the file of a symbol that the server may not list, and what that needs; whether the
   * server has it or what it is in.
   *
   * @param scopes the symbol, and what it may be in
   */
  async collectNamed(conversation: Conversation, scopes: readonly string[]): Promise<boolean> {
    let fault: ReflectionFault | undefined;
    let isThere = false;
    for (const scope of scopes) {
      if (this.#known.kindOf(scope) !== undefined) return true;
      const [reply] = await this.#ask(conversation, [{ fileContainingSymbol: scope }]);
      if (reply?.answer.kind === 'fault') fault ??= reply.answer;
      if (reply?.answer.kind !== 'files') continue;
      this.#take(reply);
      await this.collect(conversation, []);
      if (this.#known.kindOf(scope) !== undefined) return true;
      isThere = true;
    }
    const [symbol] = scopes;
    // That there is none is no fault of reflection: the name may be mistyped.
    if (symbol !== undefined && fault !== undefined && fault.code !== status.NOT_FOUND && !isThere)
      this.#missing.note(symbol, fault);
    return false;
  }

  /** All that came so far, with what is wrong with it and what could not be had. */
  settled(): {
    readonly files: readonly SchemaFile[];
    readonly diagnostics: readonly Diagnostic[];
  } {
    const all = this.#known.all();
    const changed = new Set(all.filter((file) => makeNamesAbsolute(file, this.#known.kindOf)));
    const asItCame = (file: IFileDescriptorProto): Uint8Array | undefined =>
      changed.has(file) ? undefined : this.#known.bytesOf(file);
    const { files, diagnostics } = settleFiles(all);
    const standard = this.#standard();
    const imports = new Set(files.flatMap((file): readonly string[] => file.dependency ?? []));
    const isThere = (name: string): boolean =>
      this.#known.has(name) ||
      this.#known.kindOf(name) !== undefined ||
      bundledFile(name) !== undefined ||
      standardServices.has(name) ||
      (this.#wasAsked({ fileByFilename: name }) && !imports.has(name));
    return {
      files: [
        ...files.map((file) => SchemaFile.of(file, asItCame(file))),
        ...standard.filter(({ name }) => !this.#known.has(name)),
      ],
      diagnostics: [
        ...this.#known.diagnostics,
        ...diagnostics,
        ...fileFaults(files),
        ...this.#missing.diagnostics(isThere),
        ...this.#leftUnasked(),
      ],
    };
  }

  #leftUnasked(): readonly Diagnostic[] {
    if (this.#cut === undefined) return [];
    const message = `The server's reflection was not asked to the end: ${this.#cut}`;
    const hint = 'Its files may have no end: add the .proto files';
    return [{ severity: 'warning', message, hint, lacks: [] }];
  }

  async #complete(conversation: Conversation): Promise<void> {
    for (;;) {
      this.#levels += 1;
      if (this.#levels > mostLevels) {
        this.#cut ??= `what it gave needs other files more than ${mostLevels} times over`;
        return;
      }
      const files = this.#known.all();
      const names = files.flatMap((file): readonly string[] => file.dependency ?? []);
      const imports = names.filter((name) => !this.#known.has(name));
      const types = (): ReflectionQuestion[] =>
        undefinedTypes(files, this.#known.kindOf).map((name) => ({ fileContainingSymbol: name }));
      const isAsked =
        (await this.#askFor(
          conversation,
          imports.map((name) => ({ fileByFilename: name })),
          true,
        )) || (await this.#askFor(conversation, types(), false));
      if (!isAsked) return;
    }
  }

  /** Asks for the extensions of what there is; whether there was anything to ask. */
  async #extend(conversation: Conversation): Promise<boolean> {
    const files = this.#known.all();
    const types = extendable(files).map((type) => ({ allExtensionNumbersOfType: type }));
    const numbers = (await this.#tryAll(conversation, types)).flatMap(
      ({ question, answer }): readonly ExtensionNumber[] => {
        if (answer.kind !== 'numbers' || !('allExtensionNumbersOfType' in question)) return [];
        const containingType = question.allExtensionNumbersOfType;
        return answer.numbers.map((extensionNumber) => ({ containingType, extensionNumber }));
      },
    );
    const defined = definedExtensions(files);
    const wanted = [...numbers, ...usedOptions(files)]
      .filter((one) => !defined.has(extensionKey(one)))
      .slice(0, Math.max(mostExtensions - this.#extensions, 0));
    this.#extensions += wanted.length;
    const replies = await this.#tryAll(
      conversation,
      wanted.map((one) => ({ fileContainingExtension: one })),
    );
    for (const reply of replies) this.#take(reply);
    return replies.length > 0;
  }

  /** One question first: a server that ends its stream over it is asked no more of extensions. */
  async #tryAll(
    conversation: Conversation,
    questions: readonly ReflectionQuestion[],
  ): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    for (const part of [questions.slice(0, 1), questions.slice(1)]) {
      if (!this.#wantsExtensions) break;
      const came = await this.#ask(conversation, part);
      replies.push(...came);
      this.#wantsExtensions = !came.some(({ answer }) => answer.kind === 'fault' && answer.ended);
    }
    return replies;
  }

  /** Asks for files; whether there was anything to ask. What is missing is told where it `matters`. */
  async #askFor(
    conversation: Conversation,
    questions: readonly ReflectionQuestion[],
    matters: boolean,
  ): Promise<boolean> {
    const replies = await this.#ask(conversation, questions);
    for (const reply of replies) {
      this.#take(reply);
      const { question, answer } = reply;
      const reason = answer.kind === 'fault' ? answer.reason : 'its answer does not hold it';
      if (matters) this.#missing.note(nameOf(question), { reason });
    }
    return replies.length > 0;
  }

  /** Asks what was not asked before. */
  async #ask(
    conversation: Conversation,
    questions: readonly ReflectionQuestion[],
  ): Promise<readonly Reply[]> {
    const fresh = questions.filter((question) => {
      const key = JSON.stringify(question);
      if (this.#asked.has(key)) return false;
      if (this.#asked.size >= mostQuestions) {
        this.#cut ??= `it would take more than ${mostQuestions} questions`;
        return false;
      }
      this.#asked.add(key);
      return true;
    });
    return Promise.all(
      fresh.map(async (question) => {
        const answer = await conversation.ask(question);
        if (answer.kind === 'files') this.#onFound(++this.#found);
        return { question, answer };
      }),
    );
  }

  #take({ question, answer }: Reply): void {
    if (answer.kind !== 'files') return;
    for (const bytes of answer.files) this.#known.take(bytes, nameOf(question));
  }

  /** The definitions of standard services that were asked for and not given. */
  #standard(): readonly SchemaFile[] {
    const names = [...standardServices].flatMap(([service, name]) => {
      const isMissing = this.#known.kindOf(service) === undefined;
      return isMissing && this.#wasAsked({ fileContainingSymbol: service }) ? [name] : [];
    });
    return bundledSchema(names);
  }

  #wasAsked(question: ReflectionQuestion): boolean {
    return this.#asked.has(JSON.stringify(question));
  }
}
