import { describe, expect, it } from 'vitest';
import { MessageCodec } from '../codec/message-codec.ts';
import { composeSources } from './compose.ts';
import { linkFiles } from './link/link.ts';
import { parseFile } from './parse/parse-file.ts';
import { Registry } from './registry.ts';
import { SchemaFile } from './schema-file.ts';

function registryOf(texts: Readonly<Record<string, string>>): Registry {
  const parsed = Object.entries(texts).map(([name, text]) => parseFile(name, text));
  const { files, diagnostics } = linkFiles(parsed);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const loaded = { files: files.map((file) => SchemaFile.of(file)), diagnostics };
  return new Registry(composeSources([loaded]).files);
}

const url = 'type.googleapis.com/';

describe('the types of messages', () => {
  const registry = registryOf({
    'held.proto': 'syntax = "proto3"; package h; message Held { string a = 1; }',
    'uses.proto':
      'syntax = "proto3"; package u; import "held.proto"; message Uses { h.Held held = 1; }',
    'away.proto':
      'syntax = "proto3"; package w; import "held.proto"; message Away { h.Held held = 1; }',
    'old.proto': 'syntax = "proto2"; package o; message Old { extensions 100 to max; }',
    'more.proto': `syntax = "proto2"; package m; import "old.proto"; import "away.proto";
      extend o.Old { optional w.Away away = 100; }`,
  });
  const codec = (type: string) => new MessageCodec(registry.type(type));

  it('are made for what a message needs, and no more', () => {
    const { root } = registry.type('u.Uses');
    expect(root.lookup(['h', 'Held'])).not.toBeNull();
    expect(root.lookup(['w'])).toBeNull();
    expect(registry.type('h.Held')).toBe(root.lookup(['h', 'Held']));
  });

  it('know the extensions that files give that nobody imports', () => {
    const old = codec('o.Old');
    const json = { '[m.away]': { held: { a: 'x' } } };
    expect(old.decode(old.encode(JSON.stringify(json))).json).toEqual(json);
  });

  it('find each message of the schema in an Any, nested ones too, by its exact name', () => {
    const any = codec('google.protobuf.Any');
    const away = { '@type': `${url}w.Away`, held: { a: 'x' } };
    const json = { '@type': `${url}google.protobuf.Any`, value: away };
    expect(any.decode(any.encode(JSON.stringify(json))).json).toEqual(json);
    const stranger = { '@type': `${url}Away`, value: 'CgA=' };
    expect(any.decode(any.encode(JSON.stringify(stranger))).json).toEqual(stranger);
  });

  it('that protobufjs does not take hide no message whose Any holds one', () => {
    const edition = { syntax: 'editions', edition: 5000 };
    const file = { name: 'n.proto', package: 'n', messageType: [{ name: 'New' }], ...edition };
    const files = [SchemaFile.of(file)];
    const unknown = new Registry(composeSources([{ files, diagnostics: [] }]).files);
    expect(() => unknown.type('n.New')).toThrow('cannot be used');
    const any = new MessageCodec(unknown.type('google.protobuf.Any'));
    const json = { '@type': `${url}n.New`, value: 'CAE=' };
    expect(any.decode(any.encode(JSON.stringify(json))).json).toEqual(json);
  });

  it('of edition UNSTABLE are read as those of the newest', () => {
    const name = 'google/protobuf/u.proto';
    const unstable = registryOf({
      [name]: 'edition = "UNSTABLE"; package u; message M { repeated int32 n = 1; M m = 2; }',
    });
    const own = new MessageCodec(unstable.type('u.M'));
    const bytes = own.encode('{"n":[1,2],"m":{}}');
    expect([...bytes]).toEqual([10, 2, 1, 2, 18, 0]);
    expect(own.decode(bytes).json).toEqual({ n: [1, 2], m: {} });
  });

  it.each(['__proto__', 'a.__proto__', '__proto__.constructor', 'toString.prototype'])(
    'are there in the package %s, and of that name themselves',
    (name) => {
      const odd = registryOf({
        'p.proto': `syntax = "proto3"; package ${name};
          message __proto__ { Other other = 1; map<string, __proto__> __proto__ = 2; Kind kind = 3; }
          message Other { enum __proto__ { A = 0; B = 1; } __proto__ e = 1; }
          enum Kind { NONE = 0; SOME = 1; }`,
        'q.proto': `syntax = "proto3"; import "p.proto"; message Q { ${name}.Other other = 1; }`,
      });
      const text = '{"other":{"e":"B"},"Proto":{"k":{}},"kind":"SOME"}';
      const own = new MessageCodec(odd.type(`${name}.__proto__`));
      expect(JSON.stringify(own.decode(own.encode(text)).json)).toBe(text);
      const other = new MessageCodec(odd.type('Q'));
      expect(other.decode(other.encode('{"other":{"e":"B"}}')).json).toEqual({ other: { e: 'B' } });
    },
  );

  it('are told apart from enums and services', () => {
    expect(() => registry.type('google.protobuf.NullValue')).toThrow('no message');
    expect(() => registry.type('__proto__')).toThrow('no message');
  });
});

describe('a file of a schema', () => {
  it('is whole again from its bytes and index', () => {
    const { files } = linkFiles([
      parseFile(
        'a.proto',
        'package a;\n// says\nservice S { rpc Do(M) returns (M); } message M {}',
      ),
    ]);
    const [file] = files.map((one) => SchemaFile.of(one));
    if (file === undefined) throw new Error('nothing was linked');
    const again = SchemaFile.fromIndex(file.bytes, structuredClone(file.index));
    expect(again.index).toEqual(SchemaFile.decode(file.bytes).index);
    expect(again.symbol('a.S')).toEqual(file.symbol('a.S'));
    expect(again.services).toMatchObject([{ name: 'a.S', comment: 'says' }]);
    expect(again.symbol('toString')).toBeUndefined();
  });
});
