import type { ExportInput } from '#app/contract/call-filter.ts';
import type { CallCodecs } from '#engine/codec/message-codec.ts';
import { printJson } from '#engine/codec/print-json.ts';
import { isTooLong, tooLongText } from '#engine/codec/too-long.ts';
import { type LoggedEvent, type Missing, missingText } from '../log/event-log.ts';
import { timelineLine } from '../timeline-line.ts';

/** What stands for an event in a file. */
interface Written {
  readonly text: Buffer;
  /** The file has not all of it: it is no longer kept, or has no form there. */
  readonly isLacking: boolean;
}

/** Events as they stand in a file, written in their order. */
export interface EventWriter {
  /** What the file begins with. */
  readonly head: Buffer;
  write(seq: number, event: LoggedEvent): Written;
  /** What stands for an event of which nothing is known any more. */
  lose(seq: number, why: Missing): Buffer;
}

const nothing = Buffer.alloc(0);

/** Writes events in a form; see `calls.export`. */
export function eventWriter(form: ExportInput['form'], codecs: CallCodecs): EventWriter {
  switch (form) {
    case 'ndjson':
      return new LineWriter(codecs);
    case 'binary':
      return new BinaryWriter();
    case 'csv':
      return new CsvWriter(codecs);
  }
}

class LineWriter implements EventWriter {
  readonly head = nothing;
  readonly #codecs: CallCodecs;
  #lost = Number.NaN;
  #at = 0;

  constructor(codecs: CallCodecs) {
    this.#codecs = codecs;
  }

  write(seq: number, event: LoggedEvent): Written {
    this.#at = event.at;
    const line = this.#line(seq, event);
    if (line !== undefined) return { text: Buffer.from(`${line}\n`), isLacking: false };
    const warning = lackingText(event);
    const gone = printJson({ seq, ...event, payload: undefined, message: null, warning });
    return { text: Buffer.from(`${gone}\n`), isLacking: true };
  }

  /** Of many in a row, the first is told. */
  lose(seq: number, why: Missing): Buffer {
    const isNext = seq === this.#lost + 1;
    this.#lost = seq;
    if (isNext) return nothing;
    const text = `From here on, events ${why === 'let go' ? 'are ' : ''}${missingText(why)}`;
    return Buffer.from(`${printJson({ seq, at: this.#at, type: 'warning', text })}\n`);
  }

  #line(seq: number, event: LoggedEvent): string | undefined {
    if (!('payload' in event)) return timelineLine(seq, event, this.#codecs);
    const { payload } = event;
    if (typeof payload === 'string') return undefined;
    return unlessTooLong(() => timelineLine(seq, { ...event, payload }, this.#codecs));
  }
}

class BinaryWriter implements EventWriter {
  readonly head = nothing;

  write(_seq: number, event: LoggedEvent): Written {
    if (!('payload' in event)) return { text: nothing, isLacking: false };
    const { payload } = event;
    if (typeof payload === 'string') return { text: nothing, isLacking: true };
    return { text: Buffer.concat([varint(payload.length), payload]), isLacking: false };
  }

  lose(): Buffer {
    return nothing;
  }
}

/** RFC 4180: lines end with CR and LF, and quotes within quotes are doubled. */
class CsvWriter implements EventWriter {
  readonly head = Buffer.from('seq,at,type,index,bytes,message\r\n');
  readonly #codecs: CallCodecs;

  constructor(codecs: CallCodecs) {
    this.#codecs = codecs;
  }

  write(seq: number, event: LoggedEvent): Written {
    const { at, type } = event;
    const [index, bytes] = 'payload' in event ? [event.index, event.bytes] : ['', ''];
    const text = this.#text(event);
    const line = `${seq},${at},${type},${index},${bytes},${quoted(text ?? '')}\r\n`;
    return { text: Buffer.from(line), isLacking: text === undefined };
  }

  lose(): Buffer {
    return nothing;
  }

  #text(event: LoggedEvent): string | undefined {
    if ('payload' in event) {
      const { type, payload } = event;
      if (typeof payload === 'string') return undefined;
      return unlessTooLong(() => this.#codecs[type].text(payload).text);
    }
    const { at: _at, type: _type, ...rest } = event;
    return Object.keys(rest).length === 0 ? '' : printJson(rest);
  }
}

/** Why a file has nothing of what an event holds. */
function lackingText(event: LoggedEvent): string {
  if (!('payload' in event)) return missingText('unreadable');
  const { payload, index, bytes } = event;
  return typeof payload === 'string' ? missingText(payload) : tooLongText(index, bytes);
}

function unlessTooLong(text: () => string | undefined): string | undefined {
  try {
    return text();
  } catch (error) {
    if (isTooLong(error)) return undefined;
    throw error;
  }
}

function quoted(text: string): string {
  return text === '' ? '' : `"${text.replaceAll('"', '""')}"`;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Buffer.from([...bytes, left]);
}
