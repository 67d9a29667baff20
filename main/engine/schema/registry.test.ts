import { describe, expect, it } from 'vitest';
import { MessageCodec } from '../codec/message-codec.ts';
import { linkFiles } from './link/link.ts';
import { parseFile } from './parse/parse-file.ts';
import { Registry } from './registry.ts';
import { SchemaFile } from './schema-file.ts';

function registryOf(text: string): Registry {
  const { files, diagnostics } = linkFiles([
    parseFile('a.proto', `syntax = "proto3"; package a; ${text}`),
  ]);
  expect(diagnostics).toEqual([]);
  return new Registry(files.map((file) => SchemaFile.of(file)));
}

describe('Registry', () => {
  it('uses a message whose oneof is named like the JSON name of a field', () => {
    const registry = registryOf(
      'message M { oneof fooBar { int32 x = 1; string y = 2; } int32 foo_bar = 3; optional int32 z = 4; }',
    );
    const codec = new MessageCodec(registry.type('a.M'));
    expect(codec.decode(codec.encode('{"y":"1","fooBar":3,"z":0}')).json).toEqual({
      y: '1',
      fooBar: 3,
      z: 0,
    });
    expect(() => codec.encode('{"x":1,"y":"2"}')).toThrow('only one field of the oneof');
  });

  it('uses a message of proto2 in which JSON names clash, by the names of its fields', () => {
    const text =
      'message M { optional int32 a_b = 1; optional int32 aB = 2; optional int32 c_d = 3; optional int32 x = 4 [json_name = "a_b"]; }';
    const { files, diagnostics } = linkFiles([parseFile('a.proto', text)]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    const registry = new Registry(files.map((file) => SchemaFile.of(file)));
    const codec = new MessageCodec(registry.type('M'));
    const bytes = codec.encode('{"a_b":1,"aB":2,"cD":3,"x":4}');
    expect(Buffer.from(bytes).toString('hex')).toBe('0801100218032004');
    expect(codec.decode(bytes).json).toEqual({ a_b: 1, aB: 2, cD: 3, x: 4 });
  });

  it('finds methods in either form and says what there is instead', () => {
    const registry = registryOf(
      'message M {} service S { rpc Do(M) returns (stream M); rpc More(M) returns (M); }',
    );
    expect(registry.method('a.S/Do')).toMatchObject({
      kind: 'server-streaming',
      input: 'a.M',
      path: 'a.S/Do',
    });
    expect(registry.method('a.S.More')).toMatchObject({ kind: 'unary' });
    const hintOf = (path: string) => {
      try {
        return registry.method(path);
      } catch (error) {
        return (error as { readonly error: { readonly hint?: string } }).error.hint;
      }
    };
    expect(hintOf('a.S/Dont')).toBe('It has: Do, More');
    expect(hintOf('A.s/Do')).toBe('Did you mean a.S?');
  });
});
