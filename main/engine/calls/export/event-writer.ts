import type { ExportInput } from '#app/contract/call-filter.ts';
import type { CallCodecs } from '#engine/codec/message-codec.ts';
import { printJson } from '#engine/codec/print-json.ts';
import type { LoggedEvent } from '../log/event-log.ts';
import { timelineLine } from '../timeline-line.ts';

/** Events as they stand in a file. */
export interface EventWriter {
  /** What the file begins with. */
  readonly head: Buffer;
  /** Messages of which the file has not all so far: no longer kept, or without a form there. */
  readonly lacking: number;
  /** What stands for an event, if anything. */
  write(seq: number, event: LoggedEvent): Buffer | undefined;
}

const noHead = Buffer.alloc(0);

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
  readonly head = noHead;
  lacking = 0;
  readonly #codecs: CallCodecs;

  constructor(codecs: CallCodecs) {
    this.#codecs = codecs;
  }

  write(seq: number, event: LoggedEvent): Buffer {
    return Buffer.from(`${this.#line(seq, event)}\n`);
  }

  #line(seq: number, event: LoggedEvent): string {
    if (!('payload' in event)) return timelineLine(seq, event, this.#codecs);
    const { payload, ...rest } = event;
    if (typeof payload !== 'string') return timelineLine(seq, { ...rest, payload }, this.#codecs);
    this.lacking += 1;
    return printJson({ seq, ...rest, message: null });
  }
}

class BinaryWriter implements EventWriter {
  readonly head = noHead;
  lacking = 0;

  write(_seq: number, event: LoggedEvent): Buffer | undefined {
    if (!('payload' in event)) return undefined;
    const { payload } = event;
    if (typeof payload !== 'string') return Buffer.concat([varint(payload.length), payload]);
    this.lacking += 1;
    return undefined;
  }
}

/** RFC 4180: lines end with CR and LF, and quotes within quotes are doubled. */
class CsvWriter implements EventWriter {
  readonly head = Buffer.from('seq,at,type,index,bytes,message\r\n');
  lacking = 0;
  readonly #codecs: CallCodecs;

  constructor(codecs: CallCodecs) {
    this.#codecs = codecs;
  }

  write(seq: number, event: LoggedEvent): Buffer {
    const { at, type } = event;
    const [index, bytes] = 'payload' in event ? [event.index, event.bytes] : ['', ''];
    const text = this.#text(event);
    return Buffer.from(`${seq},${at},${type},${index},${bytes},${quoted(text)}\r\n`);
  }

  #text(event: LoggedEvent): string {
    if (!('payload' in event)) {
      const { at: _at, type: _type, ...rest } = event;
      return Object.keys(rest).length === 0 ? '' : printJson(rest);
    }
    const { type, payload } = event;
    const text = typeof payload === 'string' ? undefined : this.#codecs[type].text(payload).text;
    if (text === undefined) this.lacking += 1;
    return text ?? '';
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
