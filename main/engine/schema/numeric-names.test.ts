import { expect, it } from 'vitest';
import { MessageCodec } from '../codec/message-codec.ts';
import { linkFiles } from './link/link.ts';
import { parseFile } from './parse/parse-file.ts';
import { Registry } from './registry.ts';
import { SchemaFile } from './schema-file.ts';

const text = `syntax = "proto3"; message M {
  int32 a = 1 [json_name = "1"]; repeated string b = 2 [json_name = "2nd"]; map<string, M> _3 = 3;
  oneof one { M c = 4 [json_name = "40"]; bool d = 5 [json_name = "-"]; } }`;

it('fields whose JSON names begin with digits are encoded and decoded', () => {
  const { files } = linkFiles([parseFile('m.proto', text)]);
  const registry = new Registry(files.map((file) => SchemaFile.of(file)));
  const codec = new MessageCodec(registry.type('M'));
  const json = { '1': 7, '2nd': ['x'], '3': { a: { '1': 8 } }, '40': {} };
  const bytes = codec.encode(JSON.stringify(json));
  expect(bytes.toString('hex')).toBe('0807120178' + '1a070a0161120208082200');
  expect(codec.decode(bytes).json).toEqual(json);
  expect(codec.encode('{"a": 7, "_3": {"a": {"a": 8}}, "b": ["x"], "c": {}}')).toEqual(bytes);
  expect(JSON.parse(codec.text(bytes).text ?? '')).toEqual(json);
});
