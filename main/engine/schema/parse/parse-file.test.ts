import { describe, expect, it } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import { linkFiles } from '../link/link.ts';
import { protocErrors } from '../link/protoc-oracle.ts';
import { parseFile } from './parse-file.ts';

/** Each with the place and words of its first diagnostic. */
const BAD: readonly (readonly [string, string, string])[] = [
  [
    'a forgotten semicolon',
    'syntax = "proto3";\nmessage M {\n  string a = 1\n  string b = 2;\n}\n',
    'bad.proto:4:3: expected ";", but found "string"',
  ],
  [
    'a field without a number',
    'syntax = "proto3";\nmessage M {\n  string a;\n}\n',
    'bad.proto:3:11: expected "=", but found ";"',
  ],
  [
    'a block that is never closed',
    'syntax = "proto3";\nmessage M {\n  string a = 1;\n',
    'bad.proto:4:1: expected "}", but found the end of the file',
  ],
  [
    'a string that is not closed',
    'syntax = "proto3";\nimport "a.proto;\n',
    'bad.proto:2:8: this string is not closed on its line',
  ],
  [
    'a word that begins no statement',
    'syntax = "proto3";\n\nmesage M {}\n',
    'bad.proto:3:1: expected a statement such as "message", "service" or "import", but found "mesage"',
  ],
  [
    'a missing import',
    'syntax = "proto3";\nimport "gone.proto";\n',
    'bad.proto:2:1: import "gone.proto" was not found',
  ],
  [
    'a missing type',
    'syntax = "proto3";\nmessage M {\n  repeated Gone a = 1;\n}\n',
    'bad.proto:3:12: type "Gone" is not defined',
  ],
  [
    'a missing type of a method',
    'syntax = "proto3";\nmessage M {}\nservice S {\n  rpc R(M) returns (stream Gone);\n}\n',
    'bad.proto:4:28: type "Gone" is not defined',
  ],
  [
    'a field number that is used twice',
    'syntax = "proto3";\nmessage M {\n  int32 a = 1;\n  int32 b = 1;\n}\n',
    'bad.proto:4:13: field number 1 of "b" is already used in "M" by "a"',
  ],
  [
    'a field number of zero',
    'syntax = "proto3";\nmessage M {\n  int32 a = 0;\n}\n',
    'bad.proto:3:13: field numbers are from 1 to 536870911, not 0',
  ],
  [
    'a field number of the protocol itself',
    'syntax = "proto3";\nmessage M {\n  int32 a = 19000;\n}\n',
    'bad.proto:3:13: field numbers 19000 to 19999 are reserved for the protocol itself',
  ],
  [
    'a reserved field number',
    'syntax = "proto3";\nmessage M {\n  reserved 2 to 4;\n  int32 a = 3;\n}\n',
    'bad.proto:4:13: field "a" uses number 3, which is reserved in "M"',
  ],
  [
    'a name that is used twice',
    'syntax = "proto3";\npackage p;\nmessage M {}\nenum M { A = 0; }\n',
    'bad.proto:4:6: "p.M" is already defined at bad.proto:3:9',
  ],
  [
    'a proto3 enum without zero',
    'syntax = "proto3";\nenum Color {\n  RED = 1;\n}\n',
    'bad.proto:3:9: the first value of the enum "Color" must be zero',
  ],
  [
    'an alias without allow_alias',
    'syntax = "proto3";\nenum E {\n  A = 0;\n  B = 0;\n}\n',
    'bad.proto:4:7: "B" has the number 0, as "A" has',
  ],
  [
    'a required field in proto3',
    'syntax = "proto3";\nmessage M {\n  required int32 a = 1;\n}\n',
    'bad.proto:3:3: proto3 has no required fields',
  ],
  [
    'a default that is out of range',
    'syntax = "proto2";\nmessage M {\n  optional int32 a = 1 [default = 2147483648];\n}\n',
    'bad.proto:3:35: the default 2147483648 is out of the range of "a"',
  ],
  [
    'an option that does not exist',
    'syntax = "proto3";\nmessage M {\n  option nothing = true;\n}\n',
    'bad.proto:3:10: there is no option "nothing" here',
  ],
];

describe('a bad file', () => {
  it.each(BAD)('%s', (_, text, wanted) => {
    const { diagnostics } = linkFiles([parseFile('bad.proto', text)]);
    const [first] = diagnostics;
    expect(first && diagnosticText(first)).toBe(wanted);
    expect(protocErrors(new Map([['bad.proto', text]]))).toContain('bad.proto');
  });

  it('has all its errors told, and what is healthy is kept', () => {
    const { file, diagnostics } = parseFile(
      'bad.proto',
      `syntax = "proto3";
message A {
  string a = ;
  string b = 2;
  foo bar baz = 3;
  string c = 4
  string d = 5;
}
service S {
  rpc Broken(A) return (A);
  rpc Fine(A) returns (A);
}
messag B {}
message C {}
`,
    );
    expect(diagnostics.map(({ line, column }) => [line, column])).toEqual([
      [3, 14],
      [5, 11],
      [7, 3],
      [10, 17],
      [13, 1],
    ]);
    expect(file.messageType.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(file.messageType[0]?.field.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
    expect(file.service[0]?.method?.map(({ name }) => name)).toEqual(['Fine']);
  });

  it('tells of a fault deep in the value of an option once', () => {
    const { file, diagnostics } = parseFile(
      'a.proto',
      `syntax = "proto2";
option (r) = {
  a: "x"
  b { c: ( }
  d: [1, { e: "f" }]
};
message M { optional int32 a = 1 [(r) = { b { : } c: 1 }]; optional int32 b = 2; }
`,
    );
    expect(diagnostics.map(({ line, column }) => [line, column])).toEqual([
      [4, 10],
      [7, 47],
    ]);
    expect(file.messageType[0]?.field.map(({ name }) => name)).toEqual(['b']);
  });

  it.each([
    ['messages', `syntax = "proto3";${'message M {'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['option values', `option (a) = ${'{a '.repeat(20_000)}${'}'.repeat(20_000)};`],
    ['nothing but braces', '{'.repeat(50_000)],
    ['an open comment', '/*'.repeat(50_000)],
    [
      'binary',
      String.fromCharCode(...Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)),
    ],
  ])('cannot bring the parser down: %s', (_, text) => {
    const { diagnostics } = parseFile('deep.proto', text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThan(60);
  });
});
