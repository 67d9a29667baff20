import { describe, expect, it } from 'vitest';
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
});
