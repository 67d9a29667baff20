/** One field of a message on the wire, as far as it can be told without its type. */
export interface WireField {
  readonly number: number;
  readonly value: WireValue;
  /** Offset of its tag, and of what comes after it. */
  readonly start: number;
  readonly end: number;
}

export type WireValue =
  | { readonly wire: 'varint'; readonly value: bigint }
  | { readonly wire: 'fixed32' | 'fixed64'; readonly bytes: Uint8Array }
  | { readonly wire: 'delimited'; readonly bytes: Uint8Array }
  | { readonly wire: 'group'; readonly fields: readonly WireField[] };

/** Bytes that are no message, and the offset at which that shows. */
export class WireFault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** As protobufjs and protoc have it. */
export const deepest = 100;

/** The fields of a message in order. Throws a {@link WireFault}. */
export function wireFields(bytes: Uint8Array): readonly WireField[] {
  return new WireReader(bytes).fields(undefined, 0);
}

/** The varints of a packed field. Throws a {@link WireFault}. */
export function packedVarints(bytes: Uint8Array): readonly bigint[] {
  const reader = new WireReader(bytes);
  const values: bigint[] = [];
  while (!reader.isAtEnd) values.push(reader.varint());
  return values;
}

class WireReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Up to the end, or to the end of the group with the number `group`. */
  fields(group: number | undefined, depth: number): WireField[] {
    if (depth > deepest) throw new WireFault(this.#at, 'groups are nested too deeply');
    const fields: WireField[] = [];
    while (!this.isAtEnd) {
      const start = this.#at;
      const tag = this.varint();
      const number = Number(tag >> 3n);
      if (number < 1 || tag > 0xffffffffn)
        throw new WireFault(start, `there is no field number ${tag >> 3n}`);
      const wireType = Number(tag & 7n);
      if (wireType === 4) {
        if (number === group) return fields;
        throw new WireFault(start, `a group ${number} ends that did not begin`);
      }
      const value = this.#value(wireType, number, start, depth);
      fields.push({ number, value, start, end: this.#at });
    }
    if (group === undefined) return fields;
    throw new WireFault(this.#at, `the group ${group} does not end`);
  }

  varint(): bigint {
    const start = this.#at;
    let low = 0;
    let value = 0n;
    for (let index = 0; index < 10; index += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new WireFault(start, 'the bytes end within a number');
      this.#at += 1;
      // Numbers of up to four bytes without the cost of a bigint for each.
      if (index < 4) low += (byte & 0x7f) * 2 ** (7 * index);
      else value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, value + BigInt(low));
    }
    throw new WireFault(start, 'a number has more than ten bytes');
  }

  #value(wireType: number, number: number, start: number, depth: number): WireValue {
    switch (wireType) {
      case 0:
        return { wire: 'varint', value: this.varint() };
      case 1:
        return { wire: 'fixed64', bytes: this.#take(8, number, start) };
      case 2: {
        const length = this.varint();
        return { wire: 'delimited', bytes: this.#take(Number(length), number, start) };
      }
      case 3:
        return { wire: 'group', fields: this.fields(number, depth + 1) };
      case 5:
        return { wire: 'fixed32', bytes: this.#take(4, number, start) };
      default:
        throw new WireFault(start, `field ${number} has the wire type ${wireType}, which is none`);
    }
  }

  #take(length: number, number: number, start: number): Uint8Array {
    const left = this.#bytes.length - this.#at;
    if (length > left) {
      throw new WireFault(start, `field ${number} has ${length} bytes, and only ${left} are left`);
    }
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }
}
