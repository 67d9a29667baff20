import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../parse/parse-file.ts';
import type { ParsedFile } from '../parse/parsed-file.ts';
import { linkFiles } from './link.ts';
import { NO_TEXT, PROTOC_CASES } from './protoc-cases.ts';
import {
  comments,
  comparable,
  protocDescriptors,
  throughWire,
  withBundled,
} from './protoc-oracle.ts';

function expectAsProtoc(texts: ReadonlyMap<string, string>): void {
  const wanted = new Map(protocDescriptors(texts).map((file) => [file.name, file]));
  const { files, diagnostics } = linkFiles([...texts].map(([name, text]) => parseFile(name, text)));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const file of throughWire(files)) {
    const other = wanted.get(file.name);
    expect(comparable(file), file.name).toEqual(comparable(other));
    expect(comments(file), file.name).toEqual(comments(other));
  }
}

describe('linkFiles gives what protoc gives', () => {
  it.each(Object.entries(PROTOC_CASES))('%s', (_, files) => {
    expectAsProtoc(withBundled(files));
  });

  it('strings that are no text', () => {
    expectAsProtoc(withBundled(NO_TEXT));
  });

  it('the samples, with their comments', () => {
    const folder = fileURLToPath(new URL('../../../../proto-samples/protos', import.meta.url));
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.proto'));
    expect(names.length).toBeGreaterThan(5);
    const texts = names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
    expectAsProtoc(withBundled(Object.fromEntries(texts)));
  });

  it('edition UNSTABLE, which only protobuf itself may use', () => {
    const text = 'edition = "UNSTABLE";\npackage e;\nmessage M { M m = 1; }\n';
    expectAsProtoc(new Map([['google/protobuf/own.proto', text]]));
    expect(() => protocDescriptors(new Map([['own.proto', text]]))).toThrow();
    expect(parseFile('own.proto', text).diagnostics).toHaveLength(1);
  });

  it('comments in every place', () => {
    expectAsProtoc(
      new Map([
        [
          'c.proto',
          `// detached header

// leading syntax
syntax = "proto3"; // trailing syntax
// leading package
package c; /* trailing package */

/* detached
 * block
 */

/** leading M
 *  second line
 */
message M { // trailing M
  // detached in M

  // leading a
  int32 a = 1; // trailing a
  // leading b or trailing a?
  int32 b = 2; /* block b */ int32 c = 3;
  int32 d = 4;
  // trailing d, alone

  int32 e = 5 [deprecated = /* inside */ true];
  /* leading f */ int32 f = 6; // end of f

  // leading oneof
  oneof o { // trailing oneof
    // leading g
    string g = 7;
    // end of oneof
  }
  // end of M
}
// leading E
enum E {
  // leading Z
  Z = 0; // trailing Z
  // one

  // two
  A = 1;
}
// leading S
service S {
  // leading R
  rpc R(M) returns (M); // trailing R
  // leading T
  rpc T(M) returns (M) { // trailing T
    option deprecated = true;
  }
}
// end of file
`,
        ],
      ]),
    );
  });
});

describe('linkFiles with something wrong', () => {
  const link = (texts: Readonly<Record<string, string>>): ReturnType<typeof linkFiles> =>
    linkFiles(Object.entries(texts).map(([name, text]): ParsedFile => parseFile(name, text)));

  it('takes an undefined type for a message and keeps the rest', () => {
    const { files, diagnostics } = link({
      'a.proto':
        'syntax = "proto3";\npackage p;\nmessage M {\n  Missing m = 1;\n  int32 n = 2;\n}\nservice S { rpc R(M) returns (q.Gone); }\n',
    });
    expect(diagnostics.map(({ line, column, message }) => [line, column, message])).toEqual([
      [4, 3, 'type "Missing" is not defined'],
      [7, 31, 'type "q.Gone" is not defined'],
    ]);
    const [file] = throughWire(files);
    expect(file?.messageType?.[0]?.field?.map(({ typeName }) => typeName)).toEqual([
      '.p.Missing',
      '',
    ]);
    expect(file?.service?.[0]?.method?.[0]?.outputType).toBe('.q.Gone');
  });

  it('gives descriptors that can be used, whatever is wrong', () => {
    const { files, diagnostics } = link({
      'a.proto': `syntax = "proto3";
package p;
message M {
  reserved 3, 5 to 9;
  reserved "n";
  int32 a = 1;
  int32 b = 1;
  int32 a = 2;
  string m = 3;
  int32 n = 6;
  oneof none {}
  Empty e = 10;
  Dup d = 11;
  int32 internal = 19000;
  int32 huge = 99999999999;
  map<string, M> map = 12;
}
enum Empty {}
enum Dup { A = 1; B = 1; B = 2; }
enum Other { A = 0; }
message M {}
service S { rpc R(M) returns (M); rpc R(M) returns (M); rpc E(Empty) returns (M); }
extend Nowhere { int32 y = 1; }
`,
    });
    expect(diagnostics.length).toBeGreaterThan(14);
    const bytes = descriptor.FileDescriptorSet.encode({ file: files }).finish();
    const type = protobuf.Root.fromDescriptor(bytes).resolveAll().lookupType('p.M');
    const wire = type
      .encode(type.fromObject({ a: 1, m: 'x', n: 2, map: { k: { a: 3 } } }))
      .finish();
    expect(type.toObject(type.decode(wire))).toEqual({ a: 1, m: 'x', n: 2, map: { k: { a: 3 } } });
    const [file] = throughWire(files);
    expect(file?.service?.[0]?.method?.map(({ name }) => name)).toEqual(['R']);
  });

  it('leaves out the second use of a field number, and its comments', () => {
    const { files } = link({
      'a.proto':
        'syntax = "proto3";\nmessage M {\n  // A\n  int32 a = 1;\n  // B\n  int32 b = 1;\n  // C\n  int32 c = 2;\n}\n',
    });
    const [file] = throughWire(files);
    expect(file?.messageType?.[0]?.field?.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(comments(file).map((one) => (one as string[]).slice(0, 2))).toEqual([
      ['4.0.2.0', ' A\n'],
      ['4.0.2.1', ' C\n'],
    ]);
  });
});
