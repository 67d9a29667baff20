import type { Element } from './element.ts';
import { handOver } from './hand-over.ts';
import { needUtf8 } from './need-utf8.ts';
import { scalars } from './scalars.ts';
import type { Writing } from './writing.ts';

/** A map on the wire, where each entry is a message of a key and a value. */
export interface MapField {
  readonly tag: number;
  readonly keyType: string;
  readonly keyWire: number;
  readonly value: Element;
}

/** Where key and value of an entry are, behind their tags; -1 for one that is not there. */
export interface MapEntry {
  readonly key: number;
  readonly value: number;
  readonly end: number;
}

const keyNumber = 1;
const valueNumber = 2;

export function mapField(number: number, keyType: string, value: Element): MapField {
  const keyWire = scalars.get(keyType)?.wire ?? -1;
  return { tag: ((number << 3) | 2) >>> 0, keyType, keyWire, value };
}

/** The entries that follow each other on the wire. */
export function readEntries(writing: Writing, map: MapField): readonly MapEntry[] {
  const { wire } = writing;
  const entries: MapEntry[] = [];
  while (wire.pos < wire.len) {
    const start = wire.pos;
    if (wire.tag() !== map.tag) {
      wire.pos = start;
      break;
    }
    entries.push(readEntry(writing, map));
  }
  return entries;
}

function readEntry(writing: Writing, { keyWire, value: { wire: valueWire } }: MapField): MapEntry {
  const { wire, depth } = writing;
  const end = writing.sizedEnd();
  const outerEnd = wire.len;
  wire.len = end;
  let key = -1;
  let value = -1;
  while (wire.pos < end) {
    const tag = wire.tag();
    const number = tag >>> 3;
    const type = tag & 7;
    if (number === keyNumber && type === keyWire) {
      if (key !== -1) throw handOver;
      key = wire.pos;
    } else if (number === valueNumber && type === valueWire) {
      if (value !== -1) throw handOver;
      value = wire.pos;
    }
    wire.skipType(type, depth, number);
  }
  if (wire.pos !== end) throw handOver;
  wire.len = outerEnd;
  return { key, value, end };
}

/** Goes past an entry, if it decodes. What is not known in it is left out without a word, as in the decoder. */
export function checkEntry(writing: Writing, { keyType, keyWire, value }: MapField): void {
  const { wire, depth } = writing;
  const end = writing.sizedEnd();
  const outerEnd = wire.len;
  wire.len = end;
  while (wire.pos < end) {
    const tag = wire.tag();
    const number = tag >>> 3;
    const type = tag & 7;
    if (number === keyNumber && type === keyWire) scalars.get(keyType)?.check(writing);
    else if (number === valueNumber && type === value.wire) value.check(writing);
    else wire.skipType(type, depth, number);
  }
  if (wire.pos !== end) throw handOver;
  wire.len = outerEnd;
}

/** The key of an entry as the name that it has in JSON. */
export function readName(writing: Writing, keyType: string, { key }: MapEntry): string {
  const { wire, bytes } = writing;
  if (key === -1) return absentName(keyType);
  wire.pos = key;
  switch (keyType) {
    case 'string': {
      const end = writing.sizedEnd();
      needUtf8(bytes, wire.pos, end);
      return bytes.toString('utf8', wire.pos, end);
    }
    case 'bool':
    case 'int32':
    case 'uint32':
    case 'sint32':
    case 'fixed32':
    case 'sfixed32':
      return String(wire[keyType]());
    case 'int64':
    case 'uint64':
    case 'sint64':
    case 'fixed64':
    case 'sfixed64': {
      const long = wire[keyType]();
      // protobufjs keeps such a key as eight characters, and takes these for a number.
      if ((long.high & 0xf0f0f0f0) === 0x30303030) throw handOver;
      return String(long);
    }
    default:
      throw handOver;
  }
}

function absentName(keyType: string): string {
  if (keyType === 'string') return '';
  return keyType === 'bool' ? 'false' : '0';
}
