import type { CallEnd } from '#app/contract/calls.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import { sizeText } from '#app/core/size.ts';
import {
  type Call,
  type CallCodecs,
  type CallEvent,
  isTooLong,
  type JsonForm,
  type Method,
  printJson,
  type Schema,
  timelineLine,
  tooLongText,
} from '#engine';
import type { OptionValues } from './arguments.ts';
import { jsonForm } from './json-form.ts';
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
  readonly #method: Method;
  readonly #terminal: Terminal;
  readonly #take: number | undefined;
  readonly #asTimeline: boolean;
  readonly #isVerbose: boolean;
  readonly #indent: number;
  readonly #form: JsonForm;
  readonly #lines: LineBuffer;
  readonly #saved: string | undefined;
  /** What each event of a timeline has beside its own. */
  readonly #beside: { readonly saved?: string };
  #codecs: CallCodecs | undefined;
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
    this.#beside = saved === undefined ? {} : { saved };
    this.#schema = schema;
    this.#method = method;
    this.#terminal = terminal;
    this.#take = take;
    this.#asTimeline = values.timeline === true;
    this.#isVerbose = values.verbose === true && !this.#asTimeline;
    this.#indent = values.pretty === true || terminal.stdout.isTTY === true ? 2 : 0;
    this.#form = jsonForm(values);
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
    const late = setTimeout(() => {
      const how = `${printable(status)}${code === null ? '' : ` ${code}`}`;
      this.#terminal.stderr.write(
        `The call has ended (${how}), and what came of it is not read from standard output: waiting for its reader\n`,
      );
    }, unreadMs);
    await this.#printing;
    clearTimeout(late);
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
    const line = this.#schema.knowing(() => this.#lineOr(event));
    if (line instanceof Promise) return line.then((known) => this.#print(event, known));
    this.#print(event, line);
    return undefined;
  }

  #print(event: CallEvent, line: string | undefined): void {
    if (!this.#asTimeline) this.#tellWarnings(event);
    if (event.type === 'connected') this.#isConnected = true;
    // Of a call that reached nobody, there is nothing to tell of the wire.
    if (this.#isVerbose && this.#isConnected)
      for (const note of wireNotes(event)) this.#terminal.stderr.write(`${note}\n`);
    this.#seq += 1;
    if (line !== undefined) this.#lines.add(line);
  }

  /** In order; the call goes on when all is done. */
  #queue(work: () => Promise<void> | undefined): void {
    this.#behind += 1;
    this.#printing = this.#printing.then(work).then(() => {
      this.#behind -= 1;
      if (this.#behind === 0) this.#call?.resume();
    });
  }

  /** A text has an end: what is longer than one can be is told. */
  #lineOr(event: CallEvent): string | undefined {
    try {
      return this.#line(event);
    } catch (error) {
      const isMessage = event.type === 'sent' || event.type === 'received';
      if (!isTooLong(error) || !isMessage) throw error;
      const { at, type, index, payload } = event;
      const bytes = payload.length;
      this.#warn(tooLongText(index, bytes));
      if (type === 'received' && !this.#asTimeline) this.#miss(index);
      return this.#asTimeline
        ? printJson({ ...this.#beside, seq: this.#seq, at, type, index, bytes, message: null })
        : undefined;
    }
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

  /** May be done twice, when types were looked for meanwhile. */
  #miss(index: number): void {
    if (this.#unprinted !== index) this.missing += 1;
    this.#unprinted = index;
  }

  #warn(text: string): void {
    const whose = this.#saved === undefined ? '' : `${this.#saved}: `;
    this.#terminal.stderr.write(`${whose}warning: ${printable(text)}\n`);
  }

  #line(event: CallEvent): string | undefined {
    this.#codecs ??= this.#schema.codecs(this.#method);
    const codecs = this.#codecs;
    if (this.#asTimeline) return timelineLine(this.#seq, event, codecs, this.#form, this.#beside);
    if (event.type !== 'received' || this.#saved !== undefined) return undefined;
    const { text, warning } = codecs.received.text(event.payload, this.#form, this.#indent);
    if (text !== undefined) return text;
    this.#miss(event.index);
    // The call itself warns of a payload that is not of its type.
    const isOfType = () => codecs.received.check(event.payload).fault === undefined;
    if (warning !== undefined && isOfType())
      this.#warn(
        unprinted(`Message ${event.index} of ${sizeText(event.payload.length)}: ${warning}`),
      );
    return undefined;
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
