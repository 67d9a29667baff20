import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import { MessageCodec } from '#engine/codec/message-codec.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { parseFile } from '../parse/parse-file.ts';
import { Registry } from '../registry.ts';
import { SchemaFile } from '../schema-file.ts';
import { linkFiles } from './link.ts';
import { protocErrors } from './protoc-oracle.ts';

const told = (text: string): string[] =>
  linkFiles([parseFile('bad.proto', text)]).diagnostics.map(
    (one) => `${one.severity === 'warning' ? 'warning ' : ''}${diagnosticText(one)}`,
  );

/** `line:column` of all that is wrong, warnings marked. */
const ourPlaces = (text: string): string[] =>
  told(text).map((one) => one.replace(/bad\.proto:(\d+:\d+).*/, '$1'));

const protocPlaces = (text: string): string[] =>
  [...protocErrors(new Map([['bad.proto', text]])).matchAll(/^bad\.proto:(\d+:\d+): (warning)?/gm)]
    .map(([, place, warning]) => (warning === undefined ? `${place}` : `warning ${place}`))
    .sort();

describe('all that is wrong is told', () => {
  it('beside other errors', () => {
    const text = `syntax = "proto3";
message M {
  other.Thing t = 0;
  string s = 19500;
  extensions 100 to 199;
  string b_c = 5;
  string bC = 6;
  oneof one { Gone g = 0; }
  map<string, Nope> map = 536870912;
  M.Gone inner = 6;
  string fine = 7;
}
extend Nowhere { string e = 0; }
`;
    expect(told(text)).toEqual([
      'bad.proto:3:3: type "other.Thing" is not defined',
      'bad.proto:3:19: field numbers are from 1 to 536870911, not 0',
      'bad.proto:4:14: field numbers 19000 to 19999 are reserved for the protocol itself',
      'bad.proto:5:14: proto3 has no extension ranges',
      'bad.proto:7:10: the JSON name "bC" of field "bC" is that of field "b_c" as well',
      'bad.proto:8:15: type "Gone" is not defined',
      'bad.proto:8:24: field numbers are from 1 to 536870911, not 0',
      'bad.proto:9:15: type "Nope" is not defined',
      'bad.proto:9:27: field numbers are from 1 to 536870911, not 536870912',
      'bad.proto:10:3: type "M.Gone" is not defined',
      'bad.proto:10:18: field number 6 of "inner" is already used in "M" by "bC"',
      'bad.proto:13:8: type "Nowhere" is not defined',
      'bad.proto:13:29: field numbers are from 1 to 536870911, not 0',
    ]);
    const { files } = linkFiles([parseFile('bad.proto', text)]);
    const kept = files[0]?.messageType?.[0]?.field?.map(({ name }) => name);
    expect(kept).toEqual(['s', 'b_c', 'bC', 'fine']);
    const codec = new MessageCodec(
      new Registry(files.map((file) => SchemaFile.of(file))).type('M'),
    );
    expect([...codec.encode('{"fine":"x"}')]).toEqual([58, 1, 120]);
  });

  it.each([
    [
      'message A { extensions 1; }\nextend A { map<string, string> m = 1; }',
      ['bad.proto:2:12: a map field can have no label and be in no oneof or extend'],
    ],
    [
      'extend google.protobuf.FileOptions { optional Gone gone = 50000; }\noption (gone) = { z: 5 };',
      ['bad.proto:1:47: type "Gone" is not defined'],
    ],
    [
      'extend google.protobuf.FileOptions { optional google.protobuf.Any any = 50000; }\noption (any) = { [a.com/Gone] { z: 5 } };',
      ['bad.proto:2:8: the type "Gone" inside the google.protobuf.Any is not defined'],
    ],
  ])('and nothing that only comes of it: %s', (text, errors) => {
    const bundled = ['google/protobuf/any.proto', 'google/protobuf/descriptor.proto'];
    const imports = bundled.map((name) => `import "${name}";`).join(' ');
    const files = bundled.map((name) => parseFile(name, bundledFile(name) ?? ''));
    const { diagnostics } = linkFiles([
      parseFile('bad.proto', text.replace(/$/, `\n${imports}`)),
      ...files,
    ]);
    expect(diagnostics.map(diagnosticText)).toEqual(errors);
  });

  it('and fields with clashing JSON names stay', () => {
    const { files, diagnostics } = linkFiles([
      parseFile(
        'a.proto',
        `message M {
  optional int32 b_c = 1;
  optional int32 bC = 2;
  optional int32 x = 3 [json_name = "b_c"];
  optional int32 d_e = 4;
}
`,
      ),
    ]);
    expect(diagnostics.map(diagnosticText)).toEqual([
      'a.proto:3:18: the JSON name "bC" of field "bC" is that of field "b_c" as well',
    ]);
    // As protoc has them: whoever makes JSON of it tells them apart.
    const names = files[0]?.messageType?.[0]?.field?.map(({ jsonName }) => jsonName);
    expect(names).toEqual(['bC', 'bC', 'b_c', 'dE']);
  });

  it('and of two extensions with one number the first can be used', () => {
    const { files, diagnostics } = linkFiles([
      parseFile('a.proto', 'message M { extensions 5; }\nextend M { optional int32 a = 5; }\n'),
      parseFile('b.proto', 'import "a.proto";\nextend M { optional string b = 5; }\n'),
    ]);
    expect(diagnostics.map(diagnosticText)).toEqual([
      'b.proto:2:32: extension number 5 of "M" is already used by "a"',
    ]);
    const set = descriptor.FileDescriptorSet.encode({ file: files }).finish();
    const type = protobuf.Root.fromDescriptor(set).resolveAll().lookupType('M');
    expect([...type.encode({ '.a': 7 }).finish()]).toEqual([40, 7]);
  });

  it.each([
    ['a number of the protocol itself', 'message M { string s = 19000; }'],
    [
      'the same in an extension',
      'message M { extensions 18000 to 20000; }\nextend M { optional int32 e = 19999; }',
    ],
  ])('%s, for which protoc has no place', (_, text) => {
    const file = text.includes('extend') ? text : `syntax = "proto3";\n${text}`;
    expect(protocErrors(new Map([['bad.proto', file]]))).toMatch(
      /^bad\.proto: Field numbers 19000 through 19999/,
    );
    expect(told(file)).toEqual([
      expect.stringMatching(/^bad\.proto:2:\d+: field numbers 19000 to 19999 are reserved/),
    ]);
  });

  it.each([
    ['extensions in proto3', 'syntax = "proto3";\nmessage M {\n  extensions 100 to 199, 300;\n}\n'],
    [
      'a number that is none, and a type',
      'syntax = "proto3";\nmessage M {\n  Gone a = 1;\n  other.Gone b = 3;\n}\n',
    ],
    [
      'the extension of an ordinary message with a high number',
      'message M { extensions 4 to max; }\nextend M { optional M m = 536870911; }\n',
    ],
    [
      'a message set',
      'message M { option message_set_wire_format = true; extensions 4 to max; }\nextend M { optional M m = 1000000000; }\n',
    ],
    [
      'JSON names in proto3',
      `syntax = "proto3";
message M {
  int32 y = 8 [json_name = "bC"];
  int32 bC = 9;
  int32 bracket = 10 [json_name = "[y]"];
  oneof o {
    int32 B_c = 11;
    int32 q = 12 [json_name = "bracket"];
  }
  message Inner { int32 f_g = 1; int32 f__g = 2; string fG = 3 [json_name = "fG"]; }
}
`,
    ],
    [
      'JSON names in proto2',
      `message M {
  optional string b_c = 5;
  optional string bC = 6;
  optional int32 x = 7 [json_name = "p"];
  optional int32 y = 8 [json_name = "p"];
  optional int32 p = 9;
}
`,
    ],
    [
      'JSON names that a message lets be',
      `syntax = "proto3";
message M {
  option deprecated_legacy_json_field_conflicts = true;
  string b_c = 5;
  string bC = 6 [json_name = "q"];
  string q = 7;
}
`,
    ],
    [
      'JSON names in editions',
      `edition = "2023";
option features.json_format = LEGACY_BEST_EFFORT;
message M {
  string b_c = 1;
  string bC = 2;
  message Strict {
    option features = { json_format: ALLOW };
    string b_c = 1;
    string bC = 2;
    message Inherits { string b_c = 1; string bC = 2; }
  }
}
`,
    ],
  ])('where protoc tells it: %s', (_, text) => {
    expect(ourPlaces(text).sort()).toEqual(protocPlaces(text));
  });
});
