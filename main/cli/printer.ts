import {
  type Call,
  type CallEvent,
  type JsonForm,
  type Method,
  type Schema,
  toTimelineEvent,
} from '#engine';
import type { OptionValues } from './arguments.ts';
import { jsonForm } from './json-form.ts';
import { type Terminal, writeLine } from './output.ts';

/** Prints what a call tells, no faster than the reader reads. */
export class Printer {
  /** The asked number of messages has come. */
  isSatisfied = false;
  readonly #schema: Schema;
  readonly #method: Method;
  readonly #terminal: Terminal;
  readonly #take: number | undefined;
  readonly #asTimeline: boolean;
  readonly #indent: number;
  readonly #form: JsonForm;
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
    this.#form = jsonForm(values);
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
        this.#form,
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
    const { json } = this.#schema.codecs(this.#method).received.decode(event.payload, this.#form);
    this.#print(JSON.stringify(json ?? null, null, this.#indent));
  }

  #print(line: string): void {
    writeLine(this.#terminal.stdout, line, (drained) => {
      this.#call?.pause();
      this.#drained = drained.then(() => this.#call?.resume());
    });
  }
}
