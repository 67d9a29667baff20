import type { CallEnd } from '#app/contract/calls.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import type { Call, CallEvent, Method, Schema } from '#engine';
import type { OptionValues } from './arguments.ts';
import { type EventLine, EventLines } from './event-lines.ts';
import { LineBuffer } from './line-buffer.ts';
import type { Terminal } from './output.ts';
import { wireNotes } from './wire-notes.ts';

/** So many events may wait for the reader, or for types that are looked for, before the call waits too. */
const mostBehind = 64;

/** So long standard output may stand still behind the end of a call before that is told. */
const unreadMs = 1000;

/** Prints what a call tells, no faster than the reader reads. */
export class Printer {
  /** The asked number of messages has come. */
  isSatisfied = false;
  /** Messages that came. */
  received = 0;
  /** Those of them that should be printed and cannot be. */
  missing = 0;
  /** How often the call was made: more than once where it was tried again. */
  attempts = 1;
  readonly #schema: Schema;
  readonly #terminal: Terminal;
  readonly #take: number | undefined;
  readonly #asTimeline: boolean;
  readonly #isVerbose: boolean;
  readonly #eventLines: EventLines;
  readonly #lines: LineBuffer;
  readonly #saved: string | undefined;
  #seq = 0;
  /** The newest message that is not of its type: a line in its place could be taken for a message. */
  #unprinted: number | undefined;
  /** A warning that the end may say again. */
  #heldBack: string | undefined;
  #isConnected = false;
  #call: Call | undefined;
  /** All that is printed, in order. */
  #printing: Promise<void> = Promise.resolve();
  #behind = 0;

  /** @param saved path of the saved request, whose messages are printed in a timeline alone */
  constructor(
    schema: Schema,
    method: Method,
    values: OptionValues,
    terminal: Terminal,
    take: number | undefined,
    saved?: string,
  ) {
    this.#saved = saved;
    this.#schema = schema;
    this.#terminal = terminal;
    this.#take = take;
    this.#asTimeline = values.timeline === true;
    this.#isVerbose = values.verbose === true && !this.#asTimeline;
    this.#eventLines = new EventLines(
      schema,
      method,
      values,
      terminal.stdout.isTTY === true,
      saved,
    );
    this.#lines = new LineBuffer(terminal.stdout, (drained) => {
      this.#call?.pause();
      this.#queue(() => drained);
    });
  }

  watch(call: Call): void {
    this.#call = call;
  }

  take(event: CallEvent): void {
    if (this.isSatisfied && event.type !== 'cancel' && event.type !== 'end') return;
    if (event.type === 'received') this.received += 1;
    if (event.type === 'connected') this.attempts = event.attempt ?? 1;
    this.#showInOrder(event);
    if (this.#behind > mostBehind) this.#call?.pause();
    if (event.type === 'received' && event.index === this.#take) {
      this.isSatisfied = true;
      this.#call?.cancel(`because ${counted(event.index, 'message')} had come, as --take asks`);
    }
  }

  /** Resolves when all is printed; tells, after a while, that nobody reads it, and how the call ended. */
  async drained({ status, code }: CallEnd): Promise<void> {
    let taken = this.#lines.taken;
    const late = setInterval(() => {
      const isRead = this.#lines.taken !== taken;
      taken = this.#lines.taken;
      if (isRead) return;
      clearInterval(late);
      const how = `${printable(status)}${code === null ? '' : ` ${code}`}`;
      this.#terminal.stderr.write(
        `The call has ended (${how}), and what came of it is not read from standard output: waiting for its reader\n`,
      );
    }, unreadMs);
    await this.#printing;
    clearInterval(late);
    this.#lines.flush();
  }

  /** At once, unless something waits before it or types are looked for. */
  #showInOrder(event: CallEvent): void {
    if (this.#behind > 0) this.#queue(() => this.#show(event));
    else {
      const showing = this.#show(event);
      if (showing !== undefined) this.#queue(() => showing);
    }
  }

  #show(event: CallEvent): Promise<void> | undefined {
    const line = this.#schema.knowing(() => this.#eventLines.of(event, this.#seq));
    if (line instanceof Promise) return line.then((known) => this.#print(event, known));
    return this.#print(event, line);
  }

  /** At once, unless it is a line in pieces. */
  #print(event: CallEvent, { line, isMissing, warning }: EventLine): Promise<void> | undefined {
    if (!this.#asTimeline) this.#tellWarnings(event);
    if (event.type === 'connected') this.#isConnected = true;
    // Of a call that reached nobody, there is nothing to tell of the wire.
    if (this.#isVerbose && this.#isConnected)
      for (const note of wireNotes(event)) this.#terminal.stderr.write(`${note}\n`);
    this.#seq += 1;
    if (isMissing === true) this.#miss(event);
    const goOn = () => {
      if (warning !== undefined) this.#print(warning, this.#eventLines.of(warning, this.#seq));
    };
    if (line !== undefined && typeof line !== 'string') {
      this.#call?.pause();
      return this.#lines.addInPieces(line).then(goOn);
    }
    if (line !== undefined) this.#lines.add(line);
    goOn();
    return undefined;
  }

  /** In order; the call goes on when all is done. */
  #queue(work: () => Promise<void> | undefined): void {
    this.#behind += 1;
    this.#printing = this.#printing.then(work).then(() => {
      this.#behind -= 1;
      if (this.#behind === 0) this.#call?.resume();
    });
  }

  /** Of the whole call: what its end says again is told there alone. */
  #tellWarnings(event: CallEvent): void {
    const held = this.#heldBack;
    this.#heldBack = undefined;
    if (held !== undefined && !(event.type === 'end' && isSaidAgain(held, event.message)))
      this.#warn(held);
    if (event.type !== 'warning') return;
    if (event.index === undefined) this.#heldBack = event.text;
    else this.#warn(event.index === this.#unprinted ? unprinted(event.text) : event.text);
  }

  #miss(event: CallEvent): void {
    this.missing += 1;
    if (event.type === 'received') this.#unprinted = event.index;
  }

  #warn(text: string): void {
    const whose = this.#saved === undefined ? '' : `${this.#saved}: `;
    this.#terminal.stderr.write(`${whose}warning: ${printable(text)}\n`);
  }
}

function unprinted(warning: string): string {
  return `${warning}. It is not printed: --timeline shows its bytes, as base64`;
}

/** The end may have seen more of what is quoted. */
function isSaidAgain(warning: string, end: string): boolean {
  const [beginning = warning] = warning.split('“');
  return end.startsWith(beginning);
}
