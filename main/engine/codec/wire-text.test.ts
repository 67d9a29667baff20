import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { wireText } from './wire-text.ts';

function text(hex: string): readonly string[] {
  return wireText(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

describe('a message whose type is not known', () => {
  it.each([
    ['a small number', '08 01', ['1: varint 1 (bool true)']],
    ['a number', '10 9601', ['2: varint 150 (zigzag 75)']],
    [
      'a negative number',
      '08 ffffffffffffffffff01',
      ['1: varint 18446744073709551615 (signed -1, zigzag -9223372036854775808)'],
    ],
    ['four bytes', '1d cdcccc3d', ['3: fixed32 1036831949 (float 0.1)']],
    [
      'eight bytes',
      '21 000000000000f0bf',
      ['4: fixed64 13830554455654793216 (signed -4616189618054758400, double -1)'],
    ],
    ['text', '2a 05 416461 0a 21', ['5: delimited 5 bytes "Ada\\n!"']],
    ['bytes', '32 02 ff00', ['6: delimited 2 bytes 0xff00']],
    ['nothing', '32 00', ['6: delimited 0 bytes']],
    [
      'messages in each other',
      '3a 07 0a 05 0a 03 416461',
      [
        '7: delimited 7 bytes a message',
        '  1: delimited 5 bytes a message',
        '    1: delimited 3 bytes "Ada"',
      ],
    ],
    [
      'what may be text and a message',
      '0a 02 2831',
      ['1: delimited 2 bytes "(1"', '  5: varint 49 (zigzag -25)'],
    ],
    ['a group', '43 08 00 44', ['8: group', '  1: varint 0 (bool false)']],
    ['no field', '', []],
    ['the highest number', 'f8ffffff0f 02', ['536870911: varint 2 (zigzag 1)']],
  ])('has %s in a line', (_, hex, lines) => {
    expect(text(hex)).toEqual(lines);
  });

  it.each([
    ['08', 'at byte 1, the bytes end within a number'],
    ['0801 1205 41', 'at byte 2, field 2 has 5 bytes, and only 1 are left'],
    ['0801 00', 'at byte 2, there is no field number 0'],
    ['0801 0f', 'at byte 2, field 1 has the wire type 7, which is none'],
    ['0b 0801', 'at byte 3, the group 1 does not end'],
    ['0c', 'at byte 0, a group 1 ends that did not begin'],
    ['08 ffffffffffffffffffff01', 'at byte 1, a number has more than ten bytes'],
  ])('is told where it is none: %s', (hex, reason) => {
    expect(() => text(hex)).toThrow(Failure);
    expect(() => text(hex)).toThrow(reason);
  });

  it('may be nested as deeply as a hostile sender likes', () => {
    let bytes: Uint8Array = Buffer.from('0801', 'hex');
    for (let depth = 0; depth < 5_000; depth += 1)
      bytes = protobuf.Writer.create().uint32(10).bytes(bytes).finish();
    expect(wireText(bytes).length).toBeGreaterThan(100);
    expect(() => wireText(Buffer.alloc(100_000, 0x0b))).toThrow('nested too deeply');
  });
});
