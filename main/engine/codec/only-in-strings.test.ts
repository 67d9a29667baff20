import { expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { Registry } from '../schema/registry.ts';
import { SchemaFile } from '../schema/schema-file.ts';
import { MessageCodec } from './message-codec.ts';

const files = descriptorBytes({
  'm.proto': `syntax = "proto3"; package m;
    import "google/protobuf/any.proto"; import "google/protobuf/timestamp.proto";
    import "google/protobuf/field_mask.proto"; import "google/protobuf/struct.proto";
    enum Mood { MOOD_UNSPECIFIED = 0; MOOD_GLAD = 1; }
    message Plain { string some_name = 1; double size = 2; Mood mood = 3; map<string, Plain> more = 4;
      google.protobuf.Struct open = 5; }
    message Timed { google.protobuf.Timestamp then = 1; }
    message Masked { google.protobuf.FieldMask mask = 1; }
    message Raw { Plain plain = 1; bytes raw = 2; }
    message Held { google.protobuf.Any any = 1; }`,
});
const registry = new Registry([...files.values()].map((bytes) => SchemaFile.decode(bytes)));
const isOnly = (type: string, text: string) =>
  new MessageCodec(registry.type(type)).isOnlyInStrings(text);

it.each([
  ['m.Plain', 'acme', true],
  ['m.Plain', 'new york 12', true],
  ['m.Plain', 'größe', true],
  ['m.Timed', '12:3x', false],
  ['m.Timed', 'x2024', true],
  // In names, also those of values.
  ['m.Plain', 'some', false],
  ['m.Plain', 'ename', false],
  ['m.Plain', 'glad', false],
  ['m.Timed', 'hen', false],
  // In numbers, times and what JSON has of its own.
  ['m.Plain', '12', false],
  ['m.Plain', '1e-7', false],
  ['m.Plain', 'e', false],
  ['m.Plain', 'als', false],
  ['m.Plain', 'fini', false],
  ['m.Timed', 't12', false],
  ['m.Plain', 't12', true],
  // Between strings, or escaped in them.
  ['m.Plain', '"x', false],
  ['m.Plain', 'x:', false],
  ['m.Plain', 'x,y', false],
  ['m.Plain', '\\x', false],
  ['m.Plain', 'x\ny', false],
  ['m.Plain', '', false],
  // Where letters are not those of the message.
  ['m.Raw', 'acme', false],
  ['m.Held', 'acme', false],
  ['m.Masked', 'acme', false],
  ['google.protobuf.FieldMask', 'acme', false],
  ['google.protobuf.Any', 'acme', false],
])('in %s, "%s" is only in strings: %s', (type, text, isSo) => {
  expect(isOnly(type, text)).toBe(isSo);
});
