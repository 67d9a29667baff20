import { handOver } from '../wire-json/hand-over.ts';
import type { JsonElement, Reading } from './reading.ts';
import type { WireBytes } from './wire-bytes.ts';

const quote = 0x22;
const int32 = [-(2 ** 31), 2 ** 31 - 1] as const;
const uint32 = [0, 2 ** 32 - 1] as const;
const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;
const uint64 = [0n, 2n ** 64n - 1n] as const;

/** By their names in `.proto` files. */
export const scalarValues: ReadonlyMap<string, JsonElement> = new Map<string, JsonElement>([
  ['int32', integer(0, int32, writeSigned)],
  ['uint32', integer(0, uint32, (out, value) => out.varint(value))],
  ['sint32', integer(0, int32, writeZigzag)],
  ['fixed32', integer(5, uint32, (out, value) => out.fixed32(value))],
  ['sfixed32', integer(5, int32, (out, value) => out.fixed32(value))],
  ['int64', long(0, int64, writeSigned, writeBits)],
  ['uint64', long(0, uint64, (out, value) => out.varint(value), writeBits)],
  ['sint64', long(0, int64, writeZigzag, (out, value) => out.bigVarint(zigzag(value)))],
  ['fixed64', long(1, uint64, writeFixed, writeFixed)],
  ['sfixed64', long(1, int64, writeFixed, writeFixed)],
  ['double', floating(1, (out, value) => out.double(value))],
  ['float', floating(5, (out, value) => out.float(value))],
  ['bool', { wire: 0, isPackable: true, read: readBool }],
  ['string', { wire: 2, isPackable: false, read: readText }],
  ['bytes', { wire: 2, isPackable: false, read: readBytes }],
]);

/** An enum's number. */
export function writeSigned(out: WireBytes, value: number): void {
  if (value >= 0) out.varint(value);
  else writeBits(out, BigInt(value));
}

function writeBits(out: WireBytes, value: bigint): void {
  out.bigVarint(BigInt.asUintN(64, value));
}

function writeZigzag(out: WireBytes, value: number): void {
  out.varint(value >= 0 ? value * 2 : -value * 2 - 1);
}

function writeFixed(out: WireBytes, value: number | bigint): void {
  out.fixed64(BigInt.asUintN(64, BigInt(value)));
}

function zigzag(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
}

function integer(
  wire: 0 | 5,
  [least, most]: readonly [number, number],
  write: (out: WireBytes, value: number) => void,
): JsonElement {
  return {
    wire,
    isPackable: true,
    read({ source, out }) {
      const value = source.peek() === quote ? shortInteger(source.string()) : source.integer();
      if (value === undefined || value < least || value > most) throw handOver;
      write(out, value);
      return value === 0;
    },
  };
}

function long(
  wire: 0 | 1,
  [least, most]: readonly [bigint, bigint],
  write: (out: WireBytes, value: number) => void,
  writeLong: (out: WireBytes, value: bigint) => void,
): JsonElement {
  return {
    wire,
    isPackable: true,
    read({ source, out }) {
      const text = source.peek() === quote ? source.string() : undefined;
      const value = text === undefined ? source.integer() : shortInteger(text);
      if (value !== undefined) {
        if (value < least) throw handOver;
        write(out, value);
        return value === 0;
      }
      const large = largeInteger(text ?? '');
      if (large < least || large > most) throw handOver;
      writeLong(out, large);
      return false;
    },
  };
}

/** An integer in quotes that a number holds whatever its digits are; `undefined` for any other text. */
function shortInteger(text: string): number | undefined {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

function largeInteger(text: string): bigint {
  if (!/^-?[1-9]\d{15,19}$/.test(text)) throw handOver;
  return BigInt(text);
}

function floating(wire: 1 | 5, write: (out: WireBytes, value: number) => void): JsonElement {
  return {
    wire,
    isPackable: true,
    read({ source, out }) {
      const value = source.number();
      write(out, value);
      return value === 0;
    },
  };
}

function readBool({ source, out }: Reading): boolean {
  const value = source.peek() === 0x74;
  source.word(value ? 'true' : 'false');
  out.varint(value ? 1 : 0);
  return !value;
}

function readText({ source, out }: Reading): boolean {
  const text = source.string();
  writeText(out, text, source.isAscii);
  return text === '';
}

/** Half a pair has no UTF-8. */
export function writeText(out: WireBytes, text: string, isAscii: boolean): void {
  if (!isAscii && /\p{Surrogate}/u.test(text)) throw handOver;
  out.text(text, isAscii);
}

/** Other ways to write base64 are taken too, by the whole codec. */
function readBytes({ source, out }: Reading): boolean {
  const text = source.string();
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw handOver;
  out.base64(text);
  return text === '';
}
