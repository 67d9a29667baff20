import {
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJsonString,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';
import { bundledFile } from '../schema/bundled/bundled-files.ts';
import { composeSources } from '../schema/compose.ts';
import { linkFiles } from '../schema/link/link.ts';
import { parseFile } from '../schema/parse/parse-file.ts';
import { Schema } from '../schema/schema.ts';
import { SchemaFile } from '../schema/schema-file.ts';
import { printJson } from './print-json.ts';

const text = `syntax = "proto3"; import "google/protobuf/any.proto"; import "google/protobuf/wrappers.proto";
  import "google/protobuf/struct.proto"; message M {
  string before = 1; double d = 2; float f = 3; optional double has = 4; repeated double list = 5;
  map<string, double> by = 6; M sub = 7; repeated M subs = 8; map<int64, M> subs_by = 9;
  oneof one { float in_one = 10; } google.protobuf.Any any = 11; google.protobuf.DoubleValue wrapped = 12;
  google.protobuf.Value value = 13; int32 i = 14; string text = 15; map<bool, M> by_truth = 16;
  repeated google.protobuf.FloatValue many = 17; string after = 18; }`;
const wellKnown = ['any', 'wrappers', 'struct'].map((name) => `google/protobuf/${name}.proto`);
const { files } = linkFiles([
  parseFile('m.proto', text),
  ...wellKnown.map((name) => parseFile(name, bundledFile(name) ?? '')),
]);
const schema = new Schema(
  composeSources([{ files: files.map((one) => SchemaFile.of(one)), diagnostics: [] }]),
);
const registry = createFileRegistry(
  fromBinary(FileDescriptorSetSchema, schema.compile({ sourceInfo: false })),
);
const theirs = registry.getMessage('M') as DescMessage;
const ours = schema.codec('M');

const within = (body: string) => `{"any":{"@type":"type.googleapis.com/M",${body}}}`;
const cases = [
  '{"d":-0.0}',
  '{"d":-0}',
  '{"d":"-0"}',
  '{"d":-1e-400}',
  '{"d":0}',
  '{"before":"a","f":-0,"after":"b"}',
  '{"d":-0,"f":-0,"i":-0,"text":"-0"}',
  '{"has":-0,"list":[-0,0],"by":{"a":-0},"inOne":-0}',
  '{"sub":{"d":-0},"subs":[{},{"f":-0}]}',
  '{"subsBy":{"10":{"d":-0},"2":{},"-9007199254740993":{"f":-0}},"byTruth":{"true":{"d":-0}}}',
  '{"wrapped":-0,"many":[0,-0]}',
  '{"value":{"a":[-0]}}',
  within('"d":-0,"after":"c"'),
  within('"any":{"@type":"type.googleapis.com/M","subs":[{"f":-0}]}'),
  '{"any":{"@type":"type.googleapis.com/google.protobuf.DoubleValue","value":-0}}',
  '{"any":{"@type":"type.googleapis.com/google.protobuf.Any","value":{"@type":"type.googleapis.com/M","d":-0}}}',
];

it.each(cases)('a negative zero is kept on the wire and in JSON: %s', (json) => {
  const message = fromJsonString(theirs, json, { registry });
  const bytes = Buffer.from(toBinary(theirs, message));
  expect(ours.encode(json).toString('hex')).toBe(bytes.toString('hex'));
  const shown = ours.decode(bytes).json;
  expect(shown).toEqual(toJson(theirs, message, { registry }));
  expect(ours.encode(printJson(shown))).toEqual(bytes);
});

it('a negative zero stands where its field does, and is not a default', () => {
  const bytes = ours.encode('{"before":"a","f":-0,"after":"b"}');
  expect(printJson(ours.decode(bytes).json)).toBe('{"before":"a","f":-0,"after":"b"}');
  const { json } = ours.decode(bytes, { emitDefaults: true });
  expect(json).toMatchObject({ d: 0, f: -0 });
});
