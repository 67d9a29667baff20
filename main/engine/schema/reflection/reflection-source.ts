import type { MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import type { Diagnostic } from '#app/contract/schema.ts';
import { targetPlace } from '#app/core/target.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { SchemaFile } from '../schema-file.ts';
import type { LoadedSource, SchemaSource } from '../source.ts';
import { Conversation, NotOffered } from './conversation.ts';
import type { ReflectionAnswer, ReflectionQuestion, ReflectionVersion } from './protocol.ts';

/** Bounds what a hostile or broken server can make Duplex hold. */
const mostFiles = 20_000;

/**
 * The schema a server tells about itself: `grpc.reflection.v1`, and `v1alpha` where that is not
 * offered. Files come by symbol; dependencies that a server leaves out are asked for by name.
 */
export function createReflectionSource(
  open: (signal: AbortSignal) => Promise<OpenChannel>,
  metadata: MetadataPairs,
): SchemaSource {
  return {
    kind: 'reflection',
    title: 'Server reflection',
    paths: [],
    async load(signal) {
      const channel = await open(signal);
      for (const version of ['v1', 'v1alpha'] as const) {
        const loaded = await loadWith(channel, version, metadata, signal);
        if (loaded !== undefined) return loaded;
      }
      throw new Failure(
        'no-reflection',
        `${targetPlace(channel.target)} has no reflection service`,
        'Add the .proto files that define its services: Add schema in the window, --proto on the command line',
      );
    },
  };
}

async function loadWith(
  channel: OpenChannel,
  version: ReflectionVersion,
  metadata: MetadataPairs,
  signal: AbortSignal,
): Promise<LoadedSource | undefined> {
  const conversation = new Conversation(channel, version, metadata);
  const stop = () => conversation.close();
  signal.addEventListener('abort', stop);
  try {
    const listed = await conversation.ask({ listServices: '*' });
    if (listed.listServicesResponse === null) throw unlisted(channel, listed);
    const services = (listed.listServicesResponse.service ?? []).map(({ name }) => name);
    const collector = new FileCollector(conversation);
    await collector.collect(services);
    return {
      files: collector.files(),
      diagnostics: collector.diagnostics,
      services,
      reflection: version,
    };
  } catch (error) {
    if (error instanceof NotOffered) return undefined;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    conversation.close();
  }
}

function unlisted({ target }: OpenChannel, { errorResponse }: ReflectionAnswer): Failure {
  const reason = errorResponse === null ? 'it answers something else' : errorResponse.errorMessage;
  return new Failure(
    'schema-invalid',
    `The reflection of ${targetPlace(target)} does not list its services: ${reason}`,
    'Add the .proto files that define them',
  );
}

class FileCollector {
  readonly diagnostics: Diagnostic[] = [];
  readonly #conversation: Conversation;
  readonly #files = new Map<string, SchemaFile>();
  readonly #asked = new Set<string>();

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  files(): readonly SchemaFile[] {
    return [...this.#files.values()];
  }

  async collect(services: readonly string[]): Promise<void> {
    await this.#askAll(services.map((name) => ({ fileContainingSymbol: name })));
    for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
      for (const name of missing) this.#asked.add(name);
      await this.#askAll(missing.map((name) => ({ fileByFilename: name })));
    }
  }

  complain(what: string, { errorResponse }: ReflectionAnswer): void {
    const reason = errorResponse === null ? 'an empty answer' : errorResponse.errorMessage;
    this.diagnostics.push({
      severity: 'warning',
      message: `The server's reflection ${what}: ${reason}`,
      hint: 'Add the .proto files for what is missing',
    });
  }

  async #askAll(questions: readonly ReflectionQuestion[]): Promise<void> {
    const answers = await Promise.all(
      questions.map((question) => this.#conversation.ask(question)),
    );
    answers.forEach((answer, index) => {
      const question = questions[index];
      if (question !== undefined) this.#take(question, answer);
    });
  }

  #take(question: ReflectionQuestion, answer: ReflectionAnswer): void {
    const name = asked(question);
    const files = answer.fileDescriptorResponse?.fileDescriptorProto ?? [];
    // A standard file that a server cannot give is taken from those that come with Duplex.
    if (files.length === 0 && bundledFile(name) === undefined)
      this.complain(`cannot give ${name}`, answer);
    for (const bytes of files) {
      if (this.#files.size >= mostFiles)
        throw new Failure(
          'schema-invalid',
          `The server's reflection gives more than ${mostFiles} files`,
        );
      try {
        const file = SchemaFile.decode(bytes);
        if (file.name !== '' && !this.#files.has(file.name)) this.#files.set(file.name, file);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.diagnostics.push({
          severity: 'warning',
          message: `The server's reflection gives a file for ${name} that cannot be decoded: ${reason}`,
        });
      }
    }
  }

  #missing(): readonly string[] {
    const names = this.files().flatMap(({ dependencies }) => dependencies);
    return [...new Set(names)].filter((name) => !this.#files.has(name) && !this.#asked.has(name));
  }
}

function asked(question: ReflectionQuestion): string {
  if ('listServices' in question) return 'the list of services';
  return 'fileByFilename' in question ? question.fileByFilename : question.fileContainingSymbol;
}
