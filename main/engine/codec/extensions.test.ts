import { expect, it } from 'vitest';
import { failureOf } from '#app/contract/result.ts';
import { bundledFile } from '../schema/bundled/bundled-files.ts';
import { linkFiles } from '../schema/link/link.ts';
import { parseFile } from '../schema/parse/parse-file.ts';
import { Registry } from '../schema/registry.ts';
import { SchemaFile } from '../schema/schema-file.ts';
import { MessageCodec } from './message-codec.ts';

const text = `syntax = "proto2"; package e; import "google/protobuf/any.proto";
  message M { extensions 100 to 200; optional int64 n = 1; optional google.protobuf.Any any = 2; }
  message Sc { extend M { optional float nested_ext = 110; } }
  extend M { optional int64 x = 100; optional uint64 u = 101; repeated fixed64 r = 102; optional M m = 103; }`;
const any = 'google/protobuf/any.proto';
const { files } = linkFiles([parseFile('e.proto', text), parseFile(any, bundledFile(any) ?? '')]);
const codec = new MessageCodec(new Registry(files.map((one) => SchemaFile.of(one))).type('e.M'));

it('keeps every digit of a number in an extension, in one below it and in one within an Any', () => {
  const extensions =
    '"[e.x]": -9007199254740993, "[e.u]": 18446744073709551615, "[e.r]": [9007199254740993]';
  const shown = {
    '[e.x]': '-9007199254740993',
    '[e.u]': '18446744073709551615',
    '[e.r]': ['9007199254740993'],
  };
  const bytes = codec.encode(
    `{${extensions}, "[e.m]": {${extensions}}, "any": {"@type": "a/e.M", ${extensions}}}`,
  );
  expect(codec.decode(bytes).json).toEqual({
    ...shown,
    '[e.m]': shown,
    any: { '@type': 'a/e.M', ...shown },
  });
  const ignored = { ignoreUnknown: true };
  const some = codec.encode('{"[e.u]": 18446744073709551615, "[e.no]": 1}', ignored);
  expect(codec.decode(some).json).toEqual({ '[e.u]': '18446744073709551615' });
});

it('shows a float in an extension in its shortest form', () => {
  const bytes = codec.encode('{"[e.Sc.nested_ext]": 0.1}');
  expect(codec.decode(bytes).json).toEqual({ '[e.Sc.nested_ext]': 0.1 });
});

it('tells extensions as they are typed', () => {
  const hintOf = (json: string): string | undefined => failureOf(() => codec.encode(json))?.hint;
  expect(hintOf('{"[e.none]": 1}')).toBe(
    'Its fields: n, any, [e.Sc.nested_ext], [e.x], [e.u], [e.r], [e.m]',
  );
  expect(hintOf('{"[e.Sc.nestedExt]": 1}')).toBe('Did you mean [e.Sc.nested_ext]?');
  expect(hintOf('{"e.x": 1}')).toBe('Did you mean [e.x]?');
  expect(() => codec.encode('{"[e.u]": -9007199254740993}')).toThrow(
    '$["[e.u]"]: expected uint64, got ',
  );
});
