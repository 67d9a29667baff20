import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { linkFiles } from '../link/link.ts';
import { protocDescriptors } from '../link/protoc-oracle.ts';
import { OptionTypes } from '../option-types.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { SourceLocation } from '../parse/parsed-file.ts';
import { Registry } from '../registry.ts';
import { SchemaFile } from '../schema-file.ts';
import { findSymbol, printFile, printSymbol } from './print.ts';

function described(files: readonly IFileDescriptorProto[], symbol: string): string | undefined {
  const found = findSymbol(files, symbol);
  return found && printSymbol(found, typesOf(files)).text;
}

function typesOf(files: readonly IFileDescriptorProto[]): OptionTypes {
  return new OptionTypes(new Registry(files.map((file) => SchemaFile.of(file))));
}

function linked(text: string): IFileDescriptorProto {
  const { files, diagnostics } = linkFiles([parseFile('p.proto', text)]);
  expect(diagnostics).toEqual([]);
  return files[0] ?? {};
}

it('of what is reserved are kept, those of several statements together', () => {
  const text = `syntax = "proto2";
message M {
  // Before.
  reserved 1, 2; // Behind.
  // Second.
  reserved 5; // Behind the second.
  // Names.
  reserved "a"; // Behind names.
  // Open.
  extensions 100, 102; // Behind open.
  extensions 200; // Behind the last.
}
enum E {
  reserved 7; // Seven.
  A = 0;
}
`;
  const file = linked(text);
  expect(described([file], 'M')).toBe(`message M {
  // Open.
  // Behind the last.
  extensions 100; // Behind open.
  extensions 102;
  extensions 200;
  // Before.
  // Second.
  // Behind the second.
  reserved 1, 2, 5; // Behind.
  // Names.
  reserved "a"; // Behind names.
}
`);
  expect(described([file], 'E')).toContain('reserved 7; // Seven.');
});

function trailing(file: IFileDescriptorProto | undefined): [string, string][] {
  const info: { location: SourceLocation[] } | undefined = file?.sourceCodeInfo;
  return (info?.location ?? []).flatMap(({ path, trailingComments }): [string, string][] =>
    trailingComments ? [[path.join('.'), trailingComments]] : [],
  );
}

describe('a comment of several lines behind a statement', () => {
  const text = `syntax = "proto3";

package p; /* one
            *
            * /two
            */

message M {
  int32 a = 1; /* first
                *   second
                */
  // about b
  int32 b = 2;
  // has */ inside
  // and more

  int32 c = 3; // short
  int32 d = 4;
}
`;

  it('stays behind it, as protoc attributes it', () => {
    const printed = printFile(linked(text), typesOf([]));
    expect(printed).toBe(text);
    const [byProtoc] = protocDescriptors(new Map([['p.proto', printed]]));
    expect(trailing(byProtoc)).toEqual([
      ['2', ' one\n\n /two\n'],
      ['4.0.2.0', ' first\n   second\n'],
      ['4.0.2.1', ' has */ inside\n and more\n'],
      ['4.0.2.2', ' short\n'],
    ]);
    expect(trailing(linked(printed))).toEqual(trailing(byProtoc));
  });

  it('however it was written', () => {
    const file = linked('enum E {\n  A = 0; /* first\nsecond */\n  B = 1;\n}\n');
    expect(described([file], 'E')).toBe(
      'enum E {\n  A = 0; /* first\n          * second\n          */\n  B = 1;\n}\n',
    );
  });
});
