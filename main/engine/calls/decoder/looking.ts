import type { CallCodecs } from '#engine/codec/message-codec.ts';
import { type EventWriter, eventWriter } from '../export/event-writer.ts';
import { type Matcher, matcherOf } from '../filter/matcher.ts';
import { rawTest } from '../filter/raw-search.ts';
import { toEvent } from '../log/event-log.ts';
import { type EventRecord, readRecord, recordBytes } from '../log/event-record.ts';
import type { LogPiece } from '../log/log-piece.ts';
import type { Looked, LookingFor } from './messages.ts';

type MayHold = (record: EventRecord) => boolean;

const nothing = new Uint8Array(0);

/** What is looked for in a call: piece after piece, in their order. */
export class Looking {
  /** What a file begins with. */
  readonly head: Uint8Array;
  readonly needsContents: boolean;
  readonly #matcher: Matcher;
  readonly #writer: EventWriter | undefined;

  /** Throws a usage `Failure` for a condition that no message of the call can be compared by. */
  constructor({ filter, form }: LookingFor, codecs: CallCodecs) {
    this.#matcher = matcherOf(filter, codecs);
    this.#writer = form && eventWriter(form, codecs);
    this.head = this.#writer?.head ?? nothing;
    this.needsContents = form !== undefined || this.#matcher.holds !== undefined;
  }

  look(piece: LogPiece): Pick<Looked, 'found' | 'text' | 'lacking'> {
    const { from, count, lost } = piece;
    const found = new Uint32Array(count);
    const records = Buffer.from(piece.bytes, 0, count * recordBytes);
    const texts: Uint8Array[] = [];
    let length = 0;
    let lacking = 0;
    const writer = this.#writer;
    const mayHold = this.#rawTest(piece);
    for (let at = 0; at < count; at += 1) {
      const record = readRecord(records, at * recordBytes);
      if (record === undefined) {
        lacking += 1;
        texts.push(writer?.lose(from + at, lost) ?? nothing);
      } else if (this.#matches(piece, at, record, mayHold)) {
        found[length] = at;
        length += 1;
        if (writer === undefined) continue;
        const written = writer.write(from + at, eventOf(piece, at, record));
        texts.push(written.text);
        if (written.isLacking) lacking += 1;
      }
    }
    return { found: found.slice(0, length), text: joined(texts), lacking };
  }

  #matches(piece: LogPiece, at: number, record: EventRecord, mayHold: MayHold): boolean {
    const { isAmong, holds } = this.#matcher;
    if (!isAmong(record)) return false;
    return holds === undefined || (mayHold(record) && holds(eventOf(piece, at, record)));
  }

  /** Whether an event may be found, by the bytes of its message alone. */
  #rawTest({ count, bytes, held, start }: LogPiece): MayHold {
    const { sent, received } = this.#matcher.raw;
    if (sent === undefined && received === undefined) return () => true;
    const contents = Buffer.from(bytes, count * recordBytes, held);
    const tests = [sent, received].map((raw) => raw && rawTest(contents, raw));
    return ({ index, position, bytes: size }) => {
      const test = index === 0 ? undefined : tests[index < 0 ? 0 : 1];
      return test === undefined || test(position - start, position - start + size);
    };
  }
}

function eventOf(
  { from, count, bytes, start, missing }: LogPiece,
  at: number,
  record: EventRecord,
): ReturnType<typeof toEvent> {
  const begin = count * recordBytes + record.position - start;
  const content = missing.get(at) ?? Buffer.from(bytes, begin, record.bytes);
  return toEvent(from + at, record, content);
}

function joined(texts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(texts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const text of texts) {
    whole.set(text, at);
    at += text.length;
  }
  return whole;
}
