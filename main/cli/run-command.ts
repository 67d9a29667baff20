import { type AppError, Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import { jsonDocumentsOf } from '#app/core/json-documents.ts';
import { printable } from '#app/core/printable.ts';
import { faultSentence } from '#app/core/workspace/fault-text.ts';
import { isWithin } from '#app/core/workspace/items.ts';
import { type Engine, type Method, openWorkspace, type Schema } from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import { beforeDeadline } from './before-deadline.ts';
import { type Outcome, outcomeOf } from './call-outcome.ts';
import { cancelled, failureExit, statusExit } from './exit-status.ts';
import { homeFolder } from './home.ts';
import { inOrder } from './messages.ts';
import { type Terminal, writeLine } from './output.ts';
import { Printer } from './printer.ts';
import { readSchemaFor } from './read-schema.ts';
import { narrowedTo } from './request.ts';
import { warnOfForeign, withEnvironment } from './saved/chosen-environment.ts';
import { findSaved, savedIn } from './saved/find-saved.ts';
import { type SavedCall, savedCalls } from './saved/saved-calls.ts';
import { SecretCommands } from './saved/secret-commands.ts';
import { UnbegunCall } from './unbegun-call.ts';
import { endLines } from './wire-notes.ts';

/** Calls saved requests in order, tells of each in a line, and answers with the exit status. */
export async function runSaved(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  if (positionals.length === 0)
    throw new Failure(
      'usage',
      'PATH is missing',
      'Give a saved request, a folder of them, or a workspace',
    );
  const atOnce = parallelOf(values.parallel);
  const calls: SavedCall[] = [];
  const secrets = new SecretCommands(values['secret-command'] ?? [], terminal.cwd);
  for (const given of positionals) calls.push(...(await callsOf(given, values, secrets, terminal)));
  return new SavedRun(engine, calls, values, terminal).run(atOnce);
}

async function callsOf(
  given: string,
  values: OptionValues,
  secrets: SecretCommands,
  terminal: Terminal,
): Promise<readonly SavedCall[]> {
  const named = findSaved(given, terminal.cwd);
  const opened = await openWorkspace(named.folder, {
    home: homeFolder(),
    trusted: values.trust === true,
  });
  try {
    const workspace = withEnvironment(opened.current, values.env);
    const items = savedIn(workspace, named);
    for (const fault of [...workspace.faults, ...workspace.misspelt])
      if (named.path === '' || fault.path === '.env' || isWithin(fault.path, named.path))
        terminal.stderr.write(`warning: ${printable(faultSentence(fault))}\n`);
    warnOfForeign(secrets, workspace, terminal);
    return await savedCalls(workspace, opened, items, values, secrets);
  } finally {
    await opened.close();
  }
}

function parallelOf(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new Failure('usage', `--parallel ${text} is not a number from 1 to 999`);
  return Number(text);
}

/** What came of one request, as its line says it. */
interface Ended {
  readonly path: string;
  readonly status: string;
  readonly exit: number;
  readonly ms: number;
  readonly received: number;
  /** Why it failed, for standard error. */
  readonly lines: readonly string[];
}

/** Requests that are called, so many at once, and told in order. */
class SavedRun {
  readonly #engine: Engine;
  readonly #calls: readonly SavedCall[];
  readonly #values: OptionValues;
  readonly #terminal: Terminal;
  readonly #running = new Set<{ cancel(): void }>();
  readonly #ended: (Ended | undefined)[] = [];
  /** Warnings of schemas that requests have in common. */
  readonly #warned = new Set<string>();
  #next = 0;
  #told = 0;
  /** Why no more requests are called, in words that follow `Cancelled`. */
  #stopped: string | undefined;
  /** Rejects when the person has had enough. */
  readonly #interrupted: Promise<never>;
  #interrupt: (why: Failure) => void = () => {};

  constructor(
    engine: Engine,
    calls: readonly SavedCall[],
    values: OptionValues,
    terminal: Terminal,
  ) {
    this.#engine = engine;
    this.#calls = calls;
    this.#values = values;
    this.#terminal = terminal;
    this.#interrupted = new Promise((_, reject) => {
      this.#interrupt = reject;
    });
    this.#interrupted.catch(() => {});
  }

  async run(atOnce: number): Promise<number> {
    const since = performance.now();
    let isInterrupted = false;
    const stopListening = this.#terminal.onInterrupt(() => {
      isInterrupted = true;
      this.#stopped = 'by hand';
      for (const call of this.#running) call.cancel();
      this.#interrupt(new Failure('cancelled', 'Cancelled before it was called'));
    });
    try {
      await Promise.all(Array.from({ length: atOnce }, () => this.#goOn()));
    } finally {
      stopListening();
    }
    const done = this.#ended.filter((one) => one !== undefined);
    const failed = done.filter(({ exit }) => exit !== 0);
    const left = this.#calls.length - done.length;
    const parts = [
      `${done.length - failed.length} OK`,
      ...(failed.length > 0 ? [`${failed.length} failed`] : []),
      ...(left > 0 ? [`${left} not called`] : []),
      timeText(performance.now() - since),
    ];
    this.#say(`${counted(this.#calls.length, 'request')}: ${parts.join(', ')}`);
    return isInterrupted ? statusExit(cancelled) : (failed[0]?.exit ?? 0);
  }

  /** One after the other until there are no more. */
  async #goOn(): Promise<void> {
    while (this.#stopped === undefined) {
      const index = this.#next;
      const call = this.#calls[index];
      if (call === undefined) return;
      this.#next += 1;
      const ended = await this.#call(call);
      this.#ended[index] = ended;
      if (ended.exit !== 0 && this.#values.bail === true)
        this.#stopped = 'because another request failed, as --bail asks';
      this.#tell();
    }
  }

  /** Those that have ended, as far as all before them have. */
  #tell(): void {
    for (
      let ended = this.#ended[this.#told];
      ended !== undefined;
      ended = this.#ended[this.#told]
    ) {
      this.#told += 1;
      const { status, path, ms, received, lines } = ended;
      this.#say(`${status}  ${shortOf(path)}  ${timeText(ms)}, ${counted(received, 'message')}`);
      for (const line of lines)
        this.#terminal.stderr.write(`${printable(shortOf(path))}: ${line}\n`);
    }
  }

  /** A timeline has standard output to itself. */
  #say(line: string): void {
    const { stdout, stderr } = this.#terminal;
    writeLine(this.#values.timeline === true ? stderr : stdout, printable(line));
  }

  async #call(saved: SavedCall): Promise<Ended> {
    const since = performance.now();
    const ended = (
      status: string,
      exit: number,
      received: number,
      lines: readonly string[],
    ): Ended => ({
      path: saved.path,
      status,
      exit,
      ms: performance.now() - since,
      received,
      lines,
    });
    try {
      if (saved.fault !== undefined) throw saved.fault;
      const { outcome, received } = await this.#outcome(saved);
      const { end, exit } = outcome;
      return ended(end.status, exit, received, exit === 0 ? [] : endLines(end));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message } = error.error;
      const hint = hintOf(error.error);
      const lines = [message, ...(hint === undefined ? [] : [`  ${hint}`])].map(printable);
      return ended('NOT CALLED', failureExit(error.error), 0, lines);
    }
  }

  async #outcome({
    composed,
    messages,
    path,
  }: SavedCall): Promise<{ outcome: Outcome; received: number }> {
    if (composed === undefined) throw new Failure('internal', `${path} came to nothing`);
    const { method: called, deadline } = composed;
    const ref = narrowedTo(called, composed.schema);
    const telling = { whose: `${printable(shortOf(path))}: `, told: this.#warned, hintOf };
    const unbegun = new UnbegunCall(called, ref, this.#values, this.#terminal, path);
    const schema = await unbegun.before(() =>
      Promise.race([
        this.#interrupted,
        beforeDeadline(deadline, this.#engine, ref, () =>
          readSchemaFor(called, this.#engine, ref, this.#terminal, telling),
        ),
      ]),
    );
    const method = schema.method(called);
    const printer = new Printer(schema, method, this.#values, this.#terminal, undefined, path);
    const sendsMany = method.kind === 'client-streaming' || method.kind === 'bidi-streaming';
    if (!sendsMany && messages.length > 1)
      throw new Failure(
        'message-invalid',
        `${method.path} takes one message, and the file has ${messages.length}`,
      );
    // All that is to be sent is known: nothing is, where one of them is wrong.
    const payloads = sendsMany ? await encoded(messages, method, schema) : [];
    const running = await this.#engine.call(
      {
        ...composed,
        schema: ref,
        method: method.path,
        ...(!sendsMany && { message: messages[0] ?? '{}' }),
      },
      (event) => printer.take(event),
    );
    printer.watch(running);
    this.#running.add(running);
    if (this.#stopped !== undefined) running.cancel(this.#stopped);
    try {
      const many = sendsMany ? inOrder(payloads) : undefined;
      const outcome = await outcomeOf(running, printer, many);
      return { outcome, received: printer.received };
    } finally {
      this.#running.delete(running);
    }
  }
}

async function encoded(
  messages: readonly string[],
  method: Method,
  schema: Schema,
): Promise<readonly Buffer[]> {
  const documents = messages.flatMap((text) => jsonDocumentsOf(text));
  return schema.knowing(() => schema.codec(method.input).encodeEach(documents));
}

/** Where definitions come from is in the files: there are no flags for it. */
function hintOf({ code, hint }: AppError): string | undefined {
  if (code !== 'no-reflection') return hint;
  return 'Name the .proto files that define its services: schema in its file, a folder.yaml or duplex.yaml';
}

/** Without what all requests have. */
function shortOf(path: string): string {
  return path.replace(/^collections\//, '').replace(/\.request\.yaml$/, '');
}

function timeText(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
