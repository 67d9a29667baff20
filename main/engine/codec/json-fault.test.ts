import { expect, it } from 'vitest';
import { failureOf } from '#app/contract/result.ts';
import { bundledFile } from '../schema/bundled/bundled-files.ts';
import { linkFiles } from '../schema/link/link.ts';
import { parseFile } from '../schema/parse/parse-file.ts';
import { Registry } from '../schema/registry.ts';
import { SchemaFile } from '../schema/schema-file.ts';
import { MessageCodec } from './message-codec.ts';

const text = `syntax = "proto3"; package t;
  import "google/protobuf/struct.proto"; import "google/protobuf/wrappers.proto";
  enum E { ZERO = 0; ONE = 1; }
  message M { int64 i64 = 1; int32 i32 = 2; float f = 3; double d = 4; string s = 5; E e = 6; int32 foo_bar = 7;
    repeated uint64 us = 8; map<string, float> fs = 9; M m = 10; google.protobuf.Struct st = 11;
    google.protobuf.Int64Value w = 12; google.protobuf.ListValue l = 13; google.protobuf.Value v = 14; }`;
const imported = ['google/protobuf/struct.proto', 'google/protobuf/wrappers.proto'];
const { files } = linkFiles([
  parseFile('t.proto', text),
  ...imported.map((name) => parseFile(name, bundledFile(name) ?? '')),
]);
const codec = new MessageCodec(new Registry(files.map((one) => SchemaFile.of(one))).type('t.M'));
const failure = (json: string) => failureOf(() => codec.encode(json));

it.each([
  ['{"i64": 9223372036854775808}', '$.i64: expected int64, got 9223372036854775808'],
  ['{"i64": "9223372036854775808"}', '$.i64: expected int64, got "9223372036854775808"'],
  ['{"i64": 1.0000000000000000001}', '$.i64: expected int64, got 1.0000000000000000001'],
  ['{"i32": 1e-400}', '$.i32: expected int32, got 1e-400'],
  ['{"us": [1, -9223372036854775808]}', '$.us[1]: expected uint64, got -9223372036854775808'],
  ['{"f": 3.5e38}', '$.f: expected float, got 3.5e38'],
  ['{"m": {"fs": {"a": 1, "b": -1e400}}}', '$.m.fs.b: expected float, got -1e400'],
  ['{"d": 1e400}', '$.d: expected double, got 1e400'],
  ['{"s": 1.50e2}', '$.s: expected string, got 1.50e2'],
  ['{"s": 1e20}', '$.s: expected string, got 1e20'],
  ['{"s": [9007199254740993]}', '$.s: expected string, got [9007199254740993]'],
  ['{"e": 1.0000000000000000001}', '$.e: expected a value of t.E, got 1.0000000000000000001'],
  ['{"m": 9007199254740993}', '$.m: expected an object for t.M, got 9007199254740993'],
  [
    '{"w": 9223372036854775808}',
    '$.w: expected google.protobuf.Int64Value, got 9223372036854775808',
  ],
  ['{"st": {"a": 1e400}}', '$.st.a: expected google.protobuf.Value, got 1e400'],
  [
    '{"st": {"x": 1, "a": [1, {"b c": 1e400}]}}',
    '$.st.a[1]["b c"]: expected google.protobuf.Value, got 1e400',
  ],
  ['{"l": [1, [-1e999]]}', '$.l[1][0]: expected google.protobuf.Value, got -1e999'],
  ['{"v": {"a": 1e400}}', '$.v.a: expected google.protobuf.Value, got 1e400'],
  ['{"st": 5}', '$.st: expected google.protobuf.Struct, got 5'],
  [
    '{"m": {"foo_bar": 1, "fooBar": 2}}',
    '$.m.fooBar: foo_bar is given too, and the two are one field',
  ],
])('tells of %s what was typed, and where', (json, message) => {
  expect(failure(json)?.message).toBe(message);
});

it.each([
  ['{"i64": 1.5e1, "i32": 0e500, "us": [2.0]}', { i64: '15', us: ['2'] }],
  ['{"d": 1.0000000000000000001, "f": 1e-400}', { d: 1 }],
  ['{"st": {"a": 1.0000000000000000001}}', { st: { a: 1 } }],
  ['{"d": 123456789012345678901234567890}', { d: 1.2345678901234568e29 }],
])('takes %s', (json, shown) => {
  expect(codec.decode(codec.encode(json)).json).toEqual(shown);
});

it.each(['NaN', 'Infinity', '-Infinity'])('says of a bare %s that it goes in quotes', (word) => {
  const error = failure(`{\n  "d": ${word}}`);
  expect(error?.message).toContain('The message is not JSON: line 2, column ');
  expect(error?.hint).toBe(`Write it in quotes: "${word}"`);
  expect(codec.encode(`{"d": "${word}"}`).length).toBe(9);
  expect(failure('{"d": Nan}')?.hint).toBeUndefined();
});
