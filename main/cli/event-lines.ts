import { sizeText } from '#app/core/size.ts';
import {
  bytesLine,
  type CallCodecs,
  type CallEvent,
  isTooLong,
  type JsonForm,
  type MessageCallEvent,
  type Method,
  messageLine,
  type Schema,
  timelineLine,
  tooLongText,
} from '#engine';
import type { OptionValues } from './arguments.ts';
import { jsonForm } from './json-form.ts';

/** What standard output gets of an event. */
export interface EventLine {
  /** In pieces where it may be longer than a text can be; none of what is not printed. */
  readonly line?: string | Iterable<string>;
  /** The event is a message that should be printed, and cannot be. */
  readonly isMissing?: boolean;
  /** What comes next, of a message that has no JSON and of which the call itself has no warning. */
  readonly warning?: CallEvent;
}

/** More bytes than these are no text at once. */
const mostAtOnce = 1024 * 1024;

/** Says what is printed of each event: its line of the timeline, or the answer alone. */
export class EventLines {
  readonly #schema: Schema;
  readonly #method: Method;
  readonly #isTimeline: boolean;
  readonly #indent: number;
  readonly #form: JsonForm;
  readonly #saved: string | undefined;
  /** What each event of a timeline has beside its own. */
  readonly #beside: { readonly saved?: string };
  #codecs: CallCodecs | undefined;

  /** @param saved path of the saved request, whose messages are printed in a timeline alone */
  constructor(
    schema: Schema,
    method: Method,
    values: OptionValues,
    isTerminal: boolean,
    saved?: string,
  ) {
    this.#schema = schema;
    this.#method = method;
    this.#isTimeline = values.timeline === true;
    this.#indent = !this.#isTimeline && (values.pretty === true || isTerminal) ? 2 : 0;
    this.#form = jsonForm(values);
    this.#saved = saved;
    this.#beside = saved === undefined ? {} : { saved };
  }

  /** Of the event that is number `seq` of its timeline. */
  of(event: CallEvent, seq: number): EventLine {
    this.#codecs ??= this.#schema.codecs(this.#method);
    if (event.type === 'sent' || event.type === 'received') {
      const isAnswer = event.type === 'received' && this.#saved === undefined;
      return this.#isTimeline || isAnswer ? this.#ofMessage(event, seq, this.#codecs) : {};
    }
    if (!this.#isTimeline) return {};
    return { line: timelineLine(seq, event, this.#codecs, this.#form, this.#beside) };
  }

  #ofMessage(event: MessageCallEvent, seq: number, codecs: CallCodecs): EventLine {
    const { index, payload } = event;
    const codec = codecs[event.type];
    try {
      const { text, warning } = codec.text(payload, this.#form, this.#indent);
      if (text !== undefined)
        return { line: this.#isTimeline ? messageLine(seq, event, text, this.#beside) : text };
      // The call itself warns of a payload that is not of its type.
      const isTold = warning === undefined || codec.check(payload).fault !== undefined;
      const told = `Message ${index} of ${sizeText(payload.length)}: ${warning}`;
      return this.#withoutJson(event, seq, isTold ? undefined : told);
    } catch (error) {
      if (!isTooLong(error)) throw error;
      return this.#withoutJson(event, seq, tooLongText(index, payload.length));
    }
  }

  #withoutJson(event: MessageCallEvent, seq: number, text: string | undefined): EventLine {
    const { at, index, payload } = event;
    const next: Pick<EventLine, 'warning'> =
      text === undefined ? {} : { warning: { at, type: 'warning', index, text } };
    if (!this.#isTimeline) return { ...next, isMissing: true };
    const pieces = bytesLine(seq, event, this.#beside);
    return { ...next, line: payload.length > mostAtOnce ? pieces : [...pieces].join('') };
  }
}
