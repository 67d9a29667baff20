import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import descriptor from 'protobufjs/ext/descriptor.js';
import { fromJson } from 'protobufjs/ext/protojson.js';
import { describe, expect, it } from 'vitest';
import { bundledFile, bundledNames, bundledSchema } from '../bundled/bundled-files.ts';
import { visitFile } from '../link/declaration.ts';
import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import type { FileDescriptor } from '../parse/parsed-file.ts';
import type { DefinitionLookup } from './skeleton.ts';
import { skeleton } from './skeleton.ts';

const samples = fileURLToPath(new URL('../../../../proto-samples/protos', import.meta.url));

interface Definitions extends DefinitionLookup {
  readonly messageNames: readonly string[];
}

function definitions(files: readonly IFileDescriptorProto[]): Definitions {
  const messages = new Map<string, IDescriptorProto>();
  const enums = new Map<string, IEnumDescriptorProto>();
  for (const file of files) {
    visitFile(
      {
        messageType: [],
        enumType: [],
        extension: [],
        service: [],
        ...file,
      } as unknown as FileDescriptor,
      (one) => {
        if (one.kind === 'message') messages.set(one.fullName, one.descriptor);
        if (one.kind === 'enum') enums.set(one.fullName, one.descriptor);
        return true;
      },
    );
  }
  return {
    message: (name) => messages.get(name),
    enumeration: (name) => enums.get(name),
    messageNames: [...messages.keys()],
  };
}

function sampleFiles(): IFileDescriptorProto[] {
  const names = readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.proto'))
    .sort();
  const own = names.map((name) => parseFile(name, readFileSync(join(samples, name), 'utf8')));
  const bundled = bundledNames().map((name) => parseFile(name, bundledFile(name) ?? ''));
  return linkFiles([...own, ...bundled]).files;
}

function expectAccepted(files: readonly IFileDescriptorProto[]): number {
  const root = protobuf.Root.fromDescriptor(
    descriptor.FileDescriptorSet.encode({ file: files }).finish(),
  );
  root.resolveAll();
  const all = definitions(files);
  for (const name of all.messageNames) {
    if (all.message(name)?.options?.mapEntry === true) continue;
    const text = skeleton(all, name);
    const type = root.lookupType(name);
    const encode = (): Uint8Array => type.encode(fromJson(type, JSON.parse(text))).finish();
    expect(encode, `${name}\n${text}`).not.toThrow();
    const unmet = type.verify(type.toObject(type.decode(encode())));
    expect(unmet === null || !unmet.includes('missing required'), `${name}: ${unmet}`).toBe(true);
  }
  return all.messageNames.length;
}

describe('skeleton', () => {
  it('is accepted by the JSON codec for each bundled message', () => {
    expect(
      expectAccepted(bundledSchema(bundledNames()).map((one) => one.descriptor)),
    ).toBeGreaterThan(200);
  });

  it('is accepted by the JSON codec for each sample message', () => {
    expect(expectAccepted(sampleFiles())).toBeGreaterThan(200);
  });

  const text = `syntax = "proto3";
package t;
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/any.proto";
message All {
  string first_name = 1;
  int32 number = 2;
  uint64 big = 3;
  bool flag = 4;
  bytes data = 5;
  Kind kind = 6;
  repeated int32 numbers = 7;
  repeated Inner inners = 8;
  map<string, Inner> by_name = 9;
  oneof choice { Inner a = 10; string b = 11; }
  optional double ratio = 12 [json_name = "Ratio"];
  google.protobuf.Timestamp time = 13;
  google.protobuf.Int64Value wrapped = 14;
  google.protobuf.Value value = 15;
  google.protobuf.Any any = 16;
  All self = 17;
  repeated All selves = 18;
  Tree tree = 19;
  string __proto__ = 20;
}
message Inner { int32 x = 1; }
message Tree { Branch left = 1; }
message Branch { Tree tree = 1; string leaf = 2; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; }
`;
  const parsed = parseFile('t.proto', text);
  const all = definitions(
    linkFiles([parsed], new Set(parsed.imports.map(({ name }) => name))).files,
  );

  it('shows each field by its JSON name with the default of its type', () => {
    expect(skeleton(all, 't.All')).toBe(`{
  "firstName": "",
  "number": 0,
  "big": "0",
  "flag": false,
  "data": "",
  "kind": "KIND_UNSPECIFIED",
  "numbers": [],
  "inners": [
    {
      "x": 0
    }
  ],
  "byName": {},
  "a": {
    "x": 0
  },
  "Ratio": 0,
  "time": "2026-01-01T00:00:00Z",
  "wrapped": "0",
  "value": null,
  "any": {
    "@type": "type.googleapis.com/google.protobuf.Empty"
  },
  "selves": [],
  "tree": {
    "left": {
      "leaf": ""
    }
  },
  "Proto": ""
}`);
  });

  it('shows a well-known type as itself and an unknown one as an empty object', () => {
    expect(skeleton(all, 'google.protobuf.Duration')).toBe('"1s"');
    expect(skeleton(all, 't.Nothing')).toBe('{}');
  });

  it('has what is required of a type inside itself, and leaves out what would never end', () => {
    const { files } = linkFiles([
      parseFile(
        'r.proto',
        `syntax = "proto2";
package r;
message A { required int32 x = 1; optional B b = 2; optional Endless endless = 3; repeated Endless more = 4; }
message B { required A a = 1; }
message Endless { required int32 x = 1; required Endless endless = 2; }
`,
      ),
    ]);
    const within = definitions(files);
    expect(JSON.parse(skeleton(within, 'r.A'))).toEqual({ x: 0, b: { a: { x: 0 } }, more: [] });
    expect(JSON.parse(skeleton(within, 'r.B'))).toEqual({ a: { x: 0, more: [] } });
    expect(skeleton(within, 'r.Endless')).toBe('{}');
  });

  it('stays small however much the type holds', () => {
    const wide: DefinitionLookup = {
      message: (name) => ({
        name,
        field: Array.from({ length: 20 }, (_, index) => ({
          name: `f${index}`,
          type: 11,
          label: 1,
          typeName: `.${name}${String.fromCharCode(97 + index)}`,
        })),
      }),
      enumeration: () => undefined,
    };
    expect(skeleton(wide, 'M').split('\n').length).toBeLessThan(500);
  });
});
