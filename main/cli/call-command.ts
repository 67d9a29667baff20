import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure } from '#app/contract/result.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import {
  type Call,
  type CallEvent,
  type Engine,
  type Method,
  type Schema,
  toTimelineEvent,
} from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import { failureExit, statusExit } from './exit-status.ts';
import { jsonDocuments } from './json-documents.ts';
import { type Terminal, writeLine } from './output.ts';
import { metadataOf, schemaRefOf } from './request.ts';
import { expectAtMost, readSchema } from './schema-commands.ts';

/** Calls a method, prints what comes, and answers with the exit status. */
export async function call(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target, path] = expectAtMost(positionals, 2, 'duplex call TARGET METHOD [-d DATA]');
  const ref = schemaRefOf(target, values);
  if (ref.target === null)
    throw new Failure('usage', 'A call needs a server', 'Give its address instead of -');
  if (path === undefined)
    throw new Failure('usage', 'METHOD is missing', 'Write it as pkg.Service/Method');
  const take = takeOf(values);
  const metadata = metadataOf(values.header ?? []);
  const schema = await beforeDeadline(values.deadline, () => readSchema(engine, ref, terminal));
  const method = schema.method(path);
  const messages = await messagesOf(values.data, method, schema, terminal);
  const printer = new Printer(schema, method, values, terminal, take);
  const running = await engine.call(
    {
      schema: ref,
      method: method.path,
      metadata,
      deadline: values.deadline ?? '',
      ...(messages.one !== undefined && { message: messages.one }),
    },
    (event) => printer.take(event),
  );
  printer.watch(running);
  const stopListening = terminal.onInterrupt(() => running.cancel());
  try {
    return await outcome(running, printer, messages.many, terminal);
  } finally {
    stopListening();
  }
}

async function outcome(
  running: Call,
  printer: Printer,
  messages: AsyncIterable<string> | undefined,
  terminal: Terminal,
): Promise<number> {
  const fault = messages === undefined ? undefined : await sendAll(running, messages, terminal);
  const end = await running.ended;
  await printer.drained();
  if (fault !== undefined) throw fault;
  if (printer.isSatisfied) return 0;
  if (end.code !== 0) {
    terminal.stderr.write(`${end.status} ${end.code}: ${end.message}\n`);
    for (const detail of end.details) terminal.stderr.write(`${JSON.stringify(detail, null, 2)}\n`);
  }
  return running.reached ? statusExit(end.code) : failureExit('unreachable');
}

/** The schema has to be there within the call's deadline too. */
async function beforeDeadline<T>(deadline: string | undefined, work: () => Promise<T>): Promise<T> {
  const ms = parseDeadline(deadline ?? '');
  if (ms === undefined) return work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `The deadline of ${deadline} passed before the server gave its schema`;
    timer = setTimeout(() => reject(new Failure('unreachable', message)), ms);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** Sends each message as it comes, then half-closes. Answers with what is wrong with a message. */
async function sendAll(
  running: Call,
  messages: AsyncIterable<string>,
  terminal: Terminal,
): Promise<Failure | undefined> {
  // Nobody reads on after the end: let standard input go, so that the process can end.
  void running.ended.then(() => terminal.stdin.destroy());
  let number = 0;
  try {
    for await (const message of messages) {
      number += 1;
      await running.send(message);
    }
    running.halfClose();
    return undefined;
  } catch (error) {
    if (running.state === 'ended') return undefined;
    running.cancel();
    return numbered(error, number);
  }
}

interface Messages {
  /** For a method that takes one message. */
  readonly one?: string;
  /** For a client or bidi stream. */
  readonly many?: AsyncIterable<string>;
}

async function messagesOf(
  data: string | undefined,
  method: Method,
  schema: Schema,
  terminal: Terminal,
): Promise<Messages> {
  const takesMany = method.kind === 'client-streaming' || method.kind === 'bidi-streaming';
  if (data === '-' && takesMany) return { many: jsonDocuments(textOf(terminal.stdin)) };
  const pieces = data === '-' ? textOf(terminal.stdin) : [await dataText(data, terminal)];
  const documents: string[] = [];
  for await (const document of jsonDocuments(pieces)) documents.push(document);
  if (!takesMany) {
    if (documents.length > 1) {
      throw new Failure(
        'usage',
        `${method.path} takes one message, and ${documents.length} are given`,
      );
    }
    return { one: documents[0] ?? '{}' };
  }
  // All of them are checked before the first is sent.
  const codec = schema.codec(method.input);
  documents.forEach((document, index) => {
    try {
      codec.encode(document);
    } catch (error) {
      throw numbered(error, index + 1);
    }
  });
  return { many: jsonDocuments(documents.map((document) => `${document}\n`)) };
}

async function dataText(data: string | undefined, terminal: Terminal): Promise<string> {
  if (data === undefined || !data.startsWith('@')) return data ?? '';
  const file = resolve(terminal.cwd, data.slice(1));
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Failure(
      'usage',
      `The data file ${file} cannot be read: ${isMissing ? 'there is no such file' : String(error)}`,
    );
  }
}

async function* textOf(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  for await (const piece of stream) yield String(piece);
}

function numbered(error: unknown, number: number): Failure {
  if (!(error instanceof Failure)) throw error;
  const { code, message, hint } = error.error;
  return new Failure(code, `Message ${number}: ${message}`, hint);
}

function takeOf({ take }: OptionValues): number | undefined {
  if (take === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(take))
    throw new Failure('usage', `--take ${take} is not a number of messages`);
  return Number(take);
}

/** Prints what a call tells, no faster than the reader reads. */
class Printer {
  /** The asked number of messages has come. */
  isSatisfied = false;
  readonly #schema: Schema;
  readonly #method: Method;
  readonly #terminal: Terminal;
  readonly #take: number | undefined;
  readonly #asTimeline: boolean;
  readonly #indent: number;
  readonly #json: { readonly emitDefaults: boolean };
  #seq = 0;
  #call: Call | undefined;
  #drained: Promise<void> | undefined;

  constructor(
    schema: Schema,
    method: Method,
    values: OptionValues,
    terminal: Terminal,
    take: number | undefined,
  ) {
    this.#schema = schema;
    this.#method = method;
    this.#terminal = terminal;
    this.#take = take;
    this.#asTimeline = values.timeline === true;
    this.#indent = values.pretty === true || terminal.stdout.isTTY === true ? 2 : 0;
    this.#json = { emitDefaults: values['emit-defaults'] === true };
  }

  watch(call: Call): void {
    this.#call = call;
  }

  take(event: CallEvent): void {
    if (this.isSatisfied && event.type !== 'cancel' && event.type !== 'end') return;
    if (this.#asTimeline) {
      const shown = toTimelineEvent(
        this.#seq++,
        event,
        this.#schema.codecs(this.#method),
        this.#json,
      );
      this.#print(JSON.stringify(shown));
    } else this.#printMessage(event);
    if (event.type === 'received' && event.index === this.#take) {
      this.isSatisfied = true;
      this.#call?.cancel();
    }
  }

  async drained(): Promise<void> {
    await this.#drained;
  }

  #printMessage(event: CallEvent): void {
    if (event.type === 'warning') this.#terminal.stderr.write(`warning: ${event.text}\n`);
    if (event.type !== 'received') return;
    const { json } = this.#schema.codecs(this.#method).received.decode(event.payload, this.#json);
    this.#print(JSON.stringify(json ?? null, null, this.#indent));
  }

  #print(line: string): void {
    writeLine(this.#terminal.stdout, line, (drained) => {
      this.#call?.pause();
      this.#drained = drained.then(() => this.#call?.resume());
    });
  }
}
