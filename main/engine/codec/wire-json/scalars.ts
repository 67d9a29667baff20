import type { Reader } from 'protobufjs';
import { shortFloat } from '../short-floats.ts';
import type { Element } from './element.ts';
import type { JsonBytes } from './json-bytes.ts';
import { needUtf8 } from './need-utf8.ts';
import { type Halves, readFixed, readVarint, readZigzag } from './wire-long.ts';
import type { Writing } from './writing.ts';

const halves: Halves = { low: 0, high: 0 };

/** By their names in `.proto` files. */
export const scalars: ReadonlyMap<string, Element> = new Map<string, Element>([
  ['int32', integer(0, (wire) => wire.int32())],
  ['uint32', integer(0, (wire) => wire.uint32())],
  ['sint32', integer(0, (wire) => wire.sint32())],
  ['fixed32', integer(5, (wire) => wire.fixed32())],
  ['sfixed32', integer(5, (wire) => wire.sfixed32())],
  ['int64', long(0, readVarint, true)],
  ['uint64', long(0, readVarint, false)],
  ['sint64', long(0, readZigzag, true)],
  ['fixed64', long(1, readFixed, false)],
  ['sfixed64', long(1, readFixed, true)],
  ['double', floating(1, (wire) => wire.double())],
  ['float', floating(5, (wire) => shortFloat(wire.float()))],
  ['bool', scalar(0, 'false', writeBool, ({ wire }) => wire.bool())],
  ['string', { ...scalar(2, '""', writeString, checkString), isPackable: false }],
  ['bytes', { ...scalar(2, '""', writeBytes, ({ wire }) => wire.skipType(2)), isPackable: false }],
]);

function scalar(
  wire: Element['wire'],
  absent: string,
  write: Element['write'],
  check: Element['check'],
): Element {
  return { wire, isPackable: true, write, check, writeAbsent: ({ out }) => out.ascii(absent) };
}

function integer(type: Element['wire'], read: (wire: Reader) => number): Element {
  const write = ({ wire, out }: Writing): boolean => {
    const value = read(wire);
    out.integer(value);
    return value === 0;
  };
  return scalar(type, '0', write, ({ wire }) => read(wire));
}

function long(
  type: Element['wire'],
  read: (wire: Reader, into: Halves) => void,
  isSigned: boolean,
): Element {
  const write = ({ wire, out }: Writing): boolean => {
    read(wire, halves);
    const { low, high } = halves;
    out.long(low, high, isSigned);
    return low === 0 && high === 0;
  };
  return scalar(type, '"0"', write, ({ wire }) => read(wire, halves));
}

function floating(type: 1 | 5, read: (wire: Reader) => number): Element {
  const write = ({ wire, out }: Writing): boolean => writeReal(out, read(wire));
  return scalar(type, '0', write, ({ wire }) => wire.skipType(type));
}

/** A negative zero is no default. */
function writeReal(out: JsonBytes, value: number): boolean {
  if (value === 0) {
    const isNegative = Object.is(value, -0);
    out.ascii(isNegative ? '-0' : '0');
    return !isNegative;
  }
  if (Number.isFinite(value)) out.ascii(String(value));
  else out.ascii(`"${value}"`);
  return false;
}

function writeBool({ wire, out }: Writing): boolean {
  const value = wire.bool();
  out.ascii(value ? 'true' : 'false');
  return !value;
}

function writeString(writing: Writing): boolean {
  const { wire, out, bytes } = writing;
  const end = writing.sizedEnd();
  const start = wire.pos;
  out.string(bytes, start, end);
  wire.pos = end;
  return start === end;
}

function checkString(writing: Writing): void {
  const end = writing.sizedEnd();
  needUtf8(writing.bytes, writing.wire.pos, end);
  writing.wire.pos = end;
}

function writeBytes(writing: Writing): boolean {
  const { wire, out, bytes } = writing;
  const end = writing.sizedEnd();
  const start = wire.pos;
  out.base64(bytes, start, end);
  wire.pos = end;
  return start === end;
}
