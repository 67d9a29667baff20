import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledNames, bundledSchema } from '#engine/schema/bundled/bundled-files.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { Registry } from '#engine/schema/registry.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import { differentText } from '#engine/testing/differential/different-text.ts';
import { Random } from '#engine/testing/random.ts';
import { MessageCodec } from '../message-codec.ts';
import { hasUnknownFields } from '../unknown-fields.ts';
import { wireCheck, wireJson } from './wire-json.ts';

const samplesFile = new URL('../../../../proto-samples/samples.binpb', import.meta.url);
const samples = new Registry(
  composeSources([{ files: readDescriptorSet(readFileSync(samplesFile)), diagnostics: [] }]).files,
);
const own = registryOf(`syntax = "proto3"; package o; import "google/protobuf/any.proto";
  import "google/protobuf/struct.proto";
  message M {
    string last = 9; int32 first = 1; repeated int32 many = 2; repeated string texts = 3;
    M below = 4; map<string, int32> by_name = 5; map<int64, M> by_long = 6; map<int32, string> by_number = 7;
    oneof one { string text = 10; int32 number = 11; }
    E e = 12; optional E maybe = 13; map<string, E> es = 14; google.protobuf.Any any = 15; bytes raw = 16;
    map<bool, double> by_bool = 17; repeated M ms = 18; double real = 19; float small = 20;
    google.protobuf.Value value = 21; sint64 zigzag = 22; fixed64 fixed = 23; float small_two = 24;
  }
  enum E { ZERO = 0; ONE = 1; }
  message Other { string constructor = 1; }
  message Indexed { int32 b = 1 [json_name = "7"]; int32 a = 2 [json_name = "1"]; }
  message Named { int32 a = 1 [json_name = "@type"]; int32 b = 2 [json_name = "\\"ä\\n"]; }`);

function registryOf(text: string): Registry {
  const { files } = linkFiles([parseFile('o.proto', text)]);
  const bundled = bundledSchema(bundledNames());
  const given = files.map((file) => SchemaFile.of(file));
  return new Registry(composeSources([{ files: [...given, ...bundled], diagnostics: [] }]).files);
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const m = new MessageCodec(own.type('o.M'));

function straight(registry: Registry, type: string, bytes: Uint8Array): string | undefined {
  return wireJson(registry.type(type), bytes, {}, 0);
}

describe('JSON straight from bytes', () => {
  it.each([
    ['nothing', '', '{}'],
    ['fields in the order of the type', '08 05 4a 01 61', '{"last":"a","first":5}'],
    ['defaults that were sent all the same', '08 00 4a 00 b2 01 00', '{}'],
    ['a list, packed and not', '12 02 01 02 10 03', '{"many":[1,2,3]}'],
    ['an empty packed list', '12 00', '{}'],
    ['texts that are escaped', '1a 05 22 5c 0a 01 7f', '{"texts":["\\"\\\\\\n\\u0001\u007f"]}'],
    ['texts beyond ASCII', '1a 08 c3 a4 f0 9d 84 9e 0a 21', '{"texts":["ä𝄞\\n!"]}'],
    ['a member of a oneof at its default', '58 00', '{"number":0}'],
    ['an enum', '60 01 68 00', '{"e":"ONE","maybe":"ZERO"}'],
    [
      'names that are numbers in their order',
      '3a 04 08 0a 12 00 3a 04 08 02 12 00',
      '{"byNumber":{"2":"","10":""}}',
    ],
    [
      'names of texts that look like numbers',
      '2a 05 0a 01 62 10 01 2a 05 0a 01 37 10 02',
      '{"byName":{"7":2,"b":1}}',
    ],
    ['an entry without key and value', '2a 00 32 00', '{"byName":{"":0},"byLong":{"0":{}}}'],
    [
      'negative numbers as names',
      '32 0d 08 ff ff ff ff ff ff ff ff ff 01 12 00',
      '{"byLong":{"-1":{}}}',
    ],
    [
      'true and false as names',
      '8a 01 0b 08 01 11 00 00 00 00 00 00 f0 3f',
      '{"byBool":{"true":1}}',
    ],
    ['a field that is not known', '08 01 a0 06 05 10 02', '{"first":1,"many":[2]}'],
    ['a field of another wire type', '0a 01 61 08 01', '{"first":1}'],
    ['a negative zero', '99 01 00 00 00 00 00 00 00 80', '{"real":-0}'],
    [
      'a float as short as can be',
      'a5 01 cd cc cc 3d c5 01 00 00 80 3f',
      '{"small":0.1,"smallTwo":1}',
    ],
    ['what is no number', 'a5 01 00 00 c0 7f', '{"small":"NaN"}'],
    ['bytes', '82 01 04 00 01 02 ff', '{"raw":"AAEC/w=="}'],
    [
      'a 64-bit integer',
      'b0 01 ff ff ff ff ff ff ff ff ff 01',
      '{"zigzag":"-9223372036854775808"}',
    ],
    ['another', 'b9 01 ff ff ff ff ff ff ff ff', '{"fixed":"18446744073709551615"}'],
    ['a value of JSON', 'aa 01 02 08 00', '{"value":null}'],
    ['a value that is none', 'aa 01 00', '{"value":null}'],
    ['an Any of nothing', '7a 00', '{"any":{}}'],
    [
      'an Any of an unknown type',
      '7a 08 0a 03 61 2f 62 12 01 61',
      '{"any":{"@type":"a/b","value":"YQ=="}}',
    ],
    ['an Any of a message', '7a 0b 0a 05 2f 6f 2e 4d 20 12 02 08 01', undefined],
  ])('has %s', (_, bytes, json) => {
    if (json !== undefined) expect(straight(own, 'o.M', hex(bytes))).toBe(json);
    expect(differentText(m, hex(bytes))).toBeUndefined();
  });

  it.each([
    ['a message in two parts', '22 02 08 01 22 02 10 02'],
    ['a list in two parts', '10 01 08 02 10 03'],
    ['a number that comes twice', '08 01 08 02'],
    ['two members of a oneof', '52 01 61 58 01'],
    ['a key that comes twice', '2a 05 0a 01 61 10 01 2a 05 0a 01 61 10 02'],
    ['a key with two values', '2a 07 0a 01 61 10 01 10 02'],
    ['the name of the prototype', '2a 0d 0a 09 5f 5f 70 72 6f 74 6f 5f 5f 10 01'],
    ['a 64-bit key of digits', '32 0c 08 b1 e4 cc 99 93 a6 cd 9b 37 12 00'],
    ['an enum number without a name', '60 07'],
    ['text that is no UTF-8', '4a 02 c3 28'],
    ['the end within a field', '4a 05 61'],
    ['the end within a number', '08 80'],
    ['a number that is too long', '08 80 80 80 80 80 80 80 80 80 80 01'],
    ['a group that does not end', '0b 08 01'],
    ['a group that did not begin', '0c'],
    ['field number 0', '00 01'],
    ['packed numbers with an end within one', '12 01 80'],
    ['a Value that is no number of JSON', 'aa 01 09 11 00 00 00 00 00 00 f0 7f'],
    ['an Any whose message is wrong', '7a 09 0a 04 2f 6f 2e 4d 12 01 08'],
  ])('leaves %s to the decoder', (_, bytes) => {
    expect(straight(own, 'o.M', hex(bytes))).toBeUndefined();
    expect(differentText(m, hex(bytes))).toBeUndefined();
  });

  it.each([
    ['o.Other', '0a 01 61'],
    ['o.Indexed', '08 01 10 02'],
    ['o.Named', '08 01 10 02'],
  ])('leaves %s, whose names mean something to objects, to the decoder', (type, bytes) => {
    expect(straight(own, type, hex(bytes))).toBeUndefined();
    expect(differentText(new MessageCodec(own.type(type)), hex(bytes))).toBeUndefined();
  });

  it('leaves what is nested deeply to the decoder, which has a bound', () => {
    let bytes = Buffer.alloc(0);
    for (let depth = 1; depth <= 110; depth += 1) {
      const length =
        bytes.length < 0x80 ? [bytes.length] : [0x80 | (bytes.length & 0x7f), bytes.length >> 7];
      bytes = Buffer.concat([Buffer.from([0x22, ...length]), bytes]);
      expect(straight(own, 'o.M', bytes) === undefined).toBe(depth > 50);
      expect(differentText(m, bytes)).toBeUndefined();
    }
  });

  it('has all kinds of fields, and the well-known types, also with some bytes changed', () => {
    const type = 'sample.types.v1.AllTypes';
    const codec = new MessageCodec(samples.type(type));
    const bytes = codec.encode(allTypes);
    expect(straight(samples, type, bytes)).toBe(JSON.stringify(codec.decode(bytes).json));
    const random = new Random(1);
    for (let count = 1; count <= 60; count += 1)
      expect(differentText(codec, changed(bytes, random))).toBeUndefined();
  });

  it('has what is larger than the buffer that it begins with', () => {
    const many = Array.from({ length: 3000 }, (_, index) => index * 7);
    const text = 'ä"x'.repeat(20_000);
    const bytes = m.encode(JSON.stringify({ last: text, many, raw: 'QUJD'.repeat(5000) }));
    expect(straight(own, 'o.M', bytes)).toBe(JSON.stringify(m.decode(bytes).json));
    expect(differentText(m, bytes)).toBeUndefined();
  });

  it('is passed on in pieces of whole lines while it is written', () => {
    const below = Array.from({ length: 20_000 }, (_, index) => ({
      last: index % 3 === 0 ? 'ä"\n'.repeat(index % 50) : 'x',
      many: index % 7 === 0 ? [] : [index, -index],
      byName: { [`k${index}`]: index, '7': 1 },
      e: 'ZERO',
    }));
    const bytes = m.encode(JSON.stringify({ ms: below, last: 'y'.repeat(3_000_000), first: 1 }));
    const pieces: string[] = [];
    const take = (piece: Uint8Array) => void pieces.push(Buffer.from(piece).toString());
    expect(m.write(bytes, {}, { begin: () => {}, take })).toEqual({});
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(pieces.join('')).toBe(JSON.stringify(m.decode(bytes).json, null, 2));
  });

  it('begins anew with what the decoder says where it finds something odd behind the first pieces', () => {
    const many = m.encode(JSON.stringify({ texts: Array.from({ length: 50_000 }, () => 'text') }));
    // A number of an enum that has no name, and a text that is no UTF-8.
    for (const odd of ['60 07', '4a 02 c3 28']) {
      const bytes = Buffer.concat([many, hex(odd)]);
      expect(differentText(m, bytes)).toBeUndefined();
    }
  });

  it('stops with what the taker throws', () => {
    const bytes = m.encode(JSON.stringify({ texts: Array.from({ length: 50_000 }, () => 'text') }));
    const enough = new Error('enough');
    const take = () => {
      throw enough;
    };
    expect(() => m.write(bytes, {}, { begin: () => {}, take })).toThrow(enough);
    expect(m.text(bytes).text).toBe(JSON.stringify(m.decode(bytes).json));
  });

  it('takes a message that is named like a well-known type and is another for what it is', () => {
    const text = `syntax = "proto3"; package google.protobuf;
      message Timestamp { string seconds = 1; } message Duration { int64 seconds = 1; int32 nanos = 2; int32 more = 3; }`;
    const { files } = linkFiles([parseFile('t.proto', text)]);
    const registry = new Registry(files.map((file) => SchemaFile.of(file)));
    for (const name of ['Timestamp', 'Duration']) {
      const type = registry.type(`google.protobuf.${name}`);
      expect(wireJson(type, hex('0a 01 61'), {}, 0)).toBeUndefined();
      for (const bytes of ['0a 01 61', '08 01', ''])
        expect(differentText(new MessageCodec(type), hex(bytes))).toBeUndefined();
    }
  });
});

describe('whether bytes decode, and are known', () => {
  it.each([
    ['', false],
    ['08 01 12 02 01 02', false],
    ['a0 06 05', true],
    ['0a 01 61', true],
    ['22 03 a0 06 05', true],
    ['32 03 a0 06 05', false],
    ['32 05 12 03 a0 06 05', true],
    ['22 02 08 01 22 02 10 02', false],
  ])('%s: %s', (bytes, isUnknown) => {
    expect(wireCheck(own.type('o.M'), hex(bytes))).toBe(isUnknown);
    const written = hex(bytes);
    straight(own, 'o.M', written);
    expect(wireCheck(own.type('o.M'), written)).toBe(isUnknown);
    expect(hasUnknownFields(own.type('o.M'), hex(bytes))).toBe(isUnknown);
  });

  it('is what the decoder says, also with some bytes changed', () => {
    const type = samples.type('sample.types.v1.AllTypes');
    const bytes = new MessageCodec(type).encode(allTypes);
    expect(wireCheck(type, bytes)).toBe(false);
    const random = new Random(2);
    let known = 0;
    for (let count = 1; count <= 3000; count += 1) {
      const some = changed(bytes, random);
      const answer = wireCheck(type, some);
      if (answer === undefined) continue;
      known += 1;
      expect(hasUnknownFields(type, some), some.toString('hex')).toBe(answer);
      // Written, it is not read once more.
      wireJson(type, some, {}, 0);
      expect(wireCheck(type, some)).toBe(answer);
      expect(wireCheck(own.type('o.M'), some)).toBe(wireCheck(own.type('o.M'), Buffer.from(some)));
    }
    expect(known).toBeGreaterThan(500);
  });
});

function changed(bytes: Uint8Array, random: Random): Buffer {
  const some = Buffer.from(bytes);
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    some[random.below(some.length)] = random.below(256);
  return some;
}

const allTypes = JSON.stringify({
  doubleValue: 0.1,
  floatValue: 3.4028235e38,
  int32Value: -2147483648,
  int64Value: '-9007199254740993',
  uint32Value: 4294967295,
  uint64Value: '18446744073709551615',
  sint32Value: -9,
  sint64Value: '-1000000000',
  fixed32Value: 1000000000,
  fixed64Value: '999999999999999999',
  sfixed32Value: 3,
  sfixed64Value: '1000000000000000000',
  boolValue: true,
  stringValue: 'hello "world" ä',
  bytesValue: 'AAECAwQ=',
  packedInt32: [1, -2, 300],
  unpackedInt32: [1, 2, 3],
  packedUint64: ['1', '18446744073709551615', '0'],
  packedDouble: [1.5, 'Infinity', 'NaN'],
  strings: ['a', '', 'some longer text that is copied as a whole, since it has more than 64 bytes'],
  blobs: ['', 'QQ==', 'QUI=', 'QUJD'],
  stringToString: { a: 'b', '10': 'd', '9': 'e' },
  int64ToColor: { '-5': 0, '7': 0 },
  boolToDouble: { true: 1, false: -0.5 },
  stringToTimestamp: { first: '0001-01-01T00:00:00Z', last: '9999-12-31T23:59:59.999999999Z' },
  timestamp: '1969-12-31T23:59:59.000001Z',
  duration: '-1.500s',
  struct: { a: [1, 2, { b: null, '2': true }], e: {}, f: [] },
  value: [[], {}, -1.25, 'x'],
  any: { '@type': 'type.googleapis.com/google.protobuf.Duration', value: '3s' },
});
