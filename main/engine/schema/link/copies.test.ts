import { describe, expect, it } from 'vitest';
import { diagnosticText } from '#app/contract/schema.ts';
import { parseFile } from '../parse/parse-file.ts';
import { linkFiles } from './link.ts';

describe('linkFiles with two versions of a file', () => {
  const link = (texts: Readonly<Record<string, string>>): ReturnType<typeof linkFiles> =>
    linkFiles(Object.entries(texts).map(([name, text]) => parseFile(name, text)));

  it('uses the first of two copies of a file and says so once', () => {
    const text = 'syntax = "proto3"; package p; message M {} message N { M m = 1; }';
    const { files, diagnostics } = link({ 'a.proto': text, 'copy/a.proto': text });
    expect(diagnostics.map(({ severity, file, message }) => [severity, file, message])).toEqual([
      ['warning', 'copy/a.proto', '"p.M" is defined in two files: the one at a.proto:1:39 is used'],
    ]);
    expect(files.map((file) => file.messageType?.length ?? 0)).toEqual([2, 0]);
  });

  it('lets a file use what another one defines in its place, and so do those that import it', () => {
    const { files, diagnostics } = link({
      'z.proto': 'syntax = "proto3"; package z; message Z { string a = 1; }',
      'two/z.proto':
        'syntax = "proto3"; package z; message Other { Z z = 1; } message Z { string b = 1; }',
      'two/use.proto':
        'syntax = "proto3"; import "two/z.proto"; message Use { z.Z z = 1; z.Other other = 2; }',
    });
    expect(diagnostics.map(({ severity, file, message }) => [severity, file, message])).toEqual([
      ['warning', 'two/z.proto', '"z.Z" is defined in two files: the one at z.proto:1:39 is used'],
    ]);
    expect(files[1]?.messageType?.map(({ name }) => name)).toEqual(['Other']);
  });

  it('tells nothing wrong of what is not used, and warns of who needs it', () => {
    const { files, diagnostics } = link({
      'a.proto': 'syntax = "proto2"; message Dup { optional int32 a = 1; } enum Kind { K0 = 0; }',
      'b.proto': `syntax = "proto2"; enum Kind { K0 = 0; K1 = 1; }
message Dup { optional .Kind k = 4 [default = K1]; message Friend {} extensions 9; }
message Other {
  optional Dup d = 1;
  optional .Dup.Friend f = 2;
  optional Dup.Friend g = 3;
  optional Kind k = 4 [default = K1];
  optional Dup.Gone h = 5;
}`,
    });
    expect(diagnostics.map((one) => `${one.severity} ${diagnosticText(one)}`)).toEqual([
      'warning b.proto:2:9: "Dup" is defined in two files: the one at a.proto:1:28 is used',
      `warning b.proto:5:12: ".Dup.Friend" is only in a definition that is not used: another file's is`,
      `warning b.proto:6:12: "Dup.Friend" is only in a definition that is not used: another file's is`,
      'warning b.proto:7:34: the default of "k" must be a value of the enum "Kind"',
      'error b.proto:8:12: type "Dup.Gone" is not defined',
    ]);
    expect(files[1]?.messageType?.flatMap(({ field }) => field?.map(({ name }) => name))).toEqual([
      'd',
      'k',
    ]);
  });
});
