import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledNames, bundledSchema } from '#engine/schema/bundled/bundled-files.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { Registry } from '#engine/schema/registry.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import { changedJson, differentBytes } from '#engine/testing/differential/different-bytes.ts';
import { fittingJson } from '#engine/testing/fuzz/random-json.ts';
import { Random } from '#engine/testing/random.ts';
import { MessageCodec } from '../message-codec.ts';
import { jsonWire } from './json-wire.ts';

const samplesFile = new URL('../../../../proto-samples/samples.binpb', import.meta.url);
const samples = new Registry(
  composeSources([{ files: readDescriptorSet(readFileSync(samplesFile)), diagnostics: [] }]).files,
);
const own = registryOf(`syntax = "proto3"; package o; import "google/protobuf/any.proto";
  import "google/protobuf/struct.proto"; import "google/protobuf/timestamp.proto";
  message M {
    string last = 9; int32 first = 1; repeated int32 many = 2; repeated string texts = 3;
    M below = 4; map<string, int32> by_name = 5; map<int64, M> by_long = 6; map<string, M> ms_by_name = 7;
    oneof one { string text = 10; int32 number = 11; google.protobuf.Timestamp time = 25; }
    E e = 12; optional E maybe = 13; repeated E es = 14; google.protobuf.Any any = 15; bytes raw = 16;
    repeated M ms = 18; double real = 19; float small = 20;
    google.protobuf.Value value = 21; sint64 zigzag = 22; fixed64 fixed = 23; int64 long = 24; uint64 ulong = 26;
    sint32 short_zigzag = 27; bool yes = 28; sfixed32 sfixed = 29; uint32 uint = 30; repeated int32 loose = 31 [packed = false];
  }
  enum E { ZERO = 0; ONE = 1; NEGATIVE = -1; }
  message Other { string constructor = 1; string fine = 2; }
  message Indexed { int32 b = 1 [json_name = "7"]; int32 a = 2 [json_name = "1"]; }`);
const old = registryOf(`syntax = "proto2"; package p;
  message Needs { required int32 a = 1; }
  message Above { optional Needs needs = 1; optional int32 b = 2 [default = 5]; optional E e = 3; optional group G = 4 { optional int32 c = 1; } }
  enum E { ONE = 1; TWO = 2; }
  message Wide { optional int32 a = 1; extensions 100 to 200; } extend Wide { optional int32 more = 100; }`);

function registryOf(text: string): Registry {
  const { files } = linkFiles([parseFile('o.proto', text)]);
  const given = files.map((file) => SchemaFile.of(file));
  const all = [...given, ...bundledSchema(bundledNames())];
  return new Registry(composeSources([{ files: all, diagnostics: [] }]).files);
}

function straight(text: string, type = 'o.M', registry = own): string | undefined {
  expect(differentBytes(registry.type(type), text)).toBeUndefined();
  return jsonWire(registry.type(type), text)?.toString('hex');
}

describe('bytes straight from JSON text', () => {
  it.each([
    ['nothing', ' { } ', ''],
    ['fields in the order of their numbers', '{"last":"a","first":5}', '08054a0161'],
    ['fields by their original names', '{"by_name":{"a":1},"first":2}', '08022a050a01611001'],
    [
      'no defaults',
      '{"first":0,"last":"","e":"ZERO","real":0,"long":"0","yes":false,"raw":""}',
      '',
    ],
    ['white space', '\n{\t"first" :\r1 , "last": "a"}\n', '08014a0161'],
    ['a list, packed', '{"many":[1,-1]}', '120b01ffffffffffffffffff01'],
    ['and not', '{"loose":[1,2]}', 'f80101f80102'],
    ['empty lists and maps', '{"many":[],"texts":[],"byName":{}}', ''],
    ['a list of texts', '{"texts":["","a"]}', '1a001a0161'],
    ['messages within', '{"below":{"ms":[{},{"first":1}]}}', '22089201009201020801'],
    ['a map of messages', '{"msByName":{"b":{},"":{"first":1}}}', '3a050a016212003a060a0012020801'],
    ['a member of a oneof at its default', '{"number":0}', '5800'],
    ['an optional enum at its default', '{"maybe":"ZERO"}', '6800'],
    ['enums', '{"es":["ONE","NEGATIVE",1]}', '720c01ffffffffffffffffff0101'],
    ['escapes', '{"last":"\\"\\n\\u00e4\\ud834\\udd1e"}', '4a08220ac3a4f09d849e'],
    ['texts beyond ASCII', '{"last":"ä𝄞"}', '4a06c3a4f09d849e'],
    ['bytes', '{"raw":"AAEC/w=="}', '820104000102ff'],
    ['integers in quotes', '{"first":"7","long":"-3"}', '0807c001fdffffffffffffffff01'],
    ['all digits', '{"zigzag":"-9223372036854775808"}', 'b001ffffffffffffffffff01'],
    ['and more', '{"fixed":"18446744073709551615"}', 'b901ffffffffffffffff'],
    ['an integer of 15 digits', '{"ulong":999999999999999}', 'd001ffff99a6eaafe301'],
    ['fractions', '{"small":0.1,"real":-1.50}', '9901000000000000f8bfa501cdcccc3d'],
    ['a short zigzag', '{"shortZigzag":-2147483648}', 'd801ffffffff0f'],
    ['what has a form of its own', '{"value":[null,{"a":1}],"first":1}', undefined],
    ['a time in a oneof', '{"time":"1970-01-01T00:00:01Z"}', 'ca01020801'],
    ['an Any', '{"any":{"@type":"a/o.M","first":1}}', '7a0b0a05612f6f2e4d12020801'],
  ])('has %s', (_, text, bytes) => {
    const found = straight(text);
    expect(found).toBeDefined();
    if (bytes !== undefined) expect(found).toBe(bytes);
  });

  it.each([
    ['a field that is not known', '{"other":1}'],
    ['a field that comes twice', '{"first":1,"first":2}'],
    ['a field by two names', '{"byName":{},"by_name":{}}'],
    ['two members of a oneof', '{"text":"a","number":1}'],
    ['two of which one has a form of its own', '{"time":"1970-01-01T00:00:01Z","number":1}'],
    ['null', '{"first":null}'],
    ['a key that comes twice', '{"byName":{"a":1,"a":2}}'],
    ['a key that sorts itself', '{"byName":{"b":1,"7":2}}'],
    ['the name of the prototype', '{"byName":{"__proto__":1}}'],
    ['a fraction where there is none', '{"first":1.5}'],
    ['what rounds to an integer', '{"first":0.9999999999999999999}'],
    ['an integer with a point', '{"first":1.0}'],
    ['an exponent', '{"first":1e3,"real":1e400}'],
    ['a long number', '{"long":9007199254740993}'],
    ['a negative zero', '{"real":-0}'],
    ['zeros before a number', '{"first":007}'],
    ['a sign alone', '{"first":-}'],
    ['more than 32 bits', '{"first":2147483648}'],
    ['less than 32 bits', '{"uint":-1}'],
    ['more than 64 bits', '{"ulong":"18446744073709551616"}'],
    ['less than 64 bits', '{"long":"-9223372036854775809"}'],
    ['a number in odd quotes', '{"first":"1.0"}'],
    ['what is no number', '{"real":"NaN"}'],
    ['text in the place of a number', '{"first":"a"}'],
    ['a number in the place of text', '{"last":1}'],
    ['base64 for URLs', '{"raw":"_w"}'],
    ['what is no base64', '{"raw":"A==="}'],
    ['half a pair', '{"last":"\\ud834"}'],
    ['half a pair as it is', '{"last":"\ud834"}'],
    ['a control character', '{"last":"\n"}'],
    ['a wrong escape', '{"last":"\\x"}'],
    ['an enum name that is not known', '{"e":"TWO"}'],
    ['an enum number without a name', '{"e":7}'],
    ['a comment', '{"first":1} // one'],
    ['a comment within', '{"value":{/* } */}}'],
    ['a comma too many', '{"first":1,}'],
    ['an item too many', '{"many":[1,]}'],
    ['a text without end', '{"last":"a'],
    ['an object without end', '{"below":{'],
    ['something behind it', '{}{}'],
    ['nothing at all', ''],
    ['no object', '[]'],
    ['a wrong value with a form of its own', '{"time":"today"}'],
    ['a repeated key in one', '{"value":{"a":1,"a":2}}'],
  ])('leaves %s to the whole codec', (_, text) => {
    expect(straight(text)).toBeUndefined();
  });

  it.each([
    ['o.Other', '{"fine":"a"}', undefined, own],
    ['o.Indexed', '{"1":1,"7":2}', '08021001', own],
    ['google.protobuf.Struct', '{}', undefined, own],
    ['p.Above', '{"needs":{}}', undefined, old],
    ['p.Above', '{"b":5,"e":1,"g":{"c":1}}', undefined, old],
    ['p.Wide', '{"[p.more]":1,"a":0}', '0800a00601', old],
  ])('takes %s for what it is', (type, text, bytes, registry) => {
    expect(straight(text, type, registry)).toBe(bytes);
  });

  it('leaves what is nested deeply to the whole codec, which has a bound', () => {
    for (let depth = 1; depth < 60; depth += 1) {
      const isDeep = depth > 25;
      expect(straight(`${'{"below":'.repeat(depth)}{}${'}'.repeat(depth)}`) === undefined).toBe(
        isDeep,
      );
      const list = '['.repeat(depth) + ']'.repeat(depth);
      expect(straight(`{"value":${list}}`) === undefined).toBe(isDeep);
      expect(straight(`{"below":{"below":{"value":${list}}}}`) === undefined).toBe(depth > 23);
    }
  });

  it('has what is larger than the buffer that it begins with', () => {
    const many = Array.from({ length: 3000 }, (_, index) => index * 7);
    const last = 'ä"x'.repeat(400_000);
    const below = { raw: 'QUJD'.repeat(5000), texts: ['x'.repeat(200)], first: 1 };
    expect(straight(JSON.stringify({ last, many, below }))).toBeDefined();
    expect(straight('{"first":1}')).toBe('0801');
  });

  it('has the bytes of every message that fits, also with its text changed', () => {
    const random = new Random(1);
    const types = [...samples.files, ...own.files].flatMap(({ symbols }) =>
      // The entries of maps are no messages of their own.
      symbols.filter(({ kind, name }) => kind === 'message' && !name.endsWith('Entry')),
    );
    let found = 0;
    for (const { name } of types) {
      const type = (samples.fileOf(name) === undefined ? own : samples).type(name);
      for (let count = 1; count <= 3; count += 1) {
        const text = JSON.stringify(fittingJson(random, type), undefined, random.below(3));
        for (const one of [text, ...Array.from({ length: 10 }, () => changedJson(text, random))])
          expect(differentBytes(type, one)).toBeUndefined();
        if (jsonWire(type, text) !== undefined) found += 1;
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});

it('JSON that is not taken straight is encoded, or its fault told, all the same', () => {
  const codec = new MessageCodec(own.type('o.M'));
  expect(codec.encode('{"first":1.0, /* one */ "long":9007199254740993}').toString('hex')).toBe(
    '0801c00181808080808080 10'.replace(' ', ''),
  );
  expect(() => codec.encode('{"below":{"first":1,"first":2}}')).toThrow(/line 1, column 2\d/);
});
