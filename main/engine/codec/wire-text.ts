import { Failure } from '#app/contract/result.ts';
import { doubleText, floatText } from '../schema/link/float-text.ts';
import { WireFault, type WireField, type WireValue, wireFields } from './wire-fields.ts';

/** As deep as messages are looked for in the bytes of others. */
const deepest = 100;

/**
 * A message whose type is not known, one line a field: its number, how it is on the wire, and what it
 * may be. Fields of what may be a message come below it. Throws a message-invalid `Failure` with the
 * offset of the byte that is wrong.
 */
export function wireText(bytes: Uint8Array): readonly string[] {
  try {
    return wireFields(bytes).flatMap((field) => lines(field, 0));
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw new Failure(
      'message-invalid',
      `These bytes are no message: at byte ${error.offset}, ${error.message}`,
    );
  }
}

function lines({ number, value }: WireField, depth: number): string[] {
  const head = `${'  '.repeat(depth)}${number}: ${value.wire}`;
  if (value.wire === 'group')
    return [head, ...value.fields.flatMap((field) => lines(field, depth + 1))];
  if (value.wire !== 'delimited') return [`${head} ${numberText(value)}`];
  const inner = depth < deepest ? messageIn(value.bytes) : undefined;
  const length = `${value.bytes.length} bytes`;
  const text = textIn(value.bytes);
  const guess = text ?? (inner === undefined ? hexOf(value.bytes) : 'a message');
  const below = inner?.flatMap((field) => lines(field, depth + 1)) ?? [];
  return [`${head} ${length}${guess === '' ? '' : ` ${guess}`}`, ...below];
}

function numberText(value: Exclude<WireValue, { readonly wire: 'delimited' | 'group' }>): string {
  if (value.wire === 'varint') return varintText(value.value);
  const bytes = Buffer.from(value.bytes);
  const [unsigned, signed, floating] =
    value.wire === 'fixed32'
      ? [bytes.readUInt32LE(), bytes.readInt32LE(), floatText(bytes.readFloatLE())]
      : [bytes.readBigUInt64LE(), bytes.readBigInt64LE(), doubleText(bytes.readDoubleLE())];
  const kind = value.wire === 'fixed32' ? 'float' : 'double';
  const negative = signed < 0 ? `signed ${signed}, ` : '';
  return `${unsigned} (${negative}${kind} ${floating})`;
}

function varintText(value: bigint): string {
  const guesses = [
    ...(value < 2n ? [`bool ${value === 1n}`] : []),
    ...(value >= 2n ** 63n ? [`signed ${BigInt.asIntN(64, value)}`] : []),
    ...(value > 1n ? [`zigzag ${(value >> 1n) ^ -(value & 1n)}`] : []),
  ];
  return `${value} (${guesses.join(', ')})`;
}

function messageIn(bytes: Uint8Array): readonly WireField[] | undefined {
  if (bytes.length === 0) return undefined;
  try {
    return wireFields(bytes);
  } catch (error) {
    if (error instanceof WireFault) return undefined;
    throw error;
  }
}

/** Text that could have been typed; nothing for no bytes. */
function textIn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString();
  const isText = !/[^\P{C}\t\n\r]|\ufffd/u.test(text);
  if (text === '') return '';
  return isText ? JSON.stringify(text) : undefined;
}

function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString('hex')}`;
}
