import { describe, expect, it } from 'vitest';
import { linkFiles } from '../link/link.ts';
import { parseFile } from './parse-file.ts';

const hints = (text: string): (string | undefined)[] =>
  linkFiles([parseFile('a.proto', `syntax = "proto3";\n${text}`)]).diagnostics.map(
    ({ hint }) => hint,
  );

describe('a misspelt word', () => {
  it.each([
    ['message M { in32 a = 1; }', 'int32'],
    ['message M { String a = 1; }', 'string'],
    ['message M { float64 a = 1; }', 'double'],
    ['message M { map<string, boolean> a = 1; }', 'bool'],
    ['import "gone.proto"; message M { strin a = 1; }', 'string'],
    ['mesage M {}', 'message'],
    ['Message M {}', 'message'],
    ['imprt "a.proto";', 'import'],
    ['message M { enm E { A = 0; } }', 'enum'],
    ['message M { repeatd int32 a = 1; }', 'repeated'],
    ['message M {} service S { rcp R(M) returns (M); }', 'rpc'],
  ])('is told with the one that may be meant: %s', (text, word) => {
    expect(hints(text)).toContain(`Did you mean "${word}"?`);
  });

  it.each([
    [
      'message M { Book a = 1; }',
      'Check the spelling, and that the file that defines it is imported.',
    ],
    ['message M { int32 a; }', 'Each field has a number: a = 1;'],
    ['whatever M {}', undefined],
  ])('is not made up: %s', (text, hint) => {
    expect(hints(text)).toEqual([hint]);
  });

  it('has no proposal of a type elsewhere where the one meant may be in a missing import', () => {
    const wrong = 'import "gone.proto"; message M { gone.v1.T a = 1; }';
    const elsewhere = 'syntax = "proto3"; package other; message T {}';
    const { diagnostics } = linkFiles([
      parseFile('a.proto', `syntax = "proto3"; ${wrong}`),
      parseFile('b.proto', elsewhere),
    ]);
    expect(diagnostics.at(-1)?.hint).toBe('It may be defined in an import that was not found.');
  });
});
