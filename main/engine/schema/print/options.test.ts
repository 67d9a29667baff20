import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { bundledFile, bundledSchema } from '../bundled/bundled-files.ts';
import { decodeFile } from '../file-bytes.ts';
import { linkFiles } from '../link/link.ts';
import { PROTOC_CASES } from '../link/protoc-cases.ts';
import { OptionTypes } from '../option-types.ts';
import { parseFile } from '../parse/parse-file.ts';
import { Registry } from '../registry.ts';
import { SchemaFile } from '../schema-file.ts';
import { findSymbol, printFile, printSymbol } from './print.ts';

const imported = [
  'google/api/annotations.proto',
  'google/api/field_behavior.proto',
  'google/api/http.proto',
  'google/api/client.proto',
  'google/api/resource.proto',
  'google/protobuf/any.proto',
  'google/protobuf/cpp_features.proto',
  'google/protobuf/descriptor.proto',
];

function typesOf(files: readonly IFileDescriptorProto[]): OptionTypes {
  return new OptionTypes(new Registry(files.map((file) => SchemaFile.of(file))));
}

function linked(text: string): readonly IFileDescriptorProto[] {
  const parsed = [...imported, 'google/api/launch_stage.proto', 'google/protobuf/duration.proto'];
  const { files, diagnostics } = linkFiles([
    parseFile('a.proto', text),
    ...parsed.map((name) => parseFile(name, bundledFile(name) ?? '')),
  ]);
  expect(diagnostics).toEqual([]);
  return files;
}

function described(files: readonly IFileDescriptorProto[], symbol: string): string | undefined {
  const found = findSymbol(files, symbol);
  return found && printSymbol(found, typesOf(files)).text;
}

describe('custom options', () => {
  const api = linked(`syntax = "proto3";
package shop;
import "google/api/annotations.proto";
import "google/api/field_behavior.proto";
import "google/api/resource.proto";
service Shop {
  rpc Buy(Order) returns (Order) {
    option (google.api.http) = {
      post: "/v1/{name=orders/*}:buy" body: "*"
      additional_bindings { get: "/v1/\\"all\\"" }
    };
    option deprecated = true;
  }
}
message Order {
  option (google.api.resource) = { type: "shop/Order" pattern: ["a/{a}", "b/{b}"] };
  string name = 1 [(google.api.field_behavior) = REQUIRED, (google.api.field_behavior) = IMMUTABLE];
  string shop = 2 [(google.api.resource_reference).type = "shop/Shop", deprecated = true];
  string long = 3 [(google.api.resource_reference) = { type: "shop/a.very.long.name.of.a.type", child_type: "shop/another.long.name" }];
}
`);

  it('of a method are written as protoc writes them', () => {
    expect(described(api, 'shop.Shop.Buy')).toBe(`rpc Buy(shop.Order) returns (shop.Order) {
  option deprecated = true;
  option (google.api.http) = {
    post: "/v1/{name=orders/*}:buy"
    body: "*"
    additional_bindings {
      get: "/v1/\\"all\\""
    }
  };
}
`);
  });

  it('of a message and its fields stand in one line where they are short', () => {
    expect(described(api, 'shop.Order')).toBe(`message Order {
  option (google.api.resource) = {
    type: "shop/Order"
    pattern: "a/{a}"
    pattern: "b/{b}"
  };
  string name = 1 [(google.api.field_behavior) = REQUIRED, (google.api.field_behavior) = IMMUTABLE];
  string shop = 2 [deprecated = true, (google.api.resource_reference) = { type: "shop/Shop" }];
  string long = 3 [
    (google.api.resource_reference) = {
      type: "shop/a.very.long.name.of.a.type"
      child_type: "shop/another.long.name"
    }
  ];
}
`);
  });

  it('of every type keep their values', () => {
    const text = PROTOC_CASES['standard and custom options']?.['a.proto'] ?? '';
    const files = linked(text);
    expect(described(files, 'o.M')).toContain(`  option (o.rule) = {
    more {
      get: "g"
    }
  };
  option (o.list) = 1;
  option (o.list) = 18446744073709551615;
  option (o.flt) = 1.5;
  option (o.si) = -3;
  option (o.yes) = true;
  option (o.big) = 18446744073709551615;
`);
    expect(described(files, 'o.M.s')).toContain(`    Grp {
      x: -1
    }
    m {
      key: "k"
      value: 2
    }
    any {
      [type.googleapis.com/o.Rule] {
        get: "in any"
      }
    }
    packed_nums: -1
    packed_nums: 2
    d: -inf
    raw: "\\000"
    [o.ext]: "e"
`);
    expect(described(files, 'o.Color')).toContain(
      'BLUE = 1 [deprecated = true, (o.val_opt) = -5];',
    );
  });

  it('are written with the comments on their statements', () => {
    const text = `syntax = "proto3";

package shop;

import "google/api/client.proto";
import "google/api/resource.proto";

// Where it is made.
option java_package = "shop"; // by hand
option (google.api.resource_definition) = {
  type: "a"
};
// The second.
option (google.api.resource_definition) = {
  type: "b"
};

service Shop {
  // Where it runs.
  option (google.api.default_host) = "shop.example";

  rpc Do(shop.M) returns (shop.M) {
    // No more.
    option deprecated = true;
  }
}

message M {
  // Old.
  option deprecated = true;
}
`;
    const files = linked(text);
    expect(printFile(files[0] ?? {}, typesOf(files))).toBe(text);
  });

  it('of editions are written field by field', () => {
    const files = linked(PROTOC_CASES['editions']?.['a.proto'] ?? '');
    const text = printFile(files[0] ?? {}, typesOf(files));
    expect(text).toContain('option features.field_presence = IMPLICIT;\n');
    expect(text).toContain('option features.(pb.cpp).string_type = VIEW;\n');
  });

  it('that nobody defines, and bytes that are none, hide nothing', () => {
    const odd = Buffer.from('0a07612e70726f746f', 'hex');
    // MessageOptions with deprecated, and (50001) = "x", and with the extension google.api.resource as a broken message.
    for (const options of ['18018ab518 0178', '180142 00', '1801ea4102 0aff']) {
      const bytes = Buffer.from(options.replaceAll(' ', ''), 'hex');
      const message = Buffer.concat([
        Buffer.from('0a014d3a', 'hex'),
        Buffer.from([bytes.length]),
        bytes,
      ]);
      const file = decodeFile(Buffer.concat([odd, Buffer.from([0x22, message.length]), message]));
      const files = [file, ...bundledSchema(imported)];
      expect(described(files, 'M'), options).toBe('message M {\n  option deprecated = true;\n}\n');
    }
  });
});
