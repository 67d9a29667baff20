import { ScalarType } from '@bufbuild/protobuf';
import type { Random } from '../random.ts';

const strings = ['', 'a', '__proto__', 'constructor', 'ä 𝄞', '\u0000\n"\\', '{}', '0'];
const integers = [0n, 1n, -1n, 127n, 128n, 2n ** 31n - 1n, -(2n ** 31n), 2n ** 32n - 1n];
const longs = [2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n];
/** Numbers that JSON has. */
export const reals = [0, -0, 1.5, -0.25, 0.1, 1e30, 3.4028234663852886e38, 1.401298464324817e-45];
/** Those that are no numbers of JSON, and can be compared. */
export const infinities = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

interface ScalarForm {
  /** 64-bit integers as text, as messages with the option `jstype` hold them. */
  readonly longAsString: boolean;
  /** What may be among floats beside numbers. */
  readonly special: readonly number[];
}

/** A value of a scalar type as `@bufbuild/protobuf` holds it. */
export function randomScalar(
  random: Random,
  type: ScalarType,
  { longAsString, special }: ScalarForm,
): unknown {
  const long = (value: bigint): unknown => (longAsString ? String(value) : value);
  const integer = (): bigint =>
    random.chance(0.5) ? random.pick(integers) : BigInt(random.below(2 ** 31));
  switch (type) {
    case ScalarType.STRING:
      return random.pick(strings);
    case ScalarType.BOOL:
      return random.chance(0.5);
    case ScalarType.BYTES:
      return random.bytes(random.below(20));
    case ScalarType.DOUBLE:
      return random.pick([...reals, ...special, random.next(), 5e-324, 1.7976931348623157e308]);
    case ScalarType.FLOAT:
      return Math.fround(random.pick([...reals, ...special, random.next()]));
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return Number(BigInt.asUintN(32, integer()));
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return Number(BigInt.asIntN(32, integer()));
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return long(BigInt.asUintN(64, random.chance(0.5) ? random.pick(longs) : integer()));
    default:
      return long(BigInt.asIntN(64, random.chance(0.5) ? random.pick(longs) : integer()));
  }
}
