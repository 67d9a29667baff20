import type { Reader } from 'protobufjs';
import { handOver } from './hand-over.ts';

/** The two halves of a 64-bit integer, each unsigned: protobufjs would make an object for each that is read. */
export interface Halves {
  low: number;
  high: number;
}

/** Reads a varint as protobufjs does, without the bits beyond the 64th. */
export function readVarint(wire: Reader, into: Halves): void {
  const { buf } = wire;
  let { pos } = wire;
  let low = 0;
  let high = 0;
  let byte = 0x80;
  for (let shift = 0; byte >= 0x80; shift += 7) {
    if (shift > 63 || pos >= wire.len) throw handOver;
    byte = buf[pos++] ?? 0;
    if (shift < 28) low |= (byte & 0x7f) << shift;
    else if (shift === 28) {
      low |= (byte & 0x7f) << 28;
      high = (byte & 0x7f) >> 4;
    } else high |= (byte & 0x7f) << (shift - 32);
  }
  wire.pos = pos;
  into.low = low >>> 0;
  into.high = high >>> 0;
}

export function readZigzag(wire: Reader, into: Halves): void {
  readVarint(wire, into);
  const { low, high } = into;
  const mask = -(low & 1);
  into.low = (((low >>> 1) | (high << 31)) ^ mask) >>> 0;
  into.high = ((high >>> 1) ^ mask) >>> 0;
}

export function readFixed(wire: Reader, into: Halves): void {
  into.low = wire.fixed32();
  into.high = wire.fixed32();
}

/** The signed number, rounded where a number cannot hold it. */
export function signedNumber({ low, high }: Halves): number {
  return (high | 0) * 0x100000000 + low;
}
