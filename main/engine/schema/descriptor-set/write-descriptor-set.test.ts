import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { bundledFile, bundledNames } from '../bundled/bundled-files.ts';
import { composeSources } from '../compose.ts';
import { NO_TEXT, PROTOC_CASES } from '../link/protoc-cases.ts';
import { comparable, compileWithProtoc, sourceLocations } from '../link/protoc-oracle.ts';
import { SOURCE_CASES } from '../link/source-cases.ts';
import { createProtoFilesSource } from '../proto-files/proto-files-source.ts';
import { Schema } from '../schema.ts';
import { SchemaFile } from '../schema-file.ts';
import { readDescriptorSet } from './read-descriptor-set.ts';

const protoRoot = fileURLToPath(new URL('../../../../proto-samples/protos', import.meta.url));
const wellKnown = bundledNames().map((name) => [name, bundledFile(name) ?? ''] as const);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-compile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function schemaOf(
  texts: ReadonlyMap<string, string>,
  names: Iterable<string>,
  wholeSourceInfo = false,
) {
  for (const [name, text] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const options = { protos: [...names], importPaths: [folder], cwd: folder, wholeSourceInfo };
  const loaded = await createProtoFilesSource(options).load(new AbortController().signal);
  expect(loaded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Schema(composeSources([loaded]));
}

/** What protoc writes for the same files, file by file. */
async function expectAsProtoc(texts: ReadonlyMap<string, string>, names: readonly string[]) {
  const ours = readDescriptorSet((await schemaOf(texts, names)).compile({ sourceInfo: false }));
  const all = new Map([...wellKnown, ...texts]);
  const theirs = readDescriptorSet(compileWithProtoc(all, ['--include_imports'], names));
  expect(ours.map(({ name }) => name)).toEqual(theirs.map(({ name }) => name));
  for (const [index, file] of ours.entries()) {
    expect(comparable(file.descriptor), file.name).toEqual(comparable(theirs[index]?.descriptor));
    expect(Object.hasOwn(file.descriptor, 'sourceCodeInfo')).toBe(false);
  }
}

/** Where protoc writes that things are, without the options that are for the source alone. */
async function expectSourceAsProtoc(files: Readonly<Record<string, string>>) {
  const texts = new Map(Object.entries(files));
  const names = Object.keys(files);
  const schema = await schemaOf(texts, names, true);
  const ours = readDescriptorSet(schema.compile({ sourceInfo: true }));
  const all = new Map([...wellKnown, ...texts]);
  const options = ['--include_imports', '--include_source_info'];
  const theirs = readDescriptorSet(compileWithProtoc(all, options, names));
  for (const [index, { name, descriptor }] of ours.entries())
    expect(sourceLocations(descriptor), name).toEqual(sourceLocations(theirs[index]?.descriptor));
}

describe('a compiled schema', () => {
  it.each(Object.entries(PROTOC_CASES))('is what protoc writes: %s', async (_, files) => {
    await expectAsProtoc(new Map(Object.entries(files)), Object.keys(files));
  });

  it('is what protoc writes: strings that are no text', async () => {
    await expectAsProtoc(new Map(Object.entries(NO_TEXT)), Object.keys(NO_TEXT));
  });

  it('is what protoc writes: the samples', async () => {
    const names = readdirSync(protoRoot, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.proto'))
      .sort();
    const texts = names.map((name) => [name, readFileSync(join(protoRoot, name), 'utf8')] as const);
    await expectAsProtoc(new Map(texts), names);
  });

  it('is what protoc writes: the bundled files', async () => {
    const names = bundledNames();
    await expectAsProtoc(new Map(wellKnown), names);
  });

  it('leaves out options that are for the source alone, as protoc does', async () => {
    const text = `syntax = "proto2";
package r;
import "google/protobuf/descriptor.proto";
message Rule {
  optional string keep = 1;
  optional string drop = 2 [retention = RETENTION_SOURCE];
  optional Rule more = 3;
}
extend google.protobuf.MessageOptions {
  optional Rule rule = 50001;
  optional string source = 50002 [retention = RETENTION_SOURCE];
}
message A { option (source) = "x"; }
message B { option (rule) = { keep: "k" drop: "d" more { drop: "x" } }; }
message C { extensions 1 to 5 [declaration = { number: 1 full_name: ".r.e" type: "int32" }]; }
`;
    await expectAsProtoc(new Map([['r.proto', text]]), ['r.proto']);
  });

  it('keeps of a oneof what was set last, as protoc does', async () => {
    const text = `syntax = "proto2";
package r;
import "google/protobuf/descriptor.proto";
message Rule { optional int32 a = 1; oneof o { int32 o1 = 2; Rule o2 = 3; } optional int32 b = 4; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
message A { option (rule).o1 = 1; option (rule).a = 5; option (rule).o2.a = 2; option (rule).b = 6; }
message B { option (rule).o2.a = 1; option (rule).o2.b = 2; option (rule).o1 = 1; }
message C { option (rule) = { a: 1 o1: 2 b: 3 }; }
`;
    await expectAsProtoc(new Map([['r.proto', text]]), ['r.proto']);
  });

  it('has no comments of options that it does not have', async () => {
    const text = `syntax = "proto2";
package r;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions {
  optional string source = 50001 [retention = RETENTION_SOURCE];
  optional Rule rule = 50002;
}
message Rule {
  optional string drop = 1 [retention = RETENTION_SOURCE];
  optional string keep = 2;
}
message B { option (source) = "x"; }
message C { option (rule).drop = "x"; }
message D { optional int32 a = 1 [default = 1, json_name = "b"]; }
message E { option (rule) = { drop: "x" }; extensions 1 [verification = UNVERIFIED]; }
message A {
  // Goes.
  option (source) = "x";
  // Goes too.
  option (rule).drop = "x";
  // Stays.
  option (rule).keep = "x";
}
`;
    await expectSourceAsProtoc({ 'r.proto': text });
  });

  it.each(Object.entries(SOURCE_CASES))(
    'tells of the source what protoc does: %s',
    async (_, files) => {
      await expectSourceAsProtoc(files);
    },
  );

  it('has comments and places when they are wanted', async () => {
    const text = 'syntax = "proto3";\n// A message.\nmessage M {}\n';
    const schema = await schemaOf(new Map([['a.proto', text]]), ['a.proto']);
    const [file] = readDescriptorSet(schema.compile({ sourceInfo: true }));
    const info: { location?: { leadingComments?: string }[] } | null | undefined =
      file?.descriptor.sourceCodeInfo;
    expect(info?.location?.map(({ leadingComments }) => leadingComments)).toContain(
      ' A message.\n',
    );
  });

  it('gets the JSON names that a source left out', () => {
    const file: IFileDescriptorProto = {
      name: 'a.proto',
      messageType: [{ name: 'M', field: [{ name: 'some_name', number: 1, type: 5, label: 1 }] }],
    };
    const schema = new Schema(composeSources([{ files: [SchemaFile.of(file)], diagnostics: [] }]));
    const [again] = readDescriptorSet(schema.compile({ sourceInfo: false }));
    expect(again?.descriptor.messageType?.[0]?.field?.[0]?.jsonName).toBe('someName');
  });

  it.each([
    [{ name: 'a.proto', dependency: ['gone.proto'] }, 'a.proto imports gone.proto'],
    [
      {
        name: 'a.proto',
        messageType: [{ name: 'M', field: [{ name: 'f', number: 1, type: 11, typeName: '.x.Y' }] }],
      },
      'No source defines x.Y',
    ],
  ])('is not made of a part of a schema', (file: IFileDescriptorProto, reason) => {
    const schema = new Schema(composeSources([{ files: [SchemaFile.of(file)], diagnostics: [] }]));
    expect(() => schema.compile({ sourceInfo: false })).toThrow(Failure);
    expect(() => schema.compile({ sourceInfo: false })).toThrow(reason);
  });

  it('ends with files that import each other, which no compiler makes', () => {
    const files = ['a', 'b'].map((name, index, all) => ({
      name,
      dependency: [all[1 - index] ?? ''],
    }));
    const schema = new Schema(
      composeSources([{ files: files.map((file) => SchemaFile.of(file)), diagnostics: [] }]),
    );
    expect(
      readDescriptorSet(schema.compile({ sourceInfo: false })).map(({ name }) => name),
    ).toEqual(['b', 'a']);
  });
});
